"use strict";

// The name of the scheme that takes a token, as the document calls it.
function bearer_scheme(ui) {
  const schemes = ui.getSystem().specSelectors.specJson().getIn(["components", "securitySchemes"]);
  return schemes && schemes.findKey((scheme) => scheme.get("scheme") === "bearer");
}

// A sign-in that is tried on this page also signs the page in.
function sign_in(ui, response) {
  const token = response.status === 200 && response.body && response.body.auth_token;
  const scheme = token && bearer_scheme(ui);
  if (scheme) {
    ui.preauthorizeApiKey(scheme, token);
  }
}

window.addEventListener("load", () => {
  const ui = SwaggerUIBundle({
    url: new URL("../openapi.json", document.baseURI).href,
    dom_id: "#api",
    deepLinking: true,
    displayRequestDuration: true,
    filter: true,
    persistAuthorization: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    responseInterceptor: (response) => {
      if (/\/login(\/refresh)?\/?$/.test(new URL(response.url, document.baseURI).pathname)) {
        sign_in(ui, response);
      }
      return response;
    },
  });
});

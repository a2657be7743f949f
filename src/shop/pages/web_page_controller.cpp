#include "shop/pages/web_page_controller.h"

#include <algorithm>

#include "api/client_address.h"
#include "platform/errors/refusal.h"
#include "platform/text/split.h"
#include "platform/text/trim.h"
#include "shop/pages/web_page_paths.h"

namespace till {
namespace {

constexpr std::string_view index_page = "index.html";

struct Twin {
    http::Coding coding;
    std::string_view ending;
};
constexpr Twin twins[] = {{http::Coding::br, ".br"}, {http::Coding::gzip, ".gz"}};

// Scripts come from files of ours only. Styles may stand in the pages, because the component libraries of both the shop
// and the documentation set them as they go; a style cannot load anything from elsewhere, as everything else is ours
// too, but for the images of the hosts that the shop has chosen. A source with http stands for https too (CSP 3,
// 6.7.2.8).
std::string content_policy(const ImageHosts& hosts) {
    std::string policy = "default-src 'self'; img-src 'self' data: blob:";
    if (hosts.allow_any()) {
        policy += " http: https:";
    } else {
        for (const std::string& host : hosts.names()) {
            policy.append(" http://").append(host).append(" https://").append(host);
        }
    }
    return policy +
           "; style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; frame-ancestors 'none'; "
           "base-uri 'self'; form-action 'self'";
}

std::string_view content_type_of(std::string_view name) {
    static const std::map<std::string_view, std::string_view> types{{"html", "text/html; charset=utf-8"},
                                                                    {"css", "text/css; charset=utf-8"},
                                                                    {"js", "text/javascript; charset=utf-8"},
                                                                    {"svg", "image/svg+xml"},
                                                                    {"png", "image/png"},
                                                                    {"webp", "image/webp"},
                                                                    {"woff2", "font/woff2"},
                                                                    {"txt", "text/plain; charset=utf-8"},
                                                                    {"webmanifest", "application/manifest+json"},
                                                                    {"json", "application/json"}};
    const auto found = types.find(name.substr(name.rfind('.') + 1));
    return found == types.end() ? "application/octet-stream" : found->second;
}

bool is_twin(std::string_view name) {
    return std::any_of(std::begin(twins), std::end(twins),
                       [name](const Twin& twin) { return name.ends_with(twin.ending); });
}

bool is_below(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// Ranges of RFC 9110, 12.5.1. Programs that name none take anything.
bool asks_for_json_alone(const Request& request) {
    const auto accepted = request.http.header("Accept");
    if (!accepted) return false;
    bool asks_for_json = false;
    for (std::string_view rest = *accepted; !rest.empty();) {
        const std::string_view element = take_part(rest, ',');
        const std::string_view range = trimmed(element.substr(0, element.find(';')));
        if (range.empty()) continue;
        if (!range.ends_with("/json") && !range.ends_with("+json")) return false;
        asks_for_json = true;
    }
    return asks_for_json;
}

// Pages that are there for files alone.
bool is_for_files(std::string_view path) {
    return is_below(path, "api") || is_below(path, "assets") || is_below(path, "demo") || is_below(path, "images");
}

// The demonstration's images change with the program only, and an old one does no harm for a day.
const char* cache_control_of(std::string_view path) {
    if (is_below(path, "assets")) return "public, max-age=31536000, immutable";
    return is_below(path, "demo") ? "public, max-age=86400" : "no-cache";
}

http::Response elsewhere(std::string_view path) {
    http::Response response{.status = 302, .headers = {}, .body = {}};
    response.add("Location", path).add("Cache-Control", "no-cache");
    return response;
}

}  // namespace

WebPageController::WebPageController(const WebPageFiles& files, const Compression& compression,
                                     ProductService& products, ExistenceCache& guesses, const ImageHosts& image_hosts)
    : products_(products), guesses_(guesses), content_policy_(content_policy(image_hosts)) {
    for (const auto& [name, bytes] : files) {
        if (is_twin(name)) continue;
        FixedContent::Forms forms;
        for (const Twin& twin : twins) {
            const auto found = files.find(name + std::string(twin.ending));
            if (found != files.end()) forms.emplace(twin.coding, found->second);
        }
        files_.try_emplace(name, compression, content_type_of(name), http::Body::of_static(bytes), forms);
    }
}

const FixedContent* WebPageController::find(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

const FixedContent* WebPageController::application_at(std::string_view path) const {
    return find(is_below(path, "admin") ? "admin/index.html" : index_page);
}

// Only products are looked up: everything else is behind a sign-in, and says itself what is not there.
bool WebPageController::shows_something(std::string_view path, const Request& request) {
    const WebPageAt page = web_page_at(path);
    if (!page.product) return page.is_there;
    return guesses_.has("product " + std::to_string(*page.product), counted_address(request.client),
                        [&] { return products_.has(*page.product); });
}

http::Response WebPageController::show(const Request& request) {
    std::string_view path = request.path;
    while (path.starts_with('/')) path.remove_prefix(1);
    while (path.ends_with('/')) path.remove_suffix(1);
    const FixedContent* file = find(path);
    if (file == nullptr) file = find(path.empty() ? index_page : std::string(path) + "/" + std::string(index_page));
    if (file != nullptr) return respond(*file, path, request);
    if (!is_for_files(path) && !asks_for_json_alone(request)) file = application_at(path);
    if (file != nullptr) {
        http::Response page = respond(*file, path, request);
        if (!shows_something(path, request)) page.status = 404;
        return page;
    }
    if (path.empty()) return elsewhere("/api/docs");
    throw Refusal(problems::not_found, "There is no resource at this path.");
}

http::Response WebPageController::respond(const FixedContent& file, std::string_view path,
                                          const Request& request) const {
    http::Response response = file.respond(request.http);
    if (!is_for_files(path)) response.add("Vary", "Accept");
    response.add("Cache-Control", cache_control_of(path)).add("Content-Security-Policy", content_policy_);
    const auto type = response.headers.find("Content-Type");
    if (type && type->starts_with("image/")) response.add("Cross-Origin-Resource-Policy", "cross-origin");
    return response;
}

}  // namespace till

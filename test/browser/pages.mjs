// Serves the built pages beside a shop that does not: what is no file and no call of the API is the storefront's.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, request } from "node:http";
import { extname, join, normalize } from "node:path";

const types = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const policy =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; " +
    "object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

export async function servePages(folder, shop) {
    const server = createServer((asked, answer) => {
        if (/^\/(api|images)\//.test(asked.url)) return passOn(shop, asked, answer);
        const file = fileOf(folder, new URL(asked.url, shop).pathname);
        const small = /\bbr\b/.test(asked.headers["accept-encoding"]) && existsSync(`${file}.br`);
        answer.setHeader("Content-Type", types[extname(file)]).setHeader("Content-Security-Policy", policy);
        if (small) answer.setHeader("Content-Encoding", "br");
        return answer.end(readFileSync(small ? `${file}.br` : file));
    });
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    const close = () => {
        server.close();
        server.closeAllConnections();
    };
    return { address: `http://127.0.0.1:${server.address().port}`, close };
}

function fileOf(folder, path) {
    const file = join(folder, normalize(path));
    if (existsSync(file) && statSync(file).isFile()) return file;
    return join(folder, /^\/admin(\/|$)/.test(path) ? "admin/index.html" : "index.html");
}

function passOn(shop, asked, answer) {
    const { method, headers, url } = asked;
    const onward = request(shop + url, { method, headers }, (said) => {
        answer.writeHead(said.statusCode, said.rawHeaders);
        said.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
}

#include "controllers/page_controller.h"

#include <algorithm>

#include "utils/refusal.h"

namespace till {
namespace {

constexpr std::string_view index_page = "index.html";

struct Twin {
    http::Coding coding;
    std::string_view ending;
};
constexpr Twin twins[] = {{http::Coding::br, ".br"}, {http::Coding::gzip, ".gz"}};

// Scripts come from files of ours only. Styles may stand in the pages, because the component libraries of both the shop
// and the documentation set them as they go; a style cannot call anybody, as everything else is ours too.
constexpr const char* content_policy =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

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

bool accepts(const Request& request, std::string_view header, std::string_view what) {
    const auto accepted = request.http.header(header);
    return accepted && accepted->find(what) != std::string_view::npos &&
           accepted->find(std::string(what) + ";q=0") == std::string_view::npos;
}

bool is_twin(std::string_view name) {
    return std::any_of(std::begin(twins), std::end(twins),
                       [name](const Twin& twin) { return name.ends_with(twin.ending); });
}

bool is_below(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// The demonstration's pictures change with the program only, and nobody minds an old one for a day.
const char* cache_control_of(std::string_view path) {
    if (is_below(path, "assets")) return "public, max-age=31536000, immutable";
    return is_below(path, "demo") ? "public, max-age=86400" : "no-cache";
}

http::Response elsewhere(std::string path) {
    http::Response response{.status = 302, .headers = {}, .body = {}};
    response.add("Location", std::move(path)).add("Cache-Control", "no-cache");
    return response;
}

}  // namespace

PageController::PageController(const Files& files, const Compression& compression) {
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

const FixedContent* PageController::find(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

const FixedContent* PageController::application_at(std::string_view path) const {
    return find(is_below(path, "admin") ? "admin/index.html" : index_page);
}

http::Response PageController::show(const Request& request) {
    std::string_view path = request.path;
    while (path.starts_with('/')) path.remove_prefix(1);
    while (path.ends_with('/')) path.remove_suffix(1);
    const FixedContent* file = find(path);
    if (file == nullptr) file = find(path.empty() ? index_page : std::string(path) + "/" + std::string(index_page));
    const bool is_for_an_application = !is_below(path, "api") && !is_below(path, "assets") && !is_below(path, "demo");
    if (file == nullptr && is_for_an_application && accepts(request, "Accept", "text/html"))
        file = application_at(path);
    if (file == nullptr && path.empty()) return elsewhere("/api/docs");
    if (file == nullptr) throw Refusal(problems::not_found, "There is nothing at this path.");

    http::Response response = file->answer(request.http);
    if (is_for_an_application) response.add("Vary", "Accept");
    response.add("Cache-Control", cache_control_of(path)).add("Content-Security-Policy", content_policy);
    return response;
}

}  // namespace till

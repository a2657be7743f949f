#include "api/paging.h"

#include <algorithm>

#include <boost/url/url.hpp>

#include "platform/json/json.h"

namespace till {
namespace {

bool says_which_page(std::string_view name) { return name == "page" || name == "per_page" || name == "after"; }

std::string_view without_slash_at_end(std::string_view path) {
    if (path.ends_with('/')) path.remove_suffix(1);
    return path;
}

/// What a cursor holds for: the list, however its address is written.
std::string purpose_of(const Request& request) {
    const std::string_view path = without_slash_at_end(request.path);
    const bool own = path.starts_with(std::string(api_base) + "/me/");
    schemas::NamedTexts filters;
    for (const auto& [name, value] : request.query) {
        if (!says_which_page(name)) filters.emplace_back(name, value);
    }
    std::sort(filters.begin(), filters.end());
    json::Array purpose{path, own ? request.caller.account : 0};
    for (const auto& [name, value] : filters) purpose.emplace_back(json::Array{name, value});
    return json::serialize(purpose);
}

/// `<address>; rel="relation"`: this list's address, at another page.
std::string link(const Request& request, std::string_view relation, std::string_view name = {},
                 std::string_view value = {}) {
    boost::urls::url url;
    url.set_path(request.path);
    for (const auto& [parameter, text] : request.query) {
        if (parameter != "page" && parameter != "after") url.params().append({parameter, text});
    }
    if (!name.empty()) url.params().append({name, value});
    return "<" + std::string(url.buffer().data(), url.buffer().size()) + ">; rel=\"" + std::string(relation) + "\"";
}

}  // namespace

std::string CursorSealer::cursor_of(const Request& request, std::string_view position) const {
    return seal_.close(position, purpose_of(request));
}

void CursorSealer::open(const Request& request, ListPageRequest& page, FieldErrors& errors) const {
    if (!page.after) return;
    const bool has_page = std::any_of(request.query.begin(), request.query.end(),
                                      [](const auto& parameter) { return parameter.first == "page"; });
    if (has_page) errors["after"].push_back("must not be combined with page");
    page.after = seal_.open(*page.after, purpose_of(request));
    if (!page.after) errors["after"].push_back("is not a cursor of this list with these filters and this sort order");
}

std::string page_links(const Request& request, const ListPage<std::int64_t>& page) {
    const std::int64_t number = page.page.value_or(1);
    const std::int64_t last = std::max<std::int64_t>(page.pages().value_or(1), 1);
    const auto to = [&](std::int64_t other, std::string_view relation) {
        return ", " + link(request, relation, "page", std::to_string(other));
    };
    std::string links = link(request, "first", "page", "1");
    const std::int64_t before = std::min(number - 1, last);
    if (number > 1 && page.has_number(before)) links += to(before, "prev");
    if (number < last && !page.total_is_at_least && page.has_number(number + 1)) {
        links += to(number + 1, "next");
    } else if (page.next) {
        links += ", " + link(request, "next", "after", *page.next);
    }
    if (!page.total_is_at_least && page.has_number(last)) links += to(last, "last");
    return links;
}

std::string cursor_links(const Request& request, const std::optional<std::string>& next) {
    std::string links = link(request, "first");
    if (next) links += ", " + link(request, "next", "after", *next);
    return links;
}

}  // namespace till

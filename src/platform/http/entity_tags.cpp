#include "platform/http/entity_tags.h"

#include "platform/text/ascii.h"
#include "platform/text/trim.h"

namespace till::http {

namespace {

constexpr std::string_view codings[] = {"gzip", "br", "deflate", "zstd"};

/// Takes the first element off the list; nullopt for what is none.
std::optional<std::string_view> take_tag(std::string_view& list) {
    std::string_view rest = list;
    if (rest.starts_with("W/")) rest.remove_prefix(2);
    const std::size_t end = rest.starts_with('"') ? rest.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view tag = rest.substr(1, end - 1);
    if (tag.find(' ') != std::string_view::npos || ascii::has_control(tag)) return std::nullopt;
    rest = trimmed(rest.substr(end + 1));
    if (!rest.empty() && rest.front() != ',') return std::nullopt;
    list = rest;
    return tag;
}

/// Calls `use` with each tag of the list; false for what is no list of tags.
template <class Use>
bool read_tags(std::string_view list, const Use& use) {
    for (list = trimmed(list); !list.empty(); list = trimmed(list)) {
        if (list.starts_with(',')) {
            list.remove_prefix(1);  // RFC 9110, 5.6.1: empty elements do not count
            continue;
        }
        const auto tag = take_tag(list);
        if (!tag) return false;
        use(*tag);
    }
    return true;
}

}  // namespace

bool is_tag_list(std::string_view value) {
    if (trimmed(value) == "*") return true;
    bool any = false;
    return read_tags(value, [&any](std::string_view) { any = true; }) && any;
}

std::optional<std::vector<std::string_view>> entity_tags(std::string_view list) {
    std::vector<std::string_view> tags;
    if (!read_tags(list, [&tags](std::string_view tag) { tags.push_back(tag); })) return std::nullopt;
    return tags;
}

std::string tag_in(std::string_view tag, Coding coding) {
    std::string its(tag);
    if (coding == Coding::identity) return its;
    if (its.ends_with('"')) its.pop_back();
    return its.append("-").append(name_of(coding)).append("\"");
}

std::string_view without_coding(std::string_view tag) {
    for (const std::string_view coding : codings) {
        if (!tag.ends_with(coding)) continue;
        const std::string_view before = tag.substr(0, tag.size() - coding.size());
        const std::size_t end = before.find_last_not_of("-;") + 1;
        if (end < before.size()) return before.substr(0, end);
    }
    return tag;
}

}  // namespace till::http

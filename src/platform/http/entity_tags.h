#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/content_coding.h"

/// Entity tags (RFC 9110, 8.8.3), as they come back to us.
namespace till::http {

/// RFC 9110, 13.1: whether a line of If-Match or If-None-Match is `*`, or lists at least one tag.
bool is_tag_list(std::string_view value);

/// The tags that a line of If-Match or If-None-Match lists, each without its quotes and without `W/`, which proxies put
/// before the tags of what they compress. nullopt for what is no list of tags, as `*` is none.
std::optional<std::vector<std::string_view>> entity_tags(std::string_view list);

/// The tag of the same content in that coding: `"3-abc"` becomes `"3-abc-gzip"`.
std::string tag_in(std::string_view tag, Coding coding);

/// A tag, without quotes, without what tells its coding: that of tag_in(), or of a proxy that compresses (Apache adds
/// `-gzip`, or has added `;gzip`, and Jetty `--gzip`).
std::string_view without_coding(std::string_view tag);

}  // namespace till::http

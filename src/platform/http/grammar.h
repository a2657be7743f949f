#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace till::http {

/// RFC 9110, 5.6.2: what names of headers and methods are made of.
bool is_token(std::string_view text);

/// RFC 9110, 5.5: no control character but the tab. Bytes above 127 pass.
bool is_field_value(std::string_view text);

/// RFC 9112, 3.2.1, without a fragment: a slash, then visible ASCII.
bool is_origin_form(std::string_view target);

struct AbsoluteForm {
    std::string_view authority;  ///< HOST[:PORT]
    std::string_view path;       ///< with the query; may be empty, or begin with `?`
};
/// RFC 9112, 3.2.2: an http or https address with a host, without a user and without a fragment.
std::optional<AbsoluteForm> split_absolute_form(std::string_view target);

/// RFC 9110, 7.2, by its characters: HOST[:PORT], or nothing.
bool is_host(std::string_view value);

/// One line of a header, of a chunk's head or of a trailer. It ends in CRLF and holds no other CR or LF: other servers
/// take a bare LF for an end, or a bare CR for a space, so a request that has one could be read in two ways.
struct Line {
    enum class State { unfinished, good, broken };
    State state;
    std::string_view text;  ///< without its CRLF, if good
    std::size_t size;       ///< up to and with its LF, or of all that is there
};

/// The line at the front of `bytes`, of which the first `searched` are known to hold no LF.
Line line_at_front(std::string_view bytes, std::size_t searched);

}  // namespace till::http

#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/errors/refusal.h"
#include "platform/http/message.h"

namespace till::http {

/// More than any client sends; bounds what a header of many short lines costs in memory.
inline constexpr std::size_t headers_max = 100;
inline constexpr std::size_t target_bytes_max = 8 * 1024;

/// The framing of a request: what its header determines of the rest of the exchange.
struct Framing {
    bool chunked = false;
    std::uint64_t content_length = 0;
    bool keep_alive = false;
    bool http_1_0 = false;
    bool expects_continue = false;
};

/// Takes a complete header, from the request line to the empty line, both with their CRLF, off the front of `bytes`
/// into `request` and `framing`. Refused is what two programs could read differently: lines that do not end in CRLF, or
/// hold another CR or LF, or are folded, more than one length or encoding or both, lists of lengths, codings other than
/// chunked, a missing or second Host, second ones of other headers that come once, characters that names, values or
/// targets cannot have.
std::optional<Refusal> read_header(std::string_view& bytes, Request& request, Framing& framing);

}  // namespace till::http

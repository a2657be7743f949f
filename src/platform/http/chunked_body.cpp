#include "platform/http/chunked_body.h"

#include "platform/http/grammar.h"
#include "platform/text/numbers.h"

namespace till::http {

namespace {

constexpr std::size_t size_line_bytes_max = 256;

/// chunk-size [ chunk-ext ], where the extension is only looked at for characters that it must not have.
std::optional<std::uint64_t> size_of_chunk(std::string_view line) {
    const auto size = take_integer<std::uint64_t>(line, 16);
    const bool has_good_end = line.empty() || (line.starts_with(';') && is_field_value(line));
    return has_good_end ? size : std::nullopt;
}

bool is_trailer(std::string_view line) {
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && is_token(line.substr(0, colon)) && is_field_value(line.substr(colon + 1));
}

}  // namespace

std::size_t ChunkedBody::take(std::string_view bytes) {
    std::size_t taken = 0;
    while (!refusal_ && state_ != State::complete) {
        const std::string_view rest = bytes.substr(taken);
        std::size_t consumed = 0;
        switch (state_) {
            case State::size:
                consumed = take_size(rest);
                break;
            case State::data:
                consumed = take_data(rest);
                break;
            case State::end_of_data:
                consumed = take_end_of_data(rest);
                break;
            case State::trailer:
                consumed = take_trailer(rest);
                break;
            case State::complete:
                break;
        }
        if (consumed == 0) break;
        taken += consumed;
    }
    return taken;
}

std::size_t ChunkedBody::take_size(std::string_view bytes) {
    const Line line = line_at_front(bytes, 0);
    if (line.state == Line::State::broken || line.size > size_line_bytes_max) {
        refuse(malformed("A chunk size is not on a short line that ends in CRLF."));
        return 0;
    }
    if (line.state == Line::State::unfinished) return 0;
    const auto size = size_of_chunk(line.text);
    if (!size) {
        refuse(malformed("A chunk size is not a plain hexadecimal number with an optional extension."));
        return 0;
    }
    if (const std::size_t max = body_->plan().bytes_max; *size > max - body_->size()) {
        refuse(body_too_large(max));
        return 0;
    }
    missing_ = *size;
    state_ = *size == 0 ? State::trailer : State::data;
    return line.size;
}

std::size_t ChunkedBody::take_data(std::string_view bytes) {
    const std::string_view data = bytes.substr(0, static_cast<std::size_t>(missing_));
    if (auto refusal = body_->append(data, static_cast<std::size_t>(missing_))) refuse(std::move(*refusal));
    missing_ -= data.size();
    if (missing_ == 0) state_ = State::end_of_data;
    return data.size();
}

std::size_t ChunkedBody::take_end_of_data(std::string_view bytes) {
    constexpr std::string_view end = "\r\n";
    if (!end.starts_with(bytes.substr(0, end.size()))) {
        refuse(malformed("A chunk is longer than its size says."));
        return 0;
    }
    if (bytes.size() < end.size()) return 0;
    state_ = State::size;
    return end.size();
}

std::size_t ChunkedBody::take_trailer(std::string_view bytes) {
    const Line line = line_at_front(bytes, 0);
    if (trailer_bytes_ + line.size > trailer_bytes_max_) {
        refuse(malformed("The trailer is too large."));
        return 0;
    }
    if (line.state == Line::State::unfinished) return 0;
    if (line.state == Line::State::good && line.text.empty()) {
        state_ = State::complete;
        return line.size;
    }
    if (line.state == Line::State::broken || !is_trailer(line.text)) {
        refuse(malformed("A line of the trailer is not NAME: VALUE followed by CRLF."));
        return 0;
    }
    trailer_bytes_ += line.size;
    return line.size;
}

}  // namespace till::http

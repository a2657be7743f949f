#include "platform/http/request_reader.h"

#include <algorithm>
#include <string>

#include "platform/http/grammar.h"

namespace till::http {

namespace {

constexpr std::string_view header_end = "\r\n\r\n";
constexpr std::size_t request_line_bytes_max = target_bytes_max + 64;  // a method and a version beside the target

}  // namespace

std::size_t RequestReader::take(std::string_view bytes) {
    std::size_t taken = 0;
    // RFC 9112, 2.2: some clients send an empty line after a body; one is not held against them.
    if (state_ == State::header && line_start_ == 0 && !skipped_line_ && bytes.starts_with("\r\n")) {
        skipped_line_ = true;
        searched_ = 0;
        taken = 2;
    }
    if (state_ == State::header) taken += take_header(bytes.substr(taken));
    if (state_ == State::body) taken += take_body(bytes.substr(taken));
    return taken;
}

std::size_t RequestReader::take_header(std::string_view bytes) {
    // Most often all of it has come at once, and nothing behind it.
    if (line_start_ == 0 && searched_ == 0 && bytes.ends_with(header_end) &&
        bytes.size() <= std::min(request_line_bytes_max, options_->header_bytes_max)) {
        std::string_view rest = bytes;
        if (!read_header(rest, request_, framing_)) {
            header_is_read();
            return bytes.size() - rest.size();
        }
        request_ = {};  // line by line, for the verdict not to depend on how it has come
        framing_ = {};
    }
    is_head_ = bytes.starts_with("HEAD ");
    for (;;) {
        const Line line = line_at_front(bytes.substr(line_start_), searched_ - line_start_);
        if (too_large(line_start_ + line.size)) return 0;
        if (line.state == Line::State::unfinished) {
            searched_ = bytes.size();
            return 0;
        }
        if (line.state == Line::State::broken) {
            refuse(malformed("A line of the header does not end in CRLF, or has a CR inside."));
            return 0;
        }
        const bool first = line_start_ == 0;
        line_start_ += line.size;
        searched_ = line_start_;
        if (line.text.empty()) {
            finish_header(bytes.substr(0, line_start_));
            return line_start_;
        }
        if (!first && (line.text.front() == ' ' || line.text.front() == '\t')) {
            refuse(malformed("A header is folded over more than one line."));
            return 0;
        }
    }
}

/// `bytes`: what is there of the header, up to the end of a line or as far as it has come.
bool RequestReader::too_large(std::size_t bytes) {
    const bool in_request_line = line_start_ == 0;
    if (in_request_line && bytes > std::min(request_line_bytes_max, options_->header_bytes_max)) {
        refuse({problems::uri_too_long, "The request URI may have at most 8192 bytes."});
        return true;
    }
    if (bytes > options_->header_bytes_max) {
        refuse({problems::header_too_large,
                "The header may have at most " + std::to_string(options_->header_bytes_max) + " bytes."});
        return true;
    }
    return false;
}

void RequestReader::finish_header(std::string_view header) {
    auto refusal = read_header(header, request_, framing_);
    if (refusal) return refuse(std::move(*refusal));
    header_is_read();
}

void RequestReader::header_is_read() {
    is_head_ = request_.method == Method::head;
    request_.body_follows = framing_.chunked || framing_.content_length > 0;
    request_.content_length = framing_.content_length;
    state_ = request_.body_follows ? State::announced : State::complete;
}

void RequestReader::begin_body(IncomingBody& body) {
    const std::size_t bytes_max = body.plan().bytes_max;
    if (framing_.content_length > bytes_max) return refuse(body_too_large(bytes_max));
    body_ = &body;
    body_missing_ = static_cast<std::size_t>(framing_.content_length);
    if (framing_.chunked) chunked_body_ = std::make_unique<ChunkedBody>(body, options_->header_bytes_max);
    state_ = State::body;
}

std::size_t RequestReader::take_body(std::string_view bytes) {
    if (!chunked_body_) {
        const std::string_view data = bytes.substr(0, body_missing_);
        if (auto refusal = body_->append(data, body_missing_)) refuse(std::move(*refusal));
        body_missing_ -= data.size();
        if (body_missing_ == 0 && state_ == State::body) state_ = State::complete;
        return data.size();
    }
    const std::size_t taken = chunked_body_->take(bytes);
    if (chunked_body_->refusal()) refuse(*chunked_body_->refusal());
    if (chunked_body_->complete()) state_ = State::complete;
    return taken;
}

void RequestReader::refuse(Refusal refusal) {
    refusal_ = std::make_unique<const Refusal>(std::move(refusal));
    state_ = State::refused;
}

void RequestReader::restart() { *this = RequestReader(*options_); }

}  // namespace till::http

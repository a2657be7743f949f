#include "platform/http/response_header.h"

#include <array>
#include <charconv>
#include <cstdio>

#include <boost/beast/http/status.hpp>

namespace till::http {

namespace {

void append_number(std::string& out, std::size_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

/// The few that nearly all responses have, ready to send.
std::string_view usual_status_line(int status) {
    switch (status) {
        case 200:
            return "HTTP/1.1 200 OK\r\n";
        case 201:
            return "HTTP/1.1 201 Created\r\n";
        case 304:
            return "HTTP/1.1 304 Not Modified\r\n";
        default:
            return {};
    }
}

}  // namespace

std::string_view DateText::now() {
    const std::time_t second = std::time(nullptr);
    if (second != second_) {
        constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        std::tm parts{};
        gmtime_r(&second, &parts);
        std::array<char, 64> text;
        // Not %a and %b: those follow the locale.
        const int size = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                       days[parts.tm_wday], parts.tm_mday, months[parts.tm_mon], parts.tm_year + 1900,
                                       parts.tm_hour, parts.tm_min, parts.tm_sec);
        text_.assign(text.data(), static_cast<std::size_t>(size));
        second_ = second;
    }
    return text_;
}

void remove_framing(Headers& headers) {
    for (const char* ours : {"Date", "Connection", "Content-Length", "Transfer-Encoding"}) {
        if (headers.find(ours)) headers.remove(ours);
    }
}

bool has_body(int status) { return status != 204 && status != 304; }

void append_status_line(std::string& out, int status) {
    if (const std::string_view usual = usual_status_line(status); !usual.empty()) {
        out.append(usual);
        return;
    }
    const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::size_t>(status));
    out.append(" ").append(reason.data(), reason.size()).append("\r\n");
}

void append_framing(std::string& out, int status, std::size_t body_bytes, const ResponseFraming& frame) {
    out.append("Date: ").append(frame.date).append("\r\n");
    if (!frame.keep_alive) {
        out.append("Connection: close\r\n");
    } else if (frame.http_1_0) {
        out.append("Connection: keep-alive\r\n");
    }
    if (has_body(status)) {
        out.append("Content-Length: ");
        append_number(out, body_bytes);
        out.append("\r\n");
    }
    out.append("\r\n");
}

}  // namespace till::http

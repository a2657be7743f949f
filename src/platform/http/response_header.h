#pragma once
#include <ctime>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace till::http {

/// The Date header's value (RFC 9110, 5.6.7), made once a second. For one thread.
class DateText {
 public:
    std::string_view now();

 private:
    std::time_t second_ = -1;
    std::string text_;
};

/// The part of the response's header that the handler does not give.
struct ResponseFraming {
    std::string_view date;
    bool keep_alive = true;
    bool http_1_0 = false;
};

/// Whether a response of this status may have a body (RFC 9110, 6.4.1).
bool has_body(int status);

/// Takes out what only the server may say: Date, Content-Length, Connection and Transfer-Encoding.
void remove_framing(Headers& headers);

/// `HTTP/1.1 200 OK` and CRLF.
void append_status_line(std::string& out, int status);

/// Appends what only the server may say, and the empty line.
void append_framing(std::string& out, int status, std::size_t body_bytes, const ResponseFraming& frame);

}  // namespace till::http

#include "platform/http/message.h"

namespace till::http {

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return "OTHER";
}

void Request::receive(ReceivedBody received) {
    body_follows = false;
    body = std::move(received.bytes);
    file = std::move(received.file);
    memory = std::move(received.memory);
}

std::string_view Body::view() const {
    if (const auto* shared = std::get_if<SharedBytes>(&bytes_)) return shared->bytes;
    return std::get<std::string>(bytes_);
}

std::optional<std::string_view> Response::header(std::string_view name) const {
    const auto shared = header_in(shared_headers.bytes, name);
    return shared ? shared : headers.find(name);
}

}  // namespace till::http

#include "http/message.h"

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

std::string_view Body::view() const {
    struct View {
        std::string_view operator()(const std::string& owned) const { return owned; }
        std::string_view operator()(const std::shared_ptr<const std::string>& shared) const {
            return shared ? std::string_view(*shared) : std::string_view();
        }
        std::string_view operator()(std::string_view fixed) const { return fixed; }
    };
    return std::visit(View{}, bytes_);
}

}  // namespace till::http

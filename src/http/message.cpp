#include "http/message.h"

#include <algorithm>

namespace till::http {

namespace {

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

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

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char one, char other) { return lower(one) == lower(other); });
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    for (const Header& header : headers) {
        if (same_name(header.name, name)) return header.value;
    }
    return std::nullopt;
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

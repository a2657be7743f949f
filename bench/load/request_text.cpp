#include "load/request_text.h"

namespace till::load {

std::string Callers::fields(std::size_t connection) const {
    std::string fields = "Host: " + host + "\r\n";
    if (!tokens.empty()) fields += "Authorization: Bearer " + tokens[connection % tokens.size()] + "\r\n";
    return fields;
}

void write_post(std::string& request, std::string_view path, std::string_view fields, std::string_view body) {
    request.assign("POST /api/v1").append(path).append(" HTTP/1.1\r\n").append(fields);
    request.append("Content-Type: application/json\r\nContent-Length: ");
    request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

}  // namespace till::load

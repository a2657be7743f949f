#include "support/http_client.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <stdexcept>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "support/contract_proxy.h"
#include "support/decoded.h"
#include "support/ports.h"

namespace till::test {
namespace {

constexpr int patience_s = 120;
constexpr int patience_for_end_s = 10;

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](unsigned char c) { return std::tolower(c); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) {
        return lower(static_cast<unsigned char>(x)) == lower(static_cast<unsigned char>(y));
    });
}

const json::Value* find(const json::Value& document, std::string_view path) {
    const json::Value* value = &document;
    while (value != nullptr && !path.empty()) {
        const auto dot = std::min(path.find('.'), path.size());
        const std::string name(path.substr(0, dot));
        path.remove_prefix(std::min(dot + 1, path.size()));
        if (const json::Array* array = value->array()) {
            const std::size_t index = std::stoul(name);
            value = index < array->size() ? &(*array)[index] : nullptr;
        } else {
            value = value->find(name);
        }
    }
    return value;
}

Headers headers_of(std::string_view text) {
    Headers headers;
    while (!text.empty()) {
        const auto end = std::min(text.find("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 2, text.size()));
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos) throw std::runtime_error("not a header: " + std::string(line));
        headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return headers;
}

/// Whether the proxy in front of the shops compresses (test/nginx/proxy).
bool proxy_compresses() {
    const char* const launcher = std::getenv("TILL_TEST_PROXY");
    return launcher != nullptr && std::string_view(launcher).ends_with("nginx/proxy");
}

void set_patience(int socket, int seconds) {
    const timeval time{seconds, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
}

}  // namespace

std::string at(const json::Value& document, std::string_view path) {
    const json::Value* value = find(document, path);
    if (value == nullptr) return "(missing)";
    if (const std::string* text = value->text()) return *text;
    return json::serialize(*value);
}

std::optional<std::string> Response::header(std::string_view name) const {
    for (const auto& [present, value] : headers) {
        if (same_name(present, name)) return value;
    }
    return std::nullopt;
}

std::size_t Response::count(std::string_view path) const {
    const json::Value document = json();
    const json::Value* value = find(document, path);
    if (value == nullptr || value->array() == nullptr) {
        throw std::runtime_error("there is no list at " + std::string(path) + " of " + body);
    }
    return value->array()->size();
}

std::vector<std::string> Response::each(std::string_view list, std::string_view member) const {
    const json::Value document = json();
    const json::Value* value = find(document, list);
    if (value == nullptr || value->array() == nullptr) {
        throw std::runtime_error("there is no list at " + std::string(list) + " of " + body);
    }
    std::vector<std::string> members;
    for (const json::Value& item : *value->array()) members.push_back(test::at(item, member));
    return members;
}

Response HttpClient::send(std::string_view method, std::string_view target, const Headers& headers,
                          const std::optional<std::string>& body) {
    std::string request = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& [name, value] : headers) request += name + ": " + value + "\r\n";
    if (body) request += "Content-Length: " + std::to_string(body->size()) + "\r\n";
    request += "\r\n" + body.value_or("");
    write(request);
    return read(method == "HEAD");
}

void HttpClient::write(std::string_view bytes) {
    connect_if_needed();
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // closed: what the server said before can still be read
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

Response HttpClient::read(bool is_head) {
    set_patience(socket_, patience_s);
    Response response;
    std::string head;
    do {
        head = take_until("\r\n\r\n");
        response.status = std::stoi(head.substr(head.find(' ') + 1));
    } while (response.status == 100);
    const auto end_of_line = std::min(head.find("\r\n"), head.size());
    response.headers = headers_of(std::string_view(head).substr(std::min(end_of_line + 2, head.size())));
    const auto length = response.header("Content-Length");
    const auto take = [this](std::size_t size) {
        while (received_.size() < size && receive()) {
        }
        if (received_.size() < size) throw std::runtime_error("the connection ended within an answer");
        std::string taken = received_.substr(0, size);
        received_.erase(0, size);
        return taken;
    };
    const bool in_chunks = response.header("Transfer-Encoding").has_value();
    if (in_chunks && !response.header("Server")) throw std::runtime_error("the shop sends no answers in chunks");
    if (length && !is_head) response.body = take(std::stoul(*length));
    while (in_chunks && !is_head) {
        const std::size_t size = std::stoul(take_until("\r\n"), nullptr, 16);
        response.body += take(size);
        take_until("\r\n");
        if (size == 0) break;
    }
    if (const auto connection = response.header("Connection"); connection && same_name(*connection, "close")) hang_up();
    return response;
}

std::optional<std::string> HttpClient::read_to_end() {
    set_patience(socket_, patience_for_end_s);
    while (receive()) {
    }
    const bool closed = socket_ < 0;
    std::string bytes = std::move(received_);
    hang_up();
    if (!closed) return std::nullopt;
    return bytes;
}

void HttpClient::hang_up() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
    received_.clear();
}

void HttpClient::connect_if_needed() {
    if (socket_ >= 0) {
        // The server may have closed an idle connection meanwhile.
        char byte = 0;
        if (recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0) return;
        hang_up();
    }
    socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!connect_on_loopback(socket_, from_, port_)) {
        hang_up();
        throw std::runtime_error("nothing answers on port " + std::to_string(port_));
    }
}

// False at the end, and when the patience is.
bool HttpClient::receive() {
    if (socket_ < 0) return false;
    std::array<char, 65536> buffer{};
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
    if (count > 0) {
        received_.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    }
    if (count == 0 || errno == ECONNRESET) {
        close(socket_);
        socket_ = -1;
    }
    return false;
}

std::string HttpClient::take_until(std::string_view end) {
    auto found = received_.find(end);
    while (found == std::string::npos && receive()) found = received_.find(end);
    if (found == std::string::npos) {
        throw std::runtime_error(socket_ < 0 ? "the server closed the connection" : "the server does not answer");
    }
    std::string taken = received_.substr(0, found);
    received_.erase(0, found + end.size());
    return taken;
}

Api::Api(std::uint16_t port, std::string token, const std::string& from)
    : client_(std::make_unique<HttpClient>(port, from)),
      proxy_(from == "127.0.0.1" ? ContractProxy::in_front_of(port) : nullptr),
      to_proxy_(proxy_ ? std::make_unique<HttpClient>(proxy_->port()) : nullptr),
      token_(std::move(token)) {}

Response Api::send(std::string_view method, std::string_view path, const std::optional<std::string>& body,
                   Headers headers) const {
    const auto is_given = [&](std::string_view name) {
        return std::any_of(headers.begin(), headers.end(),
                           [&](const auto& header) { return same_name(header.first, name); });
    };
    if (!token_.empty() && !is_given("Authorization")) headers.emplace_back("Authorization", "Bearer " + token_);
    if (body && !is_given("Content-Type")) headers.emplace_back("Content-Type", "application/json");
    const std::string base = path.starts_with("/api") ? "" : "/api/v1";
    const std::string target = base + std::string(path);
    if (proxy_) {
        if (const auto through = proxy_->way_through(method, target, headers, body)) {
            to_proxy_->hang_up();  // it closes what is idle for some seconds, also while a request is on its way
            if (proxy_compresses() && !is_given("Accept-Encoding")) headers.emplace_back("Accept-Encoding", "gzip");
            Response response = to_proxy_->send(method, *through, headers, body);
            if (proxy_compresses())
                response.body = decoded(response.body, response.header("Content-Encoding").value_or("identity"));
            return proxy_->examined(method, target, std::move(response));
        }
    }
    return client_->send(method, target, headers, body);
}

std::string percent_encoded(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0) {
            encoded += c;
        } else {
            encoded += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
        }
    }
    return encoded;
}

}  // namespace till::test

#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/json/json.h"

namespace till::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// What stands at a path such as `items.0.name` in a JSON document, as text: a text without its quotes, a number as it
/// was written, `true`, `false`, `null`, `[…]` and `{…}` as JSON; `(missing)` where there is nothing.
std::string at(const json::Value& document, std::string_view path);

/// A response of the server, read whole.
struct Response {
    int status = 0;
    Headers headers;
    std::string body;

    std::optional<std::string> header(std::string_view name) const;
    /// Throws where the body is not JSON.
    json::Value json() const { return json::parse(body); }
    std::string at(std::string_view path) const { return test::at(json(), path); }
    std::int64_t number(std::string_view path) const { return std::stoll(at(path)); }
    /// How many items the array at the path has.
    std::size_t count(std::string_view path) const;
    /// The same member of every item of an array, in order.
    std::vector<std::string> each(std::string_view list, std::string_view member) const;

    friend void PrintTo(const Response& response, std::ostream* out) {
        *out << response.status << ' ' << response.body;
    }
};

/// One of its headers; empty where it has none of that name.
inline std::string said(const Response& response, std::string_view name) { return response.header(name).value_or(""); }

/// A connection to a server on loopback, opened at the first request and again when the server has closed it. Waits for
/// a response for two minutes and throws std::runtime_error then.
class HttpClient {
 public:
    /// `from` is the address that it comes from, any of 127.0.0.0/8.
    explicit HttpClient(std::uint16_t port, std::string from = "127.0.0.1") : port_(port), from_(std::move(from)) {}
    ~HttpClient() { hang_up(); }
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    Response send(std::string_view method, std::string_view target, const Headers& headers = {},
                  const std::optional<std::string>& body = std::nullopt);

    /// Bytes as they are.
    void write(std::string_view bytes);
    Response read(bool is_head = false);
    /// All that comes until the server closes; nothing where the connection is still open after ten seconds.
    std::optional<std::string> read_to_end();
    void hang_up();

 private:
    void connect_if_needed();
    bool receive();
    std::string take_until(std::string_view end);

    std::uint16_t port_;
    std::string from_;
    int socket_ = -1;
    std::string received_;
};

class ContractProxy;

/// The shop's API as one client sees it, with a token or without. A path is below /api/v1, unless it begins with /api.
/// Goes through the ContractProxy in front of the port, if there is one.
class Api {
 public:
    /// `from`: the loopback address of the client; only the first uses a proxy.
    explicit Api(std::uint16_t port, std::string token = {}, const std::string& from = "127.0.0.1");

    Response get(std::string_view path) const { return send("GET", path); }
    Response del(std::string_view path) const { return send("DELETE", path); }
    Response post(std::string_view path, const json::Value& body) const { return send_json("POST", path, body); }
    Response put(std::string_view path, const json::Value& body) const { return send_json("PUT", path, body); }
    Response patch(std::string_view path, const json::Value& body) const { return send_json("PATCH", path, body); }

    Response send(std::string_view method, std::string_view path, const std::optional<std::string>& body = std::nullopt,
                  Headers headers = {}) const;

    const std::string& token() const { return token_; }

 private:
    Response send_json(std::string_view method, std::string_view path, const json::Value& body) const {
        return send(method, path, json::serialize(body));
    }

    std::unique_ptr<HttpClient> client_;
    std::shared_ptr<ContractProxy> proxy_;
    std::unique_ptr<HttpClient> to_proxy_;
    std::string token_;
};

/// As it may stand in a query string.
std::string percent_encoded(std::string_view text);

}  // namespace till::test

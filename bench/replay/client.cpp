#include "replay/client.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include "common/address.h"

namespace till::replay {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto call_timeout = std::chrono::seconds(120);
constexpr std::uint64_t response_bytes_max = 256ULL * 1024 * 1024;

/// The shop's address and the caller.
class Caller {
 public:
    Caller(const std::string& url, std::string username, std::string password)
        : username_(std::move(username)), password_(std::move(password)) {
        const bench::Address address = bench::parse_address(url);
        host_ = fmt::format("{}:{}", address.host, address.port);
        asio::io_context context;
        error_code error;
        for (const auto& entry : tcp::resolver(context).resolve(address.host, address.port, error)) {
            endpoints_.push_back(entry.endpoint());
        }
        if (error) throw std::runtime_error(fmt::format("{}: {}", url, error.message()));
    }

    const std::vector<tcp::endpoint>& endpoints() const { return endpoints_; }
    const std::string& host() const { return host_; }
    bool signed_in() const { return !token_.empty(); }
    void sign_out() { token_.clear(); }

    std::string request(const Call& call) const {
        std::string text = fmt::format("{} /api/v1{} HTTP/1.1\r\nHost: {}\r\n", call.method, call.path, host_);
        if (signed_in()) text += fmt::format("Authorization: Bearer {}\r\n", token_);
        if (!call.body.empty()) {
            text += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", call.body.size());
        }
        return text + "\r\n" + call.body;
    }

    Call sign_in() const {
        const boost::json::object body{{"username", username_}, {"password", password_}};
        return {"POST", "/login", boost::json::serialize(body)};
    }

    void take_token(int status, const std::string& response) {
        if (status != 200) throw std::runtime_error(fmt::format("cannot sign in: {} {}", status, response));
        token_ = boost::json::parse(response).at("auth_token").as_string().c_str();
    }

 private:
    std::string host_;
    std::string username_;
    std::string password_;
    std::string token_;
    std::vector<tcp::endpoint> endpoints_;
};

/// What the connections of one Client::each() share.
struct Run {
    Caller& caller;
    std::size_t count;
    const std::function<Call(std::size_t)>& call;
    const std::function<void(std::size_t, Response)>& answered;
    asio::io_context context{1};
    std::size_t next = 0;
    bool signing_in = false;
    std::vector<std::function<void()>> waiting;  ///< for the token
};

/// Makes one call after the other until none is left. Kept alive by what it waits for.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
    explicit Connection(Run& run) : run_(run) { make_stream(); }

    void start() {
        if (run_.next < run_.count || pending_) connect();
    }

 private:
    using Stream = beast::basic_stream<tcp, asio::io_context::executor_type>;

    template <class Step>
    auto then(Step step) {
        return [self = shared_from_this(), step](error_code error, const auto&...) { ((*self).*step)(error); };
    }

    void make_stream() {
        stream_.emplace(run_.context);
        buffer_.clear();
    }

    void connect() {
        stream_->expires_after(call_timeout);
        stream_->async_connect(run_.caller.endpoints(), then(&Connection::connected));
    }

    void connected(error_code error) {
        if (error) {
            throw std::runtime_error(fmt::format("cannot reach {}: {}", run_.caller.host(), error.message()));
        }
        stream_->socket().set_option(tcp::no_delay(true));
        next();
    }

    void next() {
        if (!pending_) {
            if (run_.next == run_.count) return;
            number_ = run_.next++;
            call_ = run_.call(number_);
            pending_ = true;
            renewed_ = false;
        }
        run_.caller.signed_in() ? send(run_.caller.request(call_)) : sign_in();
    }

    /// One connection gets the token for all.
    void sign_in() {
        if (run_.signing_in) {
            run_.waiting.push_back([self = shared_from_this()] { self->next(); });
            return;
        }
        run_.signing_in = signing_in_ = true;
        send(run_.caller.request(run_.caller.sign_in()));
    }

    void send(std::string bytes) {
        bytes_ = std::move(bytes);
        parser_.emplace();
        parser_->body_limit(response_bytes_max);
        sent_at_ = Clock::now();
        stream_->expires_after(call_timeout);
        asio::async_write(*stream_, asio::buffer(bytes_), then(&Connection::written));
    }

    void written(error_code error) {
        if (error) return lost(error);
        http::async_read(*stream_, buffer_, *parser_, then(&Connection::read));
    }

    void read(error_code error) {
        if (error) return lost(error);
        const bool keep = parser_->get().keep_alive();
        Response response{static_cast<int>(parser_->get().result_int()), std::move(parser_->get().body()),
                          std::chrono::duration<double>(Clock::now() - sent_at_).count()};
        if (signing_in_) {
            take_token(response);
        } else if (response.status == 401 && !renewed_) {
            renewed_ = true;
            // Another connection may have got a new token since this call was sent.
            if (bytes_ == run_.caller.request(call_)) run_.caller.sign_out();
        } else {
            pending_ = false;
            run_.answered(number_, std::move(response));
        }
        keep ? next() : reconnect();
    }

    void take_token(const Response& response) {
        run_.caller.take_token(response.status, response.body);
        run_.signing_in = signing_in_ = false;
        for (auto& resume : std::exchange(run_.waiting, {})) asio::post(run_.context, std::move(resume));
    }

    /// Whether the shop carried out the request cannot be known here; the later read finds out.
    void lost(error_code error) {
        if (signing_in_) throw std::runtime_error(fmt::format("cannot sign in: {}", error.message()));
        pending_ = false;
        run_.answered(number_, {0, error.message(), std::chrono::duration<double>(Clock::now() - sent_at_).count()});
        reconnect();
    }

    void reconnect() {
        make_stream();
        start();
    }

    Run& run_;
    std::optional<Stream> stream_;
    beast::flat_buffer buffer_;
    std::optional<http::response_parser<http::string_body>> parser_;
    std::string bytes_;
    Clock::time_point sent_at_;
    std::size_t number_ = 0;
    Call call_;
    bool pending_ = false;
    bool renewed_ = false;
    bool signing_in_ = false;
};

}  // namespace

class Client::Impl {
 public:
    Impl(const std::string& url, std::size_t count, std::string username, std::string password)
        : caller(url, std::move(username), std::move(password)), connections(count) {}

    Caller caller;
    std::size_t connections;
};

Client::Client(const std::string& url, std::size_t connections, std::string username, std::string password)
    : impl_(std::make_unique<Impl>(url, connections, std::move(username), std::move(password))) {}

Client::~Client() = default;

void Client::each(std::size_t count, const std::function<Call(std::size_t)>& call,
                  const std::function<void(std::size_t, Response)>& answered) {
    Run run{impl_->caller, count, call, answered};
    for (std::size_t i = 0; i < std::min(count, impl_->connections); ++i) std::make_shared<Connection>(run)->start();
    run.context.run();
}

Response Client::one(const Call& call) {
    Response result;
    each(
        1, [&](std::size_t) { return call; }, [&](std::size_t, Response response) { result = std::move(response); });
    return result;
}

}  // namespace till::replay

#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "platform/http/server.h"
#include "support/eventually.h"
#include "unit/platform/http/raw_client.h"

namespace till::http {

using test::eventually;

inline const std::string plain_get = "GET / HTTP/1.1\r\nHost: shop\r\n\r\n";
inline const std::string get_with_query = "GET /a?b=c HTTP/1.1\r\nHost: shop\r\n\r\n";

/// Does what the test says; by default responds with the request.
class TestHandler : public Handler {
 public:
    using Handling = std::function<void(Request, Respond)>;

    explicit TestHandler(Handling responding = echo) : handling_(std::move(responding)) {}

    static void echo(Request request, Respond respond) {
        Response response;
        response.add("Content-Type", "text/plain");
        response.body = std::string(name_of(request.method)) + " " + request.target + " " + request.body;
        respond(std::move(response));
    }

    /// Takes the body first, of a megabyte at most.
    void handle(Request request, Respond respond) override {
        if (!takes_bodies || !request.body_follows) {
            ++handled;
            return handling_(std::move(request), std::move(respond));
        }
        auto its = std::make_shared<Request>(std::move(request));
        respond.read_body({.bytes_max = body_bytes_max}, [this, its, respond](ReceivedBody body) {
            if (body.refusal) return respond(refuse(*body.refusal, {}));
            its->receive(std::move(body));
            ++handled;
            handling_(std::move(*its), respond);
        });
    }

    Response refuse(const Refusal& refusal, std::string_view /*received*/) override {
        Response response;
        response.status = refusal.problem().status;
        response.add("X-Code", std::string(refusal.problem().code));
        response.body = refusal.detail();
        return response;
    }

    std::atomic<int> handled{0};
    std::size_t body_bytes_max = 1024 * 1024;
    std::atomic<bool> takes_bodies{true};

 private:
    Handling handling_;
};

/// Stores what arrives until the test responds.
class Desk {
 public:
    TestHandler::Handling takes() {
        return [this](Request request, Respond respond) {
            const std::lock_guard lock(mutex_);
            waiting_.emplace_back(std::move(request), std::move(respond));
        };
    }

    std::size_t waiting() {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

    /// Waits for it.
    std::pair<Request, Respond> next() {
        if (!eventually([this] { return waiting() > 0; })) throw std::runtime_error("no request came");
        const std::lock_guard lock(mutex_);
        auto first = std::move(waiting_.front());
        waiting_.erase(waiting_.begin());
        return first;
    }

 private:
    std::mutex mutex_;
    std::vector<std::pair<Request, Respond>> waiting_;
};

inline ServerOptions on_free_port(std::size_t threads = 1) {
    ServerOptions options;
    options.listen = "127.0.0.1:0";
    options.threads = threads;
    return options;
}

/// A server that runs, with that handler.
struct RunningServer {
    explicit RunningServer(TestHandler::Handling responding = TestHandler::echo, ServerOptions options = on_free_port())
        : handler(std::move(responding)), server(std::move(options), handler) {
        server.start();
    }
    explicit RunningServer(ServerOptions options) : RunningServer(TestHandler::echo, std::move(options)) {}

    RawClient client() const { return RawClient(server.port()); }

    /// So many clients, each of which got a response and keeps its connection open.
    std::vector<RawClient> guests(std::size_t count) const {
        std::vector<RawClient> all;
        while (all.size() < count) {
            all.push_back(client());
            EXPECT_EQ(all.back().ask("GET / HTTP/1.1\r\nHost: shop\r\n\r\n").status, 200);
        }
        return all;
    }

    TestHandler handler;
    Server server;
};

inline Response text(std::string body, int status = 200) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

}  // namespace till::http

#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "http/server.h"
#include "support/eventually.h"

namespace till::http {

/// Does what the test says; by default answers with what it was asked.
class TestHandler : public Handler {
 public:
    using Answering = std::function<void(Request, Respond)>;

    explicit TestHandler(Answering answering = echo) : answering_(std::move(answering)) {}

    static void echo(Request request, Respond respond) {
        Response response;
        response.add("Content-Type", "text/plain");
        response.body = std::string(name_of(request.method)) + " " + request.target + " " + request.body;
        respond(std::move(response));
    }

    void handle(Request request, Respond respond) override {
        ++handled;
        answering_(std::move(request), std::move(respond));
    }

    Response refuse(const Problem& problem, const std::string& detail) override {
        Response response;
        response.status = problem.status;
        response.add("X-Code", std::string(problem.code));
        response.body = detail;
        return response;
    }

    std::atomic<int> handled{0};

 private:
    Answering answering_;
};

/// Keeps what arrives until the test answers.
class Desk {
 public:
    TestHandler::Answering takes() {
        return [this](Request request, Respond respond) {
            const std::lock_guard lock(mutex_);
            waiting_.emplace_back(std::move(request), std::move(respond));
        };
    }

    std::size_t waiting() {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

    std::pair<Request, Respond> next() {
        while (waiting() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
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

using test::eventually;

inline Response text(std::string body, int status = 200) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

}  // namespace till::http

#pragma once
#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "api/pipeline.h"
#include "platform/database/read_trace.h"
#include "platform/json/json.h"
#include "platform/limits/fixed_windows.h"
#include "shop/sessions/password_guard.h"
#include "shop/sessions/session_registry.h"
#include "support/fake_database.h"
#include "support/fixed_clock.h"
#include "support/mock_repositories.h"
#include "support/shop_settings.h"

namespace till {

inline std::string header(const http::Response& response, std::string_view name) {
    return std::string(response.header(name).value_or(""));
}

inline std::string code_in(const http::Response& response) {
    return *json::parse(response.body.view()).find("code")->text();
}

/// A connection whose body comes when the test says so.
class BodyToCome final : public http::Receiver {
 public:
    void receive(std::uint64_t, http::Response response) override {
        received = std::move(response);
        answered = true;
    }
    void read_body(std::uint64_t, http::BodyPlan its_plan, http::TakeBody its_take) override {
        plan = its_plan;
        take = std::move(its_take);
    }
    bool abandoned(std::uint64_t) const override { return gone; }
    /// The body has come. What took it holds the exchange, and that this connection: it is let go of, as a server does.
    void deliver(http::ReceivedBody body) { std::exchange(take, nullptr)(std::move(body)); }

    std::optional<http::Response> received;
    std::atomic<bool> answered{false};  ///< for threads that do not send the response
    std::optional<http::BodyPlan> plan;
    http::TakeBody take;
    std::atomic<bool> gone{false};
};

/// A pipeline in front of handlers that stand for the shop.
class ThePipeline : public testing::Test {
 public:
    static constexpr caching::Tag session_tag = 1'000;  ///< what all that is known of sessions depends on

    /// `recheck_ms`: how long a session is remembered.
    explicit ThePipeline(std::chrono::milliseconds recheck_ms = std::chrono::milliseconds(0))
        : sessions(database, repositories.sessions, invalidations, recheck_ms) {}

    Route& add(http::Method method, std::string path, std::function<http::Response(const Request&)> handler) {
        Route route;
        route.method = method;
        route.path = std::move(path);
        route.access = Access::open;
        route.handler = std::move(handler);
        return routes.emplace_back(std::move(route));
    }

    void open_for_business() {
        metrics.emplace(routes);
        limiter.emplace(LimitTexts{.default_limits = limits, .routes = {}, .roles = {}}, routes,
                        std::vector<std::string>{"admin", "customer"}, counter, clock);
        pipeline.emplace(Pipeline::Parts{.routes = routes,
                                         .addresses = addresses,
                                         .access = access,
                                         .limiter = *limiter,
                                         .cors = cors,
                                         .compression = compression,
                                         .responses = responses,
                                         .readers = readers,
                                         .lists = lists,
                                         .reports = reports,
                                         .workers = workers,
                                         .passwords = passwords,
                                         .sign_in_scheduling = password_guard,
                                         .images = images,
                                         .metrics = *metrics,
                                         .read_timeout = std::chrono::minutes(1),
                                         .report_timeout = std::chrono::minutes(2)});
    }

    std::future<http::Response> send(http::Request request) {
        if (!pipeline) open_for_business();
        auto received = std::make_shared<std::promise<http::Response>>();
        pipeline->handle(std::move(request),
                         [received](http::Response response) { received->set_value(std::move(response)); });
        return received->get_future();
    }
    http::Response response_to(http::Method method, std::string target, http::Headers headers = {}) {
        return send({.method = method,
                     .target = std::move(target),
                     .headers = std::move(headers),
                     .body = {},
                     .peer = {}})
            .get();
    }
    /// Of a session that is the account's number.
    http::Headers token_of(AccountId account, const std::string& role) {
        ON_CALL(repositories.sessions, state(testing::_, account))
            .WillByDefault([account, role](database::SqlSession&, SessionId) {
                database::ReadTrace::note(session_tag);
                return SessionState{.account = account, .role = Role(role)};
            });
        const std::string token = tokens.issue({.subject = account, .role = role, .session = account}, clock.now());
        return {{"Authorization", "Bearer " + token}};
    }
    http::Response get(std::string target) { return response_to(http::Method::get, std::move(target)); }

    std::vector<Route> routes;
    test::FixedClock clock;
    TokenSigner tokens{std::string(32, 's'), "till", "till", std::chrono::minutes(60)};
    test::FakeDatabase database;
    test::MockRepositories repositories;
    caching::Invalidations invalidations;
    SessionRegistry sessions;
    AccessCheck access{tokens, sessions, test::shop_settings().roles, invalidations, clock, {}};
    Cors cors{{"https://shop.example"}};
    Compression compression{{}};
    ClientAddresses addresses{{}};
    std::string limits;
    limits::FixedWindows counter{1 << 20};
    std::optional<Limiter> limiter;
    ResponseCache responses{invalidations, {.bytes_max = 1 << 20, .lifetime_ms = std::chrono::minutes(1)}};
    std::optional<Metrics> metrics;
    std::optional<Pipeline> pipeline;
    ThreadPool readers{"readers", 1, 1};
    ThreadPool lists{"lists", 1, 1};
    ThreadPool reports{"reports", 1, 1};
    ThreadPool workers{"workers", 1, 1};
    FairPool passwords{"passwords", 1, 1};
    PasswordHasher hasher{8192, 1};
    limits::Backoff failures{1 << 16};
    PasswordGuard password_guard{hasher, failures, clock};
    ThreadPool images{"pictures", 1, 1};
};

}  // namespace till

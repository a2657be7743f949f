#include <atomic>
#include <chrono>
#include <future>
#include <set>
#include <thread>
#include <tuple>

#include <gmock/gmock.h>

#include "platform/database/read_scope.h"
#include "unit/api/pipeline_fixture.h"

namespace till {
namespace {

using http::Method;

/// With `GET /slow`, which ends when it may, after a read.
class PoolsOfThePipeline : public ThePipeline {
 protected:
    PoolsOfThePipeline() {
        add(Method::get, "/slow", [this](const Request&) {
            if (runs++ == 0) begun.set_value();
            end.wait();
            database::ReadScope::require_time();
            return http::Response{};
        });
    }

    std::promise<void> begun;
    std::promise<void> may_end;
    const std::shared_future<void> end = may_end.get_future().share();
    std::atomic<int> runs{0};
};

TEST_F(PoolsOfThePipeline, RefuseAtOnceWhatTheyCannotHold) {
    const auto request = [] {
        return http::Request{.method = Method::get, .target = "/slow", .headers = {}, .body = {}, .peer = {}};
    };
    auto first = send(request());
    begun.get_future().wait();
    auto second = send(request());
    const http::Response third = send(request()).get();
    EXPECT_EQ(third.status, 503);
    EXPECT_EQ(code_in(third), "overloaded");
    EXPECT_EQ(header(third, "Retry-After"), "1");
    may_end.set_value();
    EXPECT_EQ(first.get().status, 200);
    EXPECT_EQ(second.get().status, 200);
}

TEST_F(PoolsOfThePipeline, GiveUpReadsThatNobodyWaitsForAnyMore) {
    open_for_business();
    const auto ask = [&] {
        auto connection = std::make_shared<BodyToCome>();
        pipeline->handle({.method = Method::get, .target = "/slow", .headers = {}, .body = {}, .peer = {}},
                         http::Respond(connection, 1));
        return connection;
    };
    const auto running = ask();
    begun.get_future().wait();
    const auto waiting = ask();
    running->gone = true;
    waiting->gone = true;
    may_end.set_value();
    readers.drain();
    EXPECT_EQ(running->received->status, 503) << "its next read was given up";
    EXPECT_EQ(waiting->received->status, 503);
    EXPECT_EQ(runs, 1);
}

TEST_F(PoolsOfThePipeline, GiveReadsATimeAndPlacesOfTheirOwn) {
    using database::ReadKind;
    using database::ReadLimits;
    using database::ReadScope;
    ReadLimits seen;
    std::thread::id reader;
    const auto note = [&](const Request&) {
        seen = ReadScope::limits();
        reader = std::this_thread::get_id();
        return http::Response{};
    };
    add(Method::get, "/one", note);
    add(Method::get, "/many", note).runs_on = RunsOn::lists;
    add(Method::get, "/all", note).runs_on = RunsOn::reports;
    add(Method::post, "/one", note);
    const auto began = std::chrono::steady_clock::now();
    std::set<std::thread::id> readers_seen;
    for (const auto& [target, kind, minutes] :
         {std::tuple("/one", ReadKind::lookup, 1), std::tuple("/many", ReadKind::list, 1),
          std::tuple("/all", ReadKind::report, 2)}) {
        get(target);
        EXPECT_EQ(seen.kind, kind);
        EXPECT_GE(seen.until, began + std::chrono::minutes(minutes));
        EXPECT_LE(seen.until, std::chrono::steady_clock::now() + std::chrono::minutes(minutes));
        readers_seen.insert(reader);
    }
    EXPECT_EQ(readers_seen.size(), 3U);
    response_to(Method::post, "/one");
    EXPECT_EQ(seen.until, ReadLimits::Time::max()) << "what may write takes as long as it takes";
}

TEST_F(PoolsOfThePipeline, BeginNoReadAfterItsTimeNorAtTheEnd) {
    bool ran = false;
    add(Method::get, "/things", [&](const Request&) {
        ran = true;
        return http::Response{};
    });
    open_for_business();
    pipeline->end_reads(std::chrono::steady_clock::now());
    const http::Response response = get("/things");
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(code_in(response), "unavailable");
    EXPECT_EQ(header(response, "Retry-After"), "1");
    EXPECT_FALSE(ran);
}

TEST_F(PoolsOfThePipeline, HaveOneForThePasswordsAlone) {
    std::thread::id worker;
    std::thread::id password_worker;
    const auto note_thread = [](std::thread::id& id) {
        return [&id](const Request&) {
            id = std::this_thread::get_id();
            return http::Response{};
        };
    };
    add(Method::get, "/plain", note_thread(worker));
    add(Method::get, "/hash", note_thread(password_worker)).runs_on = RunsOn::passwords;
    get("/plain");
    get("/hash");
    EXPECT_NE(worker, password_worker);
    EXPECT_NE(worker, std::this_thread::get_id());
    EXPECT_NE(password_worker, std::this_thread::get_id());
}

}  // namespace
}  // namespace till

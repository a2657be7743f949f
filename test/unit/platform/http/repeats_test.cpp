#include <atomic>
#include <mutex>
#include <set>
#include <string>

#include <gmock/gmock.h>

#include "platform/http/answer_header.h"
#include "platform/http/server.h"
#include "unit/platform/http/raw_client.h"
#include "unit/platform/http/test_server.h"

namespace till::http {
namespace {

/// Knows again what it was told may come again.
class RememberingHandler : public Handler {
 public:
    explicit RememberingHandler(int status, std::string body)
        : status_(status), body_(std::make_shared<const std::string>(std::move(body))) {}

    void handle(Request request, Respond respond) override {
        ++handled;
        const std::lock_guard lock(mutex_);
        if (!request.bytes.empty()) known_.emplace(request.bytes);
        respond(text("first of " + request.target));
    }

    std::optional<Again> answer_again(std::string_view request, std::string_view peer, std::string& start) override {
        EXPECT_EQ(peer, "127.0.0.1");
        const std::lock_guard lock(mutex_);
        if (!known_.contains(request)) return std::nullopt;
        append_status_line(start, status_);
        start.append("X-Again: ").append(std::to_string(++repeated)).append("\r\n");
        return Again{.status = status_, .body = body_};
    }

    Response refuse(const Refusal& refusal, std::string_view) override {
        return text(refusal.detail(), refusal.problem().status);
    }

    std::set<std::string, std::less<>> known() {
        const std::lock_guard lock(mutex_);
        return known_;
    }

    std::atomic<int> handled{0};
    std::atomic<int> repeated{0};

 private:
    int status_;
    std::shared_ptr<const std::string> body_;
    std::mutex mutex_;
    std::set<std::string, std::less<>> known_;
};

class RepeatedRequests : public testing::Test {
 protected:
    void open(int status = 200, std::string body = "again") {
        handler = std::make_unique<RememberingHandler>(status, std::move(body));
        server = std::make_unique<Server>(on_free_port(), *handler);
        server->start();
    }
    RawClient client() const { return RawClient(server->port()); }

    const std::string get = "GET /a HTTP/1.1\r\nHost: shop\r\n\r\n";
    std::unique_ptr<RememberingHandler> handler;
    std::unique_ptr<Server> server;
};

TEST_F(RepeatedRequests, AreAnsweredByTheirBytes) {
    open();
    auto one = client();
    EXPECT_EQ(one.ask(get).body, "first of /a");
    for (int time = 1; time <= 3; ++time) {
        const Answer answer = one.ask(get);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "again");
        EXPECT_EQ(answer.value("X-Again"), std::to_string(time));
        EXPECT_EQ(answer.value("Content-Length"), "5");
        EXPECT_EQ(answer.value("Date").size(), 29U);
        EXPECT_EQ(answer.value("Connection"), "");
    }
    EXPECT_EQ(client().ask(get).body, "again") << "on any connection";
    EXPECT_EQ(one.ask("GET /a HTTP/1.1\r\nhost: shop\r\n\r\n").body, "first of /a") << "other bytes";
    EXPECT_EQ(handler->handled, 2);
}

TEST_F(RepeatedRequests, AreAnsweredInTheirOrder) {
    open();
    auto one = client();
    one.ask(get);
    std::string many;
    for (int time = 0; time < 100; ++time) {
        many += get + "GET /" + std::to_string(time) + " HTTP/1.1\r\nHost: shop\r\n\r\n";
    }
    one.send(many);
    for (int time = 0; time < 100; ++time) {
        ASSERT_EQ(one.read_answer().value("X-Again"), std::to_string(time + 1));
        ASSERT_EQ(one.read_answer().body, "first of /" + std::to_string(time));
    }
}

TEST_F(RepeatedRequests, MayHaveLargeAnswers) {
    const std::string large(20'000'000, 'x');
    open(200, large);
    auto one = client();
    one.ask(get);
    one.send(get + get);
    EXPECT_EQ(one.read_answer().body, large);
    EXPECT_EQ(one.read_answer().body, large);
}

TEST_F(RepeatedRequests, MayHaveAnswersWithoutABody) {
    open(304, "");
    auto one = client();
    one.ask(get);
    one.send(get);
    const Answer answer = one.read_answer();
    EXPECT_EQ(answer.status, 304);
    EXPECT_EQ(answer.value("Content-Length"), "");
    EXPECT_EQ(one.ask("GET /b HTTP/1.1\r\nHost: shop\r\n\r\n").body, "first of /b");
}

TEST_F(RepeatedRequests, AreReadWhereTheyComeInPieces) {
    open();
    auto one = client();
    one.ask(get);
    one.send_byte_by_byte(get);
    // A server that was busy finds all pieces at once.
    EXPECT_THAT(one.read_answer().body, testing::AnyOf("first of /a", "again"));
    EXPECT_EQ(one.ask(get).body, "again");
}

TEST_F(RepeatedRequests, AreOnlyWhatIsAHeaderAndKeepsTheConnection) {
    open();
    for (const std::string other : {"POST /a HTTP/1.1\r\nHost: shop\r\n\r\n", "GET /a HTTP/1.0\r\nHost: shop\r\n\r\n",
                                    "GET /a HTTP/1.0\r\nHost: shop\r\nConnection: keep-alive\r\n\r\n",
                                    "GET /a HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n",
                                    "GET /a HTTP/1.1\r\nHost: shop\r\nContent-Length: 1\r\n\r\nx",
                                    "GET /a HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                                    "GET /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\n\r\n"}) {
        auto one = client();
        EXPECT_EQ(one.ask(other).body, "first of /a") << other;
    }
    EXPECT_THAT(handler->known(), testing::IsEmpty());
    auto one = client();
    one.ask(get);
    EXPECT_THAT(handler->known(), testing::ElementsAre(get));
}

}  // namespace
}  // namespace till::http

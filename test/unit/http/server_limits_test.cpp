#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "http/server.h"
#include "unit/http/raw_client.h"
#include "unit/http/test_server.h"

namespace till::http {

namespace {

using namespace std::chrono_literals;

const std::string get = "GET / HTTP/1.1\r\nHost: shop\r\n\r\n";

}  // namespace

TEST(ServerLimits, AnswersAHeaderThatTakesTooLong) {
    auto options = on_free_port();
    options.header_timeout_ms = 60ms;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    const Answer answer = client.ask("GET / HTTP/1.1\r\nHo");
    EXPECT_EQ(answer.status, 408);
    EXPECT_EQ(answer.value("Connection"), "close");
    client.send("st: shop\r\n\r\n");
    client.send_no_more();
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(handler.handled, 0);
}

TEST(ServerLimits, CountsTheTimeOfAHeaderFromItsFirstByte) {
    auto options = on_free_port();
    options.header_timeout_ms = 100ms;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    std::atomic<bool> answered{false};
    int drops = 0;
    std::thread dripping([&] {
        for (; drops < 1'000 && !answered; ++drops) {
            client.send("A");
            std::this_thread::sleep_for(5ms);
        }
    });
    EXPECT_EQ(client.read_answer().status, 408);
    answered = true;
    dripping.join();
    EXPECT_LT(drops, 1'000);  // the drops did not buy time
}

TEST(ServerLimits, AnswersABodyThatTakesTooLong) {
    auto options = on_free_port();
    options.body_timeout_ms = 60ms;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    for (const std::string framing : {"Content-Length: 5\r\n\r\nhell", "Transfer-Encoding: chunked\r\n\r\n5\r\nhell"}) {
        RawClient client(server.port());
        EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: shop\r\n" + framing).status, 408);
        client.send_no_more();
        EXPECT_TRUE(client.is_closed());
    }
    EXPECT_EQ(handler.handled, 0);
}

TEST(ServerLimits, ClosesIdleConnectionsInSilence) {
    auto options = on_free_port();
    options.idle_timeout_ms = 60ms;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    RawClient fresh(server.port());
    RawClient kept(server.port());
    EXPECT_EQ(kept.ask(get).status, 200);
    EXPECT_TRUE(fresh.is_closed());
    EXPECT_TRUE(kept.is_closed());
}

TEST(ServerLimits, GivesTheHandlerAllTheTimeItNeeds) {
    auto options = on_free_port();
    options.header_timeout_ms = options.body_timeout_ms = options.idle_timeout_ms = options.write_timeout_ms = 20ms;
    Desk desk;
    TestHandler handler(desk.takes());
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    client.send(get);
    auto [request, respond] = desk.next();
    std::this_thread::sleep_for(200ms);
    respond(text("at last"));
    EXPECT_EQ(client.read_answer().body, "at last");
}

TEST(ServerLimits, DropsAClientThatDoesNotReadItsAnswer) {
    auto options = on_free_port();
    options.write_timeout_ms = 60ms;
    TestHandler handler([](Request, Respond respond) { respond(text(std::string(50'000'000, 'x'))); });
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    client.send(get);
    EXPECT_TRUE(eventually([&] { return handler.handled == 1 && server.connections() == 0; }));
    EXPECT_EQ(client.read_answer().status, 0);
}

TEST(ServerLimits, TurnsAwayOneConnectionTooMany) {
    auto options = on_free_port();
    options.connections_max = 3;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    std::vector<RawClient> guests;
    for (int count = 0; count < 3; ++count) {
        guests.emplace_back(server.port());
        EXPECT_EQ(guests.back().ask(get).status, 200);
    }
    {
        RawClient late(server.port());
        const Answer answer = late.ask(get);
        EXPECT_EQ(answer.status, 503);
        EXPECT_EQ(answer.value("X-Code"), "overloaded");
        EXPECT_EQ(answer.value("Retry-After"), "1");
        EXPECT_EQ(answer.value("Connection"), "close");
        late.send_no_more();
        EXPECT_TRUE(late.is_closed());
    }
    EXPECT_EQ(server.connections(), 3u);
    EXPECT_EQ(handler.handled, 3);
    guests.pop_back();
    EXPECT_TRUE(eventually([&] { return server.connections() == 2; }));
    RawClient next(server.port());
    EXPECT_EQ(next.ask(get).status, 200);
}

TEST(ServerLimits, GoesOnAcceptingWhenFileDescriptorsComeBack) {
    TestHandler handler;
    Server server(on_free_port(), handler);
    server.start();
    RawClient before(server.port());
    EXPECT_EQ(before.ask(get).status, 200);
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int lowest_free = ::fcntl(socket, F_DUPFD, 0);
    ASSERT_GT(lowest_free, 0);
    ::close(lowest_free);
    rlimit usual{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    rlimit exhausted = usual;
    exhausted.rlim_cur = static_cast<rlim_t>(lowest_free);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &exhausted), 0);
    RawClient during(server.port(), socket);
    during.send(get);
    for (int round = 0; round < 50; ++round) {
        EXPECT_EQ(before.ask(get).status, 200);
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(server.connections(), 1u);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &usual), 0);
    EXPECT_EQ(during.read_answer().status, 200);
}

TEST(ServerLimits, HoldsManyIdleConnections) {
    TestHandler handler;
    Server server(on_free_port(), handler);
    server.start();
    std::vector<RawClient> guests;
    for (int count = 0; count < 300; ++count) guests.emplace_back(server.port());
    for (RawClient& guest : guests) EXPECT_EQ(guest.ask(get).status, 200);
    EXPECT_EQ(server.connections(), 300u);
    guests.clear();
    EXPECT_TRUE(eventually([&] { return server.connections() == 0; }));
}

}  // namespace till::http

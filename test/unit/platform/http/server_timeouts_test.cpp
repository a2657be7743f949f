#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include <gtest/gtest.h>

#include "platform/http/server.h"
#include "unit/platform/http/raw_client.h"
#include "unit/platform/http/test_server.h"

namespace till::http {

namespace {

using namespace std::chrono_literals;

/// So long that no client here is late by accident, however busy the machine is.
constexpr auto timeout_ms = 500ms;

/// The responses while the client sends the same repeatedly. That has to end within five seconds.
RawResponse response_to_drops(RawClient& client, std::string_view drop) {
    std::atomic<bool> answered{false};
    int drops = 0;
    std::thread dripping([&] {
        for (; drops < 1'000 && !answered; ++drops) {
            client.send(drop);
            std::this_thread::sleep_for(5ms);
        }
    });
    RawResponse response = client.read_response();
    answered = true;
    dripping.join();
    EXPECT_LT(drops, 1'000) << "the drops bought time";
    return response;
}

}  // namespace

TEST(ServerTimeouts, AnswersAHeaderThatTakesTooLong) {
    auto options = on_free_port();
    options.header_timeout_ms = timeout_ms;
    RunningServer shop(options);
    RawClient client = shop.client();
    const RawResponse response = client.ask("GET / HTTP/1.1\r\nHo");
    EXPECT_EQ(response.status, 408);
    EXPECT_EQ(response.value("Connection"), "close");
    client.send("st: shop\r\n\r\n");
    client.send_no_more();
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(shop.handler.handled, 0);
}

TEST(ServerTimeouts, CountsTheTimeOfAHeaderFromItsFirstByte) {
    auto options = on_free_port();
    options.header_timeout_ms = timeout_ms;
    RunningServer shop(options);
    RawClient client = shop.client();
    EXPECT_EQ(response_to_drops(client, "A").status, 408);
}

TEST(ServerTimeouts, ClosesConnectionsOnWhichNothingIsEverSent) {
    auto options = on_free_port();
    options.header_timeout_ms = timeout_ms;
    RunningServer shop(options);
    RawClient kept = shop.client();
    EXPECT_EQ(kept.ask(plain_get).status, 200);
    RawClient silent = shop.client();
    EXPECT_TRUE(silent.is_closed());
    EXPECT_EQ(kept.ask(plain_get).status, 200) << "who has spoken may rest";
}

TEST(ServerTimeouts, AnswersABodyThatTakesTooLong) {
    auto options = on_free_port();
    options.body_timeout_ms = 60ms;
    RunningServer shop(options);
    for (const std::string framing : {"Content-Length: 5\r\n\r\nhell", "Transfer-Encoding: chunked\r\n\r\n5\r\nhell"}) {
        RawClient client = shop.client();
        EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: shop\r\n" + framing).status, 408);
        client.send_no_more();
        EXPECT_TRUE(client.is_closed());
    }
    EXPECT_EQ(shop.handler.handled, 0);
}

TEST(ServerTimeouts, EndsABodyThatComesInCrumbs) {
    auto options = on_free_port();
    options.body_timeout_ms = 300ms;
    options.bytes_per_second_min = 100'000;
    RunningServer shop(options);
    RawClient client = shop.client();
    client.send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000000\r\n\r\n");
    EXPECT_EQ(response_to_drops(client, "xxxx").status, 408);
    EXPECT_EQ(shop.handler.handled, 0);
}

TEST(ServerTimeouts, ClosesIdleConnectionsInSilence) {
    auto options = on_free_port();
    options.idle_timeout_ms = timeout_ms;
    RunningServer shop(options);
    RawClient kept = shop.client();
    EXPECT_EQ(kept.ask(plain_get).status, 200);
    EXPECT_TRUE(kept.is_closed());
}

TEST(ServerTimeouts, GivesTheHandlerAllTheTimeItNeeds) {
    auto options = on_free_port();
    options.header_timeout_ms = options.body_timeout_ms = options.idle_timeout_ms = options.write_timeout_ms =
        timeout_ms;
    Desk desk;
    RunningServer shop(desk.takes(), options);
    RawClient client = shop.client();
    client.send(plain_get);
    auto [request, respond] = desk.next();
    std::this_thread::sleep_for(2 * timeout_ms);
    respond(text("at last"));
    EXPECT_EQ(client.read_response().body, "at last");
}

TEST(ServerTimeouts, DropsAClientThatDoesNotReadItsResponse) {
    auto options = on_free_port();
    options.write_timeout_ms = 60ms;
    RunningServer shop([](Request, Respond respond) { respond(text(std::string(50'000'000, 'x'))); }, options);
    RawClient client = shop.client();
    client.send(plain_get);
    EXPECT_TRUE(eventually([&] { return shop.handler.handled == 1 && shop.server.connections() == 0; }));
    EXPECT_EQ(client.read_response().status, 0);
}

TEST(ServerTimeouts, DropsAClientThatReadsItsResponseInCrumbs) {
    auto options = on_free_port();
    options.write_timeout_ms = 300ms;
    options.bytes_per_second_min = 100'000;
    RunningServer shop([](Request, Respond respond) { respond(text(std::string(50'000'000, 'x'))); }, options);
    RawClient client = shop.client();
    client.send(plain_get);
    for (int crumbs = 0; crumbs < 1'000 && (shop.handler.handled == 0 || shop.server.connections() == 1); ++crumbs) {
        client.read_some(256);
        std::this_thread::sleep_for(10ms);
    }
    EXPECT_EQ(shop.server.connections(), 0u) << "each crumb was progress, but not enough";
}

TEST(ServerTimeouts, LetsAClientReadForAsLongAsItKeepsOn) {
    constexpr std::size_t size = 24'000'000;  // far more than the buffers of a connection hold
    auto options = on_free_port();
    options.write_timeout_ms = 1'000ms;
    RunningServer shop([](Request, Respond respond) { respond(text(std::string(size, 'x'))); }, options);
    RawClient client = shop.client();
    client.send(plain_get);
    const auto until = std::chrono::steady_clock::now() + 2 * options.write_timeout_ms;
    while (std::chrono::steady_clock::now() < until) {
        client.read_some(200'000);
        std::this_thread::sleep_for(30ms);
    }
    EXPECT_EQ(client.read_response().body.size(), size);
}

}  // namespace till::http

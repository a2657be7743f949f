#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "platform/http/server.h"
#include "unit/platform/http/raw_client.h"
#include "unit/platform/http/test_server.h"

namespace till::http {

namespace {

using namespace std::chrono_literals;

/// A request that announces a body of that size, and what is sent of it.
std::string post(std::size_t announced, std::size_t sent) {
    return "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: " + std::to_string(announced) + "\r\n\r\n" +
           std::string(sent, 'x');
}
std::string post(std::size_t size) { return post(size, size); }

}  // namespace

TEST(ServerLimits, BoundsAllResponsesThatWaitForTheirClients) {
    const auto shared = std::make_shared<const std::string>(20'000'000, 's');
    auto options = on_free_port();
    options.responses_bytes_max = 50'000'000;
    RunningServer shop(
        [&](Request request, Respond respond) {
            Response response = text(std::string(request.target == "/owned" ? 20'000'000 : 0, 'o'));
            if (request.target == "/shared") response.body = shared;
            respond(std::move(response));
        },
        options);
    std::vector<RawClient> clients;
    const auto ask = [&](const std::string& target, int expected) {
        clients.push_back(shop.client());
        clients.back().send("GET " + target + " HTTP/1.1\r\nHost: shop\r\n\r\n");
        EXPECT_TRUE(eventually([&] { return shop.handler.handled == expected; }));
    };
    for (int count = 1; count <= 4; ++count) ask("/owned", count);
    EXPECT_TRUE(eventually([&] { return shop.server.connections() == 2; }));
    for (int count = 5; count <= 8; ++count) ask("/shared", count);
    EXPECT_EQ(shop.server.connections(), 6u) << "one copy for all";
    EXPECT_EQ(clients.front().read_response().body.size(), 20'000'000u);
}

TEST(ServerLimits, BoundsAllBodiesTogether) {
    auto options = on_free_port();
    options.bodies_bytes_max = 400'000;
    options.trusted_proxies = {*IpNetwork::parse("127.0.0.0/8")};  // who may have all of it
    Desk desk;
    RunningServer shop(desk.takes(), options);
    const std::string request = post(300'000);
    RawClient one = shop.client();
    one.send(request);
    {
        auto [held, respond] = desk.next();
        EXPECT_EQ(shop.client().ask(request).status, 503);
        EXPECT_EQ(shop.client().ask(post(900'000, 350'000)).status, 503);
        respond(text("done"));
        EXPECT_EQ(one.read_response().body, "done");
    }
    RawClient next = shop.client();
    next.send(request);
    desk.next().second(text("room again"));
    EXPECT_EQ(next.read_response().body, "room again");
}

TEST(ServerLimits, GivesOneAddressAPartOnly) {
    auto options = on_free_port();
    options.bodies_bytes_max = 1'000'000;
    RunningServer shop(options);
    EXPECT_EQ(shop.client().ask(post(300'000)).status, 503);
    EXPECT_EQ(shop.client().ask(post(200'000)).status, 200);
}

TEST(ServerLimits, BoundsTheConnectionsOfAnAddress) {
    auto options = on_free_port();
    options.connections_max = 6;
    RunningServer shop(options);
    std::vector<RawClient> guests = shop.guests(3);
    EXPECT_EQ(shop.client().ask(plain_get).status, 503) << "half of all";
    guests.pop_back();
    EXPECT_TRUE(eventually([&] { return shop.server.connections() == 2; }));
    EXPECT_EQ(shop.client().ask(plain_get).status, 200);
}

TEST(ServerLimits, LetsATrustedProxyHaveAllConnections) {
    auto options = on_free_port();
    options.connections_max = 4;
    options.trusted_proxies = {*IpNetwork::parse("127.0.0.1")};
    RunningServer shop(options);
    const std::vector<RawClient> guests = shop.guests(4);
    EXPECT_EQ(shop.server.connections(), 4u);
}

TEST(ServerLimits, LetsSilentConnectionsGiveWay) {
    for (const std::size_t for_an_address : {3u, 100u}) {
        auto options = on_free_port();
        options.connections_max = for_an_address == 3 ? 100 : 3;
        options.connections_per_address_max = for_an_address;
        RunningServer shop(options);
        std::vector<RawClient> silent;
        for (int count = 0; count < 3; ++count) silent.push_back(shop.client());
        EXPECT_TRUE(eventually([&] { return shop.server.connections() == 3; }));
        const std::vector<RawClient> speaking = shop.guests(3);
        for (RawClient& guest : silent) EXPECT_TRUE(guest.is_closed());
        EXPECT_EQ(shop.client().ask(plain_get).status, 503) << "those who speak do not";
    }
}

TEST(ServerLimits, TurnsAwayOneConnectionTooMany) {
    auto options = on_free_port();
    options.connections_max = 3;
    options.connections_per_address_max = 3;
    RunningServer shop(options);
    std::vector<RawClient> guests = shop.guests(3);
    {
        RawClient late = shop.client();
        const RawResponse response = late.ask(plain_get);
        EXPECT_EQ(response.status, 503);
        EXPECT_EQ(response.value("X-Code"), "overloaded");
        EXPECT_EQ(response.value("Retry-After"), "1");
        EXPECT_EQ(response.value("Connection"), "close");
        late.send_no_more();
        EXPECT_TRUE(late.is_closed());
    }
    EXPECT_EQ(shop.server.connections(), 3u);
    EXPECT_EQ(shop.handler.handled, 3);
    guests.pop_back();
    EXPECT_TRUE(eventually([&] { return shop.server.connections() == 2; }));
    RawClient next = shop.client();
    EXPECT_EQ(next.ask(plain_get).status, 200);
}

TEST(ServerLimits, GoesOnAcceptingWhenFileDescriptorsComeBack) {
    RunningServer shop;
    RawClient before = shop.client();
    EXPECT_EQ(before.ask(plain_get).status, 200);
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int lowest_free = ::fcntl(socket, F_DUPFD, 0);
    ASSERT_GT(lowest_free, 0);
    ::close(lowest_free);
    rlimit usual{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    rlimit exhausted = usual;
    exhausted.rlim_cur = static_cast<rlim_t>(lowest_free);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &exhausted), 0);
    RawClient during(shop.server.port(), socket);
    during.send(plain_get);
    for (int round = 0; round < 50; ++round) {
        EXPECT_EQ(before.ask(plain_get).status, 200);
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(shop.server.connections(), 1u);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &usual), 0);
    EXPECT_EQ(during.read_response().status, 200);
}

TEST(ServerLimits, HoldsManyIdleConnections) {
    RunningServer shop;
    std::vector<RawClient> guests;
    for (int count = 0; count < 300; ++count) guests.push_back(shop.client());
    for (RawClient& guest : guests) EXPECT_EQ(guest.ask(plain_get).status, 200);
    EXPECT_EQ(shop.server.connections(), 300u);
    guests.clear();
    EXPECT_TRUE(eventually([&] { return shop.server.connections() == 0; }));
}

}  // namespace till::http

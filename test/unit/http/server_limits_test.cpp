#include <chrono>
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

TEST(ServerLimits, DropsAClientThatReadsItsAnswerInCrumbs) {
    auto options = on_free_port();
    options.write_timeout_ms = 300ms;
    options.bytes_per_second_min = 100'000;
    TestHandler handler([](Request, Respond respond) { respond(text(std::string(50'000'000, 'x'))); });
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    client.send(get);
    for (int crumbs = 0; crumbs < 1'000 && (handler.handled == 0 || server.connections() == 1); ++crumbs) {
        client.read_some(256);
        std::this_thread::sleep_for(10ms);
    }
    EXPECT_EQ(server.connections(), 0u) << "each crumb was progress, but not enough";
}

TEST(ServerLimits, BoundsAllAnswersThatWaitForTheirClients) {
    const auto shared = std::make_shared<const std::string>(20'000'000, 's');
    auto options = on_free_port();
    options.answers_bytes_max = 50'000'000;
    TestHandler handler([&](Request request, Respond respond) {
        Response response = text(std::string(request.target == "/owned" ? 20'000'000 : 0, 'o'));
        if (request.target == "/shared") response.body = shared;
        respond(std::move(response));
    });
    Server server(options, handler);
    server.start();
    std::vector<RawClient> clients;
    const auto ask = [&](const std::string& target, int expected) {
        clients.emplace_back(server.port());
        clients.back().send("GET " + target + " HTTP/1.1\r\nHost: shop\r\n\r\n");
        EXPECT_TRUE(eventually([&] { return handler.handled == expected; }));
    };
    for (int count = 1; count <= 4; ++count) ask("/owned", count);
    EXPECT_TRUE(eventually([&] { return server.connections() == 2; }));
    for (int count = 5; count <= 8; ++count) ask("/shared", count);
    EXPECT_EQ(server.connections(), 6u) << "one copy for all";
    EXPECT_EQ(clients.front().read_answer().body.size(), 20'000'000u);
}

TEST(ServerLimits, LetsAClientReadForAsLongAsItKeepsOn) {
    constexpr std::size_t size = 24'000'000;  // far more than the buffers of a connection hold
    auto options = on_free_port();
    options.write_timeout_ms = 1'000ms;
    TestHandler handler([](Request, Respond respond) { respond(text(std::string(size, 'x'))); });
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    client.send(get);
    const auto until = std::chrono::steady_clock::now() + 2 * options.write_timeout_ms;
    while (std::chrono::steady_clock::now() < until) {
        client.read_some(200'000);
        std::this_thread::sleep_for(30ms);
    }
    EXPECT_EQ(client.read_answer().body.size(), size);
}

TEST(ServerLimits, EndsABodyThatComesInCrumbs) {
    auto options = on_free_port();
    options.body_timeout_ms = 300ms;
    options.bytes_per_second_min = 100'000;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000000\r\n\r\n");
    std::atomic<bool> answered{false};
    std::thread dripping([&] {
        while (!answered) {
            client.send("xxxx");
            std::this_thread::sleep_for(5ms);
        }
    });
    EXPECT_EQ(client.read_answer().status, 408);
    answered = true;
    dripping.join();
    EXPECT_EQ(handler.handled, 0);
}

TEST(ServerLimits, BoundsAllBodiesTogether) {
    auto options = on_free_port();
    options.bodies_bytes_max = 400'000;
    options.trusted_proxies = {*IpNetwork::parse("127.0.0.0/8")};  // who may have all of it
    Desk desk;
    TestHandler handler(desk.takes());
    Server server(options, handler);
    server.start();
    const std::string request =
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 300000\r\n\r\n" + std::string(300'000, 'x');
    RawClient one(server.port());
    one.send(request);
    {
        auto [held, respond] = desk.next();
        RawClient other(server.port());
        EXPECT_EQ(other.ask(request).status, 503);
        EXPECT_EQ(RawClient(server.port())
                      .ask("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: "
                           "900000\r\n\r\n" +
                           std::string(350'000, 'x'))
                      .status,
                  503);
        respond(text("done"));
        EXPECT_EQ(one.read_answer().body, "done");
    }
    RawClient next(server.port());
    next.send(request);
    desk.next().second(text("room again"));
    EXPECT_EQ(next.read_answer().body, "room again");
}

TEST(ServerLimits, GivesOneAddressAPartOnly) {
    auto options = on_free_port();
    options.bodies_bytes_max = 1'000'000;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    RawClient client(server.port());
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 300000\r\n\r\n" + std::string(300'000, 'x'))
                  .status,
              503);
    EXPECT_EQ(RawClient(server.port())
                  .ask("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 200000\r\n\r\n" + std::string(200'000, 'x'))
                  .status,
              200);
}

TEST(ServerLimits, BoundsTheConnectionsOfAnAddress) {
    auto options = on_free_port();
    options.connections_max = 6;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    std::vector<RawClient> guests;
    for (int count = 0; count < 3; ++count) {
        guests.emplace_back(server.port());
        EXPECT_EQ(guests.back().ask(get).status, 200);
    }
    EXPECT_EQ(RawClient(server.port()).ask(get).status, 503) << "half of all";
    guests.pop_back();
    EXPECT_TRUE(eventually([&] { return server.connections() == 2; }));
    EXPECT_EQ(RawClient(server.port()).ask(get).status, 200);
}

TEST(ServerLimits, LetsATrustedProxyHaveAllConnections) {
    auto options = on_free_port();
    options.connections_max = 4;
    options.trusted_proxies = {*IpNetwork::parse("127.0.0.1")};
    TestHandler handler;
    Server server(options, handler);
    server.start();
    std::vector<RawClient> guests;
    for (int count = 0; count < 4; ++count) {
        guests.emplace_back(server.port());
        EXPECT_EQ(guests.back().ask(get).status, 200);
    }
}

TEST(ServerLimits, LetsSilentConnectionsGiveWay) {
    for (const std::size_t for_an_address : {3u, 100u}) {
        auto options = on_free_port();
        options.connections_max = for_an_address == 3 ? 100 : 3;
        options.connections_per_address_max = for_an_address;
        TestHandler handler;
        Server server(options, handler);
        server.start();
        std::vector<RawClient> silent;
        for (int count = 0; count < 3; ++count) silent.emplace_back(server.port());
        EXPECT_TRUE(eventually([&] { return server.connections() == 3; }));
        std::vector<RawClient> speaking;
        for (int count = 0; count < 3; ++count) {
            speaking.emplace_back(server.port());
            EXPECT_EQ(speaking.back().ask(get).status, 200);
        }
        for (RawClient& guest : silent) EXPECT_TRUE(guest.is_closed());
        EXPECT_EQ(RawClient(server.port()).ask(get).status, 503) << "those who speak do not";
    }
}

TEST(ServerLimits, ClosesConnectionsOnWhichNothingIsEverSent) {
    auto options = on_free_port();
    options.header_timeout_ms = 60ms;
    TestHandler handler;
    Server server(options, handler);
    server.start();
    RawClient kept(server.port());
    EXPECT_EQ(kept.ask(get).status, 200);
    RawClient silent(server.port());
    EXPECT_TRUE(silent.is_closed());
    EXPECT_EQ(kept.ask(get).status, 200) << "who has spoken may rest";
}

TEST(ServerLimits, TurnsAwayOneConnectionTooMany) {
    auto options = on_free_port();
    options.connections_max = 3;
    options.connections_per_address_max = 3;
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

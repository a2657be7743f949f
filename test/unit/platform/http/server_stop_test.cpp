#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "platform/http/server.h"
#include "unit/platform/http/raw_client.h"
#include "unit/platform/http/test_server.h"

namespace till::http {

namespace {

using namespace std::chrono_literals;

}  // namespace

TEST(ServerStart, KnowsItsPortBeforeItStarts) {
    TestHandler handler;
    Server server(on_free_port(), handler);
    EXPECT_NE(server.port(), 0);
    EXPECT_EQ(server.address(), "127.0.0.1:" + std::to_string(server.port()));
    RawClient early(server.port());
    early.send(plain_get);
    EXPECT_EQ(handler.handled, 0);
    server.start();
    EXPECT_EQ(early.read_response().status, 200);
}

TEST(ServerStart, RefusesAnAddressThatIsTaken) {
    TestHandler handler;
    for (const std::size_t threads : {1u, 2u}) {
        const Server first(on_free_port(threads), handler);
        for (const std::size_t other_threads : {1u, 2u}) {
            auto options = on_free_port(other_threads);
            options.listen = first.address();
            try {
                const Server second(options, handler);
                ADD_FAILURE() << threads << " and " << other_threads;
            } catch (const std::runtime_error& error) {
                EXPECT_NE(std::string(error.what()).find(first.address()), std::string::npos) << error.what();
            }
        }
    }
}

TEST(ServerStart, RefusesWhatIsNoAddress) {
    TestHandler handler;
    for (const std::string listen : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536",
                                     "127.0.0.1:-1", "::1:80", "[::1", "[127.0.0.1]:80", "nowhere:80", "1.2.3.4:0"}) {
        ServerOptions options;
        options.listen = listen;
        EXPECT_THROW(Server(options, handler), std::runtime_error) << listen;
    }
}

TEST(ServerStart, PutsBracketsAroundALongAddress) {
    TestHandler handler;
    ServerOptions options;
    options.listen = "[::1]:0";
    try {
        const Server server(options, handler);
        EXPECT_EQ(server.address(), "[::1]:" + std::to_string(server.port()));
    } catch (const std::runtime_error& error) {
        GTEST_SKIP() << "no IPv6 here: " << error.what();
    }
}

TEST(ServerStop, IsFineWithoutAStartAndTwice) {
    TestHandler handler;
    Server never(on_free_port(2), handler);
    never.stop();
    never.start();
    Server server(on_free_port(2), handler);
    server.start();
    server.stop();
    server.stop();
    EXPECT_THROW(RawClient client(server.port()), std::runtime_error);
}

TEST(ServerStop, ClosesIdleConnections) {
    auto options = on_free_port(2);
    options.stop_timeout_ms = 1h;
    RunningServer shop(options);
    std::vector<RawClient> clients = shop.guests(20);
    auto stopped = std::async(std::launch::async, [&] { shop.server.stop(); });
    for (RawClient& client : clients) {
        EXPECT_TRUE(client.is_closed());
        client.hang_up();
    }
    stopped.get();
    EXPECT_EQ(shop.server.connections(), 0u);
}

TEST(ServerStop, WaitsForResponsesUnderWay) {
    Desk desk;
    RunningServer shop(desk.takes(), on_free_port(2));
    std::vector<RawClient> clients;
    for (int count = 0; count < 10; ++count) {
        clients.push_back(shop.client());
        clients.back().send(plain_get + plain_get);  // the second is not handed over any more
    }
    ASSERT_TRUE(eventually([&] { return desk.waiting() == 10; }));
    auto stopped = std::async(std::launch::async, [&] { shop.server.stop(); });
    EXPECT_EQ(stopped.wait_for(100ms), std::future_status::timeout);
    while (desk.waiting() > 0) desk.next().second(text(std::string(2'000'000, 'x')));
    for (RawClient& client : clients) {
        const RawResponse response = client.read_response();
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body.size(), 2'000'000u);
        EXPECT_EQ(response.value("Connection"), "close");
        EXPECT_TRUE(client.is_closed());
        client.hang_up();
    }
    stopped.get();
    EXPECT_EQ(shop.handler.handled, 10);
    EXPECT_EQ(shop.server.connections(), 0u);
}

TEST(ServerStop, AnswersARequestThatCameWhileAResponseWasSent) {
    constexpr std::size_t bytes = 32'000'000;  // more than the kernel takes
    RunningServer shop([](Request, Respond respond) { respond(text(std::string(bytes, 'x'))); });
    RawClient client = shop.client();
    client.send(plain_get);
    ASSERT_TRUE(eventually([&] { return shop.handler.handled == 1; }));
    client.send(plain_get);
    auto stopped = std::async(std::launch::async, [&] { shop.server.stop(); });
    EXPECT_EQ(stopped.wait_for(50ms), std::future_status::timeout);
    EXPECT_EQ(client.read_response().body.size(), bytes);
    const RawResponse last = client.read_response();
    EXPECT_EQ(last.body.size(), bytes);
    EXPECT_EQ(last.value("Connection"), "close");
    client.hang_up();
    stopped.get();
}

TEST(ServerStop, FinishesARequestThatIsStillArriving) {
    RunningServer shop;
    RawClient client = shop.client();
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n").status,
              100);
    auto stopped = std::async(std::launch::async, [&] { shop.server.stop(); });
    EXPECT_EQ(stopped.wait_for(50ms), std::future_status::timeout);
    const RawResponse response = client.ask("hello");
    EXPECT_EQ(response.body, "POST / hello");
    EXPECT_EQ(response.value("Connection"), "close");
    client.hang_up();
    stopped.get();
}

TEST(ServerStop, GivesUpWhenTheTimeIsOver) {
    auto options = on_free_port();
    options.stop_timeout_ms = 50ms;
    Desk desk;
    TestHandler handler(desk.takes());
    Respond late;
    {
        Server server(options, handler);
        server.start();
        RawClient client(server.port());
        client.send(plain_get);
        late = desk.next().second;
        server.stop();
        EXPECT_EQ(server.connections(), 0u);
        EXPECT_TRUE(client.is_closed());
        late(text("too late"));
    }
    late(text("far too late"));
}

TEST(ServerStop, LosesNoResponseUnderLoad) {
    RunningServer shop(on_free_port(2));
    std::atomic<int> answered{0};
    std::vector<std::thread> guests;
    for (int count = 0; count < 4; ++count) {
        guests.emplace_back([&] {
            RawClient client = shop.client();
            while (client.ask(plain_get).status == 200) ++answered;
        });
    }
    EXPECT_TRUE(eventually([&] { return answered > 200; }));
    shop.server.stop();
    for (std::thread& guest : guests) guest.join();
    EXPECT_EQ(answered, shop.handler.handled);
}

}  // namespace till::http

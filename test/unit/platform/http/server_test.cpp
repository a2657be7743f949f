#include "platform/http/server.h"

#include <atomic>
#include <ctime>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "unit/platform/http/raw_client.h"
#include "unit/platform/http/test_server.h"

namespace till::http {

namespace {}  // namespace

TEST(Server, AnswersARequest) {
    RunningServer shop;
    auto client = shop.client();
    const RawResponse response = client.ask("POST /a?b=c HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "POST /a?b=c hello");
    EXPECT_TRUE(response.header.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_EQ(response.value("Content-Type"), "text/plain");
    EXPECT_EQ(response.value("Connection"), "");
}

TEST(Server, SaysTheDateInTheFormOfHttp) {
    RunningServer shop;
    const std::string date = shop.client().ask(get_with_query).value("Date");
    tm parts{};
    const char* const end = strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    ASSERT_NE(end, nullptr) << date;
    EXPECT_EQ(*end, '\0');
    EXPECT_EQ(date.size(), 29u);
    EXPECT_NEAR(static_cast<double>(timegm(&parts)), static_cast<double>(std::time(nullptr)), 60.0);
}

TEST(Server, TellsTheHandlerWhoAsks) {
    RunningServer shop([](Request request, Respond respond) { respond(text(request.peer)); });
    EXPECT_EQ(shop.client().ask(get_with_query).body, "127.0.0.1");
}

TEST(Server, KeepsAConnectionOpen) {
    RunningServer shop;
    auto client = shop.client();
    for (int round = 0; round < 3; ++round) EXPECT_EQ(client.ask(get_with_query).body, "GET /a?b=c ");
    EXPECT_EQ(shop.server.connections(), 1u);
}

TEST(Server, ClosesWhenAskedTo) {
    RunningServer shop;
    auto client = shop.client();
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n").value("Connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, ClosesOldConnectionsUnlessAskedToKeepThem) {
    RunningServer shop;
    auto client = shop.client();
    EXPECT_EQ(client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").value("Connection"), "keep-alive");
    EXPECT_EQ(client.ask("GET / HTTP/1.0\r\n\r\n").value("Connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    RunningServer shop;
    auto client = shop.client();
    std::string requests;
    for (int number = 0; number < 500; ++number) {
        requests += "POST /" + std::to_string(number) + " HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\n\r\nhi";
    }
    client.send(requests);
    for (int number = 0; number < 500; ++number) {
        ASSERT_EQ(client.read_response().body, "POST /" + std::to_string(number) + " hi");
    }
}

TEST(Server, ReadsAgainFromWhoWasRefusedAsTooMuch) {
    std::atomic<int> asked{0};
    RunningServer shop([&](Request, Respond respond) {
        Response response = text("an answer");
        if (++asked < 3) response.status = 503;
        respond(std::move(response));
    });
    auto client = shop.client();
    for (int request = 0; request < 3; ++request) client.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
    EXPECT_EQ(client.read_response().status, 503);
    EXPECT_EQ(client.read_response().status, 503);
    EXPECT_EQ(client.read_response().status, 200);
}

TEST(Server, HandsOverOnePipelinedRequestAtATime) {
    Desk desk;
    RunningServer shop(desk.takes());
    auto client = shop.client();
    client.send("GET /1 HTTP/1.1\r\nHost: shop\r\n\r\nGET /2 HTTP/1.1\r\nHost: shop\r\n\r\n");
    auto [first, respond_first] = desk.next();
    EXPECT_EQ(first.target, "/1");
    EXPECT_EQ(shop.handler.handled, 1);
    respond_first(text("one"));
    auto [second, respond_second] = desk.next();
    EXPECT_EQ(second.target, "/2");
    respond_second(text("two"));
    EXPECT_EQ(client.read_response().body, "one");
    EXPECT_EQ(client.read_response().body, "two");
}

TEST(Server, ReadsRequestsThatArriveByteByByte) {
    RunningServer shop;
    auto client = shop.client();
    for (int round = 0; round < 2; ++round) {
        client.send_byte_by_byte(
            "POST /a HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nA: b\r\n\r\n");
        EXPECT_EQ(client.read_response().body, "POST /a abc");
    }
}

TEST(Server, AnswersHeadWithTheLengthButWithoutTheBody) {
    RunningServer shop;
    auto client = shop.client();
    client.send("HEAD /a HTTP/1.1\r\nHost: shop\r\n\r\n");
    const RawResponse response = client.read_response(true);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.value("Content-Length"), std::to_string(std::string("HEAD /a ").size()));
    EXPECT_EQ(client.ask(get_with_query).body, "GET /a?b=c ");
}

TEST(Server, RefusesHeadWithoutABody) {
    RunningServer shop;
    for (const std::string bad : {"HEAD / HTTP/2.0\r\n\r\n", "HEAD / HTTP/1.1\r\nbad\n\r\n"}) {
        auto client = shop.client();
        client.send(bad);
        EXPECT_GE(client.read_response(true).status, 400);
        EXPECT_TRUE(client.is_closed());
    }
}

TEST(Server, SendsNoBodyWhereTheStatusAllowsNone) {
    for (const int status : {204, 304}) {
        RunningServer shop([&](Request, Respond respond) { respond(text("nothing", status)); });
        auto client = shop.client();
        for (int round = 0; round < 2; ++round) {
            const RawResponse response = client.ask(get_with_query);
            EXPECT_EQ(response.status, status);
            EXPECT_EQ(response.value("Content-Length"), "");
        }
    }
}

TEST(Server, HandsOverUnknownMethods) {
    RunningServer shop;
    EXPECT_EQ(shop.client().ask("BREW /pot HTTP/1.1\r\nHost: shop\r\n\r\n").body, "OTHER /pot ");
}

TEST(Server, SendsLargeResponsesWhole) {
    const auto large = std::make_shared<const std::string>(20'000'000, 'x');
    RunningServer shop([&](Request, Respond respond) {
        Response response;
        response.body = large;
        respond(std::move(response));
    });
    auto client = shop.client();
    for (int round = 0; round < 2; ++round) EXPECT_EQ(client.ask(get_with_query).body, *large);
}

TEST(Server, SaysWhenAClientHasGone) {
    Desk desk;
    RunningServer shop(desk.takes());
    for (const bool orderly : {true, false}) {
        auto client = shop.client();
        client.send(get_with_query);
        auto [request, respond] = desk.next();
        EXPECT_FALSE(respond.abandoned());
        orderly ? client.hang_up() : client.break_off();
        EXPECT_TRUE(eventually([&, &its = respond] { return its.abandoned(); }));
        respond(text("too late"));
    }
    auto half = shop.client();
    half.send(get_with_query);
    auto [request, respond] = desk.next();
    half.send_no_more();
    EXPECT_TRUE(eventually([&, &its = respond] { return its.abandoned(); })) << "which cannot be told from gone";
    respond(text("still wanted"));
    EXPECT_EQ(half.read_response().body, "still wanted");
}

TEST(Server, RefusesAndClosesBeforeTheHandlerSeesAnything) {
    const std::pair<std::string, int> cases[] = {
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
             get_with_query,
         400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!" + get_with_query, 400},
        {"GET / HTTP/1.1\nHost: a\n\n" + get_with_query, 400},
        {"GET / HTTP/1.1\r\nHost : a\r\n\r\n" + get_with_query, 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n" + get_with_query, 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n" + get_with_query, 400},
        {"GET / HTTP/3.0\r\nHost: a\r\n\r\n" + get_with_query, 505},
        {"GET / HTTP/1.1\r\nHost: a\r\nExpect: cake\r\n\r\n" + get_with_query, 417},
        {"GET /" + std::string(9'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n" + get_with_query, 414},
        {"GET / HTTP/1.1\r\nHost: a\r\nB: " + std::string(17'000, 'x') + "\r\n\r\n" + get_with_query, 431},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n" + std::string(1'048'577, 'x') + get_with_query,
         413}};
    RunningServer shop;
    for (const auto& [bytes, status] : cases) {
        auto client = shop.client();
        const RawResponse response = client.ask(bytes);
        EXPECT_EQ(response.status, status) << bytes.substr(0, 80);
        EXPECT_EQ(response.value("Connection"), "close");
        EXPECT_FALSE(response.body.empty());
        client.send_no_more();
        EXPECT_TRUE(client.is_closed());
    }
    EXPECT_EQ(shop.handler.handled, 0);
    EXPECT_EQ(shop.client().ask(get_with_query).status, 200);
}

TEST(Server, KeepsOneResponseOneResponse) {
    RunningServer shop([](Request, Respond respond) {
        Response response = text("body");
        response.add("X-Note", "one\r\nX-Other: two").add("Content-Length", "99").add("Transfer-Encoding", "chunked");
        respond(std::move(response));
    });
    auto client = shop.client();
    for (int round = 0; round < 2; ++round) {
        const RawResponse response = client.ask(get_with_query);
        EXPECT_EQ(response.value("X-Note"), "one  X-Other: two");
        EXPECT_EQ(response.value("X-Other"), "");
        EXPECT_EQ(response.value("Content-Length"), "4");
        EXPECT_EQ(response.value("Transfer-Encoding"), "");
    }
}

TEST(Server, TakesTheFirstOfTwoResponses) {
    RunningServer shop([](Request, Respond respond) {
        respond(text("first"));
        respond(text("second"));
    });
    auto client = shop.client();
    EXPECT_EQ(client.ask(get_with_query).body, "first");
    EXPECT_EQ(client.ask(get_with_query).body, "first");
}

TEST(Server, DropsAResponseToAnEarlierRequest) {
    Desk desk;
    RunningServer shop(desk.takes());
    auto client = shop.client();
    client.send(get_with_query);
    auto [first, respond_first] = desk.next();
    respond_first(text("one"));
    EXPECT_EQ(client.read_response().body, "one");
    client.send(get_with_query);
    auto [second, respond_second] = desk.next();
    respond_first(text("one again"));
    respond_second(text("two"));
    EXPECT_EQ(client.read_response().body, "two");
}

TEST(Server, TakesResponsesFromOtherThreads) {
    std::vector<std::thread> helpers;
    std::mutex mutex;
    RunningServer shop([&](Request request, Respond respond) {
        const std::lock_guard lock(mutex);
        helpers.emplace_back([request = std::move(request), respond = std::move(respond)]() mutable {
            TestHandler::echo(std::move(request), std::move(respond));
        });
    });
    auto one = shop.client();
    auto other = shop.client();
    for (int round = 0; round < 20; ++round) {
        one.send(get_with_query);
        other.send(get_with_query);
        EXPECT_EQ(one.read_response().body, "GET /a?b=c ");
        EXPECT_EQ(other.read_response().body, "GET /a?b=c ");
    }
    for (std::thread& helper : helpers) helper.join();
}

TEST(Server, DropsAResponseToAClientThatHungUp) {
    Desk desk;
    RunningServer shop(desk.takes());
    for (const bool orderly : {true, false}) {
        auto client = shop.client();
        client.send(get_with_query);
        auto [request, respond] = desk.next();
        orderly ? client.hang_up() : client.break_off();
        respond(text(std::string(1'000'000, 'x')));
        EXPECT_TRUE(eventually([&] { return shop.server.connections() == 0; }));
        respond(text("too late"));
    }
    auto client = shop.client();
    client.send(get_with_query);
    desk.next().second(text("still here"));
    EXPECT_EQ(client.read_response().body, "still here");
}

TEST(Server, OutlivesClientsThatHangUpHalfWay) {
    RunningServer shop;
    const std::string request = "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\nhello";
    for (std::size_t size = 0; size < request.size(); ++size) {
        auto client = shop.client();
        client.send(request.substr(0, size));
        size % 2 == 0 ? client.hang_up() : client.break_off();
    }
    EXPECT_TRUE(eventually([&] { return shop.server.connections() == 0; }));
    EXPECT_EQ(shop.handler.handled, 0);
    EXPECT_EQ(shop.client().ask(get_with_query).status, 200);
}

TEST(Server, AnswersAClientThatHasSaidAllItHasToSay) {
    RunningServer shop;
    auto client = shop.client();
    client.send(get_with_query + get_with_query);
    client.send_no_more();
    EXPECT_EQ(client.read_response().status, 200);
    EXPECT_EQ(client.read_response().status, 200);
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersManyClientsAtOnce) {
    constexpr int clients = 64;
    constexpr int rounds = 80;
    RunningServer shop(TestHandler::echo, on_free_port(2));
    std::atomic<int> right{0};
    const auto visit = [&](int first, int last) {
        std::vector<RawClient> connections;
        for (int number = first; number < last; ++number) connections.push_back(shop.client());
        for (int round = 0; round < rounds; ++round) {
            const auto target = [&](int number) { return "/" + std::to_string(number) + "/" + std::to_string(round); };
            for (int number = first; number < last; ++number) {
                connections[static_cast<std::size_t>(number - first)].send("GET " + target(number) +
                                                                           " HTTP/1.1\r\nHost: shop\r\n\r\n");
            }
            for (int number = first; number < last; ++number) {
                const RawResponse response = connections[static_cast<std::size_t>(number - first)].read_response();
                if (response.body == "GET " + target(number) + " ") ++right;
            }
        }
    };
    std::thread other(visit, 0, clients / 2);
    visit(clients / 2, clients);
    other.join();
    EXPECT_EQ(right, clients * rounds);
    EXPECT_EQ(shop.handler.handled, clients * rounds);
}

}  // namespace till::http

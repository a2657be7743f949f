#include "http/server.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "unit/http/raw_client.h"
#include "unit/http/test_server.h"

namespace till::http {

namespace {

const std::string get = "GET /a?b=c HTTP/1.1\r\nHost: shop\r\n\r\n";

/// A server with that handler, running.
struct Running {
    explicit Running(TestHandler::Answering answering = TestHandler::echo, ServerOptions options = on_free_port())
        : handler(std::move(answering)), server(std::move(options), handler) {
        server.start();
    }
    RawClient client() const { return RawClient(server.port()); }

    TestHandler handler;
    Server server;
};

}  // namespace

TEST(Server, AnswersARequest) {
    Running shop;
    auto client = shop.client();
    const Answer answer = client.ask("POST /a?b=c HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST /a?b=c hello");
    EXPECT_TRUE(answer.header.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_EQ(answer.value("Content-Type"), "text/plain");
    EXPECT_EQ(answer.value("Connection"), "");
}

TEST(Server, SaysTheDateInTheFormOfHttp) {
    Running shop;
    const std::string date = shop.client().ask(get).value("Date");
    tm parts{};
    const char* const end = strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    ASSERT_NE(end, nullptr) << date;
    EXPECT_EQ(*end, '\0');
    EXPECT_EQ(date.size(), 29u);
    EXPECT_NEAR(static_cast<double>(timegm(&parts)), static_cast<double>(std::time(nullptr)), 60.0);
}

TEST(Server, TellsTheHandlerWhoAsks) {
    Running shop([](Request request, Respond respond) { respond(text(request.peer)); });
    EXPECT_EQ(shop.client().ask(get).body, "127.0.0.1");
}

TEST(Server, KeepsAConnectionOpen) {
    Running shop;
    auto client = shop.client();
    for (int round = 0; round < 3; ++round) EXPECT_EQ(client.ask(get).body, "GET /a?b=c ");
    EXPECT_EQ(shop.server.connections(), 1u);
}

TEST(Server, ClosesWhenAskedTo) {
    Running shop;
    auto client = shop.client();
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n").value("Connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, ClosesOldConnectionsUnlessAskedToKeepThem) {
    Running shop;
    auto client = shop.client();
    EXPECT_EQ(client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").value("Connection"), "keep-alive");
    EXPECT_EQ(client.ask("GET / HTTP/1.0\r\n\r\n").value("Connection"), "close");
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    Running shop;
    auto client = shop.client();
    std::string requests;
    for (int number = 0; number < 500; ++number) {
        requests += "POST /" + std::to_string(number) + " HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\n\r\nhi";
    }
    client.send(requests);
    for (int number = 0; number < 500; ++number) {
        ASSERT_EQ(client.read_answer().body, "POST /" + std::to_string(number) + " hi");
    }
}

TEST(Server, ReadsAgainFromWhoWasRefusedAsTooMuch) {
    std::atomic<int> asked{0};
    Running shop([&](Request, Respond respond) {
        Response response = text("an answer");
        if (++asked < 3) response.status = 503;
        respond(std::move(response));
    });
    auto client = shop.client();
    for (int request = 0; request < 3; ++request) client.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
    EXPECT_EQ(client.read_answer().status, 503);
    EXPECT_EQ(client.read_answer().status, 503);
    EXPECT_EQ(client.read_answer().status, 200);
}

TEST(Server, HandsOverOnePipelinedRequestAtATime) {
    Desk desk;
    Running shop(desk.takes());
    auto client = shop.client();
    client.send("GET /1 HTTP/1.1\r\nHost: shop\r\n\r\nGET /2 HTTP/1.1\r\nHost: shop\r\n\r\n");
    auto [first, respond_first] = desk.next();
    EXPECT_EQ(first.target, "/1");
    EXPECT_EQ(shop.handler.handled, 1);
    respond_first(text("one"));
    auto [second, respond_second] = desk.next();
    EXPECT_EQ(second.target, "/2");
    respond_second(text("two"));
    EXPECT_EQ(client.read_answer().body, "one");
    EXPECT_EQ(client.read_answer().body, "two");
}

TEST(Server, ReadsRequestsThatArriveByteByByte) {
    Running shop;
    auto client = shop.client();
    for (int round = 0; round < 2; ++round) {
        client.send_byte_by_byte(
            "POST /a HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nA: b\r\n\r\n");
        EXPECT_EQ(client.read_answer().body, "POST /a abc");
    }
}

TEST(Server, AnswersHeadWithTheLengthButWithoutTheBody) {
    Running shop;
    auto client = shop.client();
    client.send("HEAD /a HTTP/1.1\r\nHost: shop\r\n\r\n");
    const Answer answer = client.read_answer(true);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.value("Content-Length"), std::to_string(std::string("HEAD /a ").size()));
    EXPECT_EQ(client.ask(get).body, "GET /a?b=c ");
}

TEST(Server, SendsNoBodyWhereTheStatusAllowsNone) {
    for (const int status : {204, 304}) {
        Running shop([&](Request, Respond respond) { respond(text("nothing", status)); });
        auto client = shop.client();
        for (int round = 0; round < 2; ++round) {
            const Answer answer = client.ask(get);
            EXPECT_EQ(answer.status, status);
            EXPECT_EQ(answer.value("Content-Length"), "");
        }
    }
}

TEST(Server, HandsOverUnknownMethods) {
    Running shop;
    EXPECT_EQ(shop.client().ask("BREW /pot HTTP/1.1\r\nHost: shop\r\n\r\n").body, "OTHER /pot ");
}

TEST(Server, SendsLargeAnswersWhole) {
    const auto large = std::make_shared<const std::string>(20'000'000, 'x');
    Running shop([&](Request, Respond respond) {
        Response response;
        response.body = large;
        respond(std::move(response));
    });
    auto client = shop.client();
    for (int round = 0; round < 2; ++round) EXPECT_EQ(client.ask(get).body, *large);
}

TEST(Server, ReadsLargeBodiesWhole) {
    Running shop([](Request request, Respond respond) { respond(text(std::move(request.body))); });
    std::string body;
    for (int number = 0; body.size() < 900'000; ++number) body += std::to_string(number) + ",";
    auto client = shop.client();
    const std::string head = "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: " + std::to_string(body.size());
    EXPECT_EQ(client.ask(head + "\r\n\r\n" + body).body, body);
    EXPECT_EQ(client.ask(get).status, 200);
}

TEST(Server, InvitesABodyThatWaitsToBeInvited) {
    Running shop;
    auto client = shop.client();
    const std::string header = "POST /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(client.ask(header).status, 100);
        EXPECT_EQ(client.ask("hello").body, "POST /a hello");
    }
    client.send(header + "he");  // is coming uninvited
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(client.ask("llo").body, "POST /a hello");
}

TEST(Server, InvitesNoBodyThatItWouldNotTake) {
    Running shop;
    auto client = shop.client();
    const Answer answer =
        client.ask("POST /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
    EXPECT_EQ(answer.status, 413);
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(shop.handler.handled, 0);
}

TEST(Server, AnswersBeforeTheBodyHasCome) {
    Running shop([](Request, Respond respond) { respond(text("no", 401)); });
    shop.handler.takes_bodies = false;
    const std::string header = "POST /a HTTP/1.1\r\nHost: shop\r\n";
    {
        auto client = shop.client();
        EXPECT_EQ(client.ask(header + "Content-Length: 1000000\r\n\r\n").status, 401) << "and a large one is not taken";
        client.send_no_more();
        EXPECT_TRUE(client.is_closed());
    }
    {
        auto client = shop.client();
        const Answer answer = client.ask(header + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        EXPECT_EQ(answer.status, 401) << "without an invitation";
        EXPECT_EQ(answer.value("Connection"), "close");
        client.send_no_more();
        EXPECT_TRUE(client.is_closed());
    }
}

TEST(Server, GoesOnBehindAShortBodyThatNobodyWanted) {
    Running shop([](Request request, Respond respond) { respond(text(request.target, 401)); });
    shop.handler.takes_bodies = false;
    auto client = shop.client();
    const std::string header = "POST /1 HTTP/1.1\r\nHost: shop\r\n";
    for (const std::string& rest :
         {std::string("Content-Length: 5\r\n\r\nhello"), "Content-Length: 60000\r\n\r\n" + std::string(60'000, 'x'),
          std::string("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
          std::string("Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello")}) {
        client.send(header + rest + "GET /2 HTTP/1.1\r\nHost: shop\r\n\r\n");
        EXPECT_EQ(client.read_answer().body, "/1") << rest.substr(0, 60);
        EXPECT_EQ(client.read_answer().body, "/2") << rest.substr(0, 60);
    }
    client.send(header + "Content-Length: 5\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, "/1") << "it need not be there yet";
    client.send("hello");
    EXPECT_EQ(client.ask("GET /2 HTTP/1.1\r\nHost: shop\r\n\r\n").body, "/2");
    client.send(header + "Transfer-Encoding: chunked\r\n\r\nx\r\n" + get);
    EXPECT_EQ(client.read_answer().body, "/1");
    client.send_no_more();
    EXPECT_TRUE(client.is_closed()) << "what cannot be told from the next request ends the connection";
}

TEST(Server, ReadsABodyForAnotherThread) {
    Desk desk;
    Running shop(desk.takes());
    shop.handler.takes_bodies = false;
    auto client = shop.client();
    client.send("POST /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    auto [request, respond] = desk.next();
    EXPECT_TRUE(request.body_follows);
    respond.read_body({.bytes_max = 5}, [respond](ReceivedBody body) { respond(text(body.bytes)); });
    EXPECT_EQ(client.read_answer().status, 100);
    EXPECT_EQ(client.ask("hello").body, "hello");
    EXPECT_EQ(client.ask(get).status, 0) << "nobody answers this one";
}

TEST(Server, KeepsABodyOnDiskWhereThatIsThePlan) {
    auto options = on_free_port();
    options.body_folder = "/tmp";
    Running shop(
        [](Request, Respond respond) {
            respond.read_body({.bytes_max = 10'000'000, .to = BodyPlan::To::file}, [respond](ReceivedBody body) {
                respond(body.file ? text(std::to_string(body.file->size()) + body.file->read_all().substr(0, 5))
                                  : text("nothing"));
            });
        },
        options);
    shop.handler.takes_bodies = false;
    auto client = shop.client();
    const std::string header = "POST / HTTP/1.1\r\nHost: shop\r\n";
    EXPECT_EQ(client.ask(header + "Content-Length: 3000000\r\n\r\n" + std::string(3'000'000, 'x')).body,
              "3000000xxxxx");
    EXPECT_EQ(client.ask(header + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n").body, "5hello");
    EXPECT_EQ(client.ask(header + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n").body, "nothing");
}

TEST(Server, SaysWhenAClientHasGone) {
    Desk desk;
    Running shop(desk.takes());
    for (const bool orderly : {true, false}) {
        auto client = shop.client();
        client.send(get);
        auto [request, respond] = desk.next();
        EXPECT_FALSE(respond.abandoned());
        orderly ? client.hang_up() : client.break_off();
        EXPECT_TRUE(eventually([&, &its = respond] { return its.abandoned(); }));
        respond(text("too late"));
    }
    auto half = shop.client();
    half.send(get);
    auto [request, respond] = desk.next();
    half.send_no_more();
    EXPECT_TRUE(eventually([&, &its = respond] { return its.abandoned(); })) << "which cannot be told from gone";
    respond(text("still wanted"));
    EXPECT_EQ(half.read_answer().body, "still wanted");
}

TEST(Server, RefusesAndClosesBeforeTheHandlerSeesAnything) {
    const std::pair<std::string, int> cases[] = {
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + get, 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!" + get, 400},
        {"GET / HTTP/1.1\nHost: a\n\n" + get, 400},
        {"GET / HTTP/1.1\r\nHost : a\r\n\r\n" + get, 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n d\r\n\r\n" + get, 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n" + get, 400},
        {"GET / HTTP/3.0\r\nHost: a\r\n\r\n" + get, 505},
        {"GET / HTTP/1.1\r\nHost: a\r\nExpect: cake\r\n\r\n" + get, 417},
        {"GET /" + std::string(9'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n" + get, 414},
        {"GET / HTTP/1.1\r\nHost: a\r\nB: " + std::string(17'000, 'x') + "\r\n\r\n" + get, 431},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n" + std::string(1'048'577, 'x') + get, 413}};
    Running shop;
    for (const auto& [bytes, status] : cases) {
        auto client = shop.client();
        const Answer answer = client.ask(bytes);
        EXPECT_EQ(answer.status, status) << bytes.substr(0, 80);
        EXPECT_EQ(answer.value("Connection"), "close");
        EXPECT_FALSE(answer.body.empty());
        client.send_no_more();
        EXPECT_TRUE(client.is_closed());
    }
    EXPECT_EQ(shop.handler.handled, 0);
    EXPECT_EQ(shop.client().ask(get).status, 200);
}

TEST(Server, KeepsOneAnswerOneAnswer) {
    Running shop([](Request, Respond respond) {
        Response response = text("body");
        response.add("X-Note", "one\r\nX-Other: two").add("Content-Length", "99").add("Transfer-Encoding", "chunked");
        respond(std::move(response));
    });
    auto client = shop.client();
    for (int round = 0; round < 2; ++round) {
        const Answer answer = client.ask(get);
        EXPECT_EQ(answer.value("X-Note"), "one  X-Other: two");
        EXPECT_EQ(answer.value("X-Other"), "");
        EXPECT_EQ(answer.value("Content-Length"), "4");
        EXPECT_EQ(answer.value("Transfer-Encoding"), "");
    }
}

TEST(Server, TakesTheFirstOfTwoAnswers) {
    Running shop([](Request, Respond respond) {
        respond(text("first"));
        respond(text("second"));
    });
    auto client = shop.client();
    EXPECT_EQ(client.ask(get).body, "first");
    EXPECT_EQ(client.ask(get).body, "first");
}

TEST(Server, DropsAnAnswerToAnEarlierRequest) {
    Desk desk;
    Running shop(desk.takes());
    auto client = shop.client();
    client.send(get);
    auto [first, respond_first] = desk.next();
    respond_first(text("one"));
    EXPECT_EQ(client.read_answer().body, "one");
    client.send(get);
    auto [second, respond_second] = desk.next();
    respond_first(text("one again"));
    respond_second(text("two"));
    EXPECT_EQ(client.read_answer().body, "two");
}

TEST(Server, TakesAnswersFromOtherThreads) {
    std::vector<std::thread> helpers;
    std::mutex mutex;
    Running shop([&](Request request, Respond respond) {
        const std::lock_guard lock(mutex);
        helpers.emplace_back([request = std::move(request), respond = std::move(respond)]() mutable {
            TestHandler::echo(std::move(request), std::move(respond));
        });
    });
    auto one = shop.client();
    auto other = shop.client();
    for (int round = 0; round < 20; ++round) {
        one.send(get);
        other.send(get);
        EXPECT_EQ(one.read_answer().body, "GET /a?b=c ");
        EXPECT_EQ(other.read_answer().body, "GET /a?b=c ");
    }
    for (std::thread& helper : helpers) helper.join();
}

TEST(Server, DropsAnAnswerToAClientThatHungUp) {
    Desk desk;
    Running shop(desk.takes());
    for (const bool orderly : {true, false}) {
        auto client = shop.client();
        client.send(get);
        auto [request, respond] = desk.next();
        orderly ? client.hang_up() : client.break_off();
        respond(text(std::string(1'000'000, 'x')));
        EXPECT_TRUE(eventually([&] { return shop.server.connections() == 0; }));
        respond(text("too late"));
    }
    auto client = shop.client();
    client.send(get);
    desk.next().second(text("still here"));
    EXPECT_EQ(client.read_answer().body, "still here");
}

TEST(Server, OutlivesClientsThatHangUpHalfWay) {
    Running shop;
    const std::string request = "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\nhello";
    for (std::size_t size = 0; size < request.size(); ++size) {
        auto client = shop.client();
        client.send(request.substr(0, size));
        size % 2 == 0 ? client.hang_up() : client.break_off();
    }
    EXPECT_TRUE(eventually([&] { return shop.server.connections() == 0; }));
    EXPECT_EQ(shop.handler.handled, 0);
    EXPECT_EQ(shop.client().ask(get).status, 200);
}

TEST(Server, AnswersAClientThatHasSaidAllItHasToSay) {
    Running shop;
    auto client = shop.client();
    client.send(get + get);
    client.send_no_more();
    EXPECT_EQ(client.read_answer().status, 200);
    EXPECT_EQ(client.read_answer().status, 200);
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersManyClientsAtOnce) {
    constexpr int clients = 64;
    constexpr int rounds = 80;
    Running shop(TestHandler::echo, on_free_port(2));
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
                const Answer answer = connections[static_cast<std::size_t>(number - first)].read_answer();
                if (answer.body == "GET " + target(number) + " ") ++right;
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

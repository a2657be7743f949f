#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "platform/http/server.h"
#include "unit/platform/http/raw_client.h"
#include "unit/platform/http/test_server.h"

namespace till::http {

namespace {}  // namespace

TEST(ServerBodies, ReadsLargeBodiesWhole) {
    RunningServer shop([](Request request, Respond respond) { respond(text(std::move(request.body))); });
    std::string body;
    for (int number = 0; body.size() < 900'000; ++number) body += std::to_string(number) + ",";
    auto client = shop.client();
    const std::string head = "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: " + std::to_string(body.size());
    EXPECT_EQ(client.ask(head + "\r\n\r\n" + body).body, body);
    EXPECT_EQ(client.ask(get_with_query).status, 200);
}

TEST(ServerBodies, InvitesABodyThatWaitsToBeInvited) {
    RunningServer shop;
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

TEST(ServerBodies, InvitesNoBodyThatItWouldNotTake) {
    RunningServer shop;
    auto client = shop.client();
    const RawResponse response =
        client.ask("POST /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
    EXPECT_EQ(response.status, 413);
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(shop.handler.handled, 0);
}

TEST(ServerBodies, AnswersBeforeTheBodyHasCome) {
    RunningServer shop([](Request, Respond respond) { respond(text("no", 401)); });
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
        const RawResponse response = client.ask(header + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        EXPECT_EQ(response.status, 401) << "without an invitation";
        EXPECT_EQ(response.value("Connection"), "close");
        client.send_no_more();
        EXPECT_TRUE(client.is_closed());
    }
}

TEST(ServerBodies, GoesOnBehindAShortBodyThatNobodyWanted) {
    RunningServer shop([](Request request, Respond respond) { respond(text(request.target, 401)); });
    shop.handler.takes_bodies = false;
    auto client = shop.client();
    const std::string header = "POST /1 HTTP/1.1\r\nHost: shop\r\n";
    for (const std::string& rest :
         {std::string("Content-Length: 5\r\n\r\nhello"), "Content-Length: 60000\r\n\r\n" + std::string(60'000, 'x'),
          std::string("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
          std::string("Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello")}) {
        client.send(header + rest + "GET /2 HTTP/1.1\r\nHost: shop\r\n\r\n");
        EXPECT_EQ(client.read_response().body, "/1") << rest.substr(0, 60);
        EXPECT_EQ(client.read_response().body, "/2") << rest.substr(0, 60);
    }
    client.send(header + "Content-Length: 5\r\n\r\n");
    EXPECT_EQ(client.read_response().body, "/1") << "it need not be there yet";
    client.send("hello");
    EXPECT_EQ(client.ask("GET /2 HTTP/1.1\r\nHost: shop\r\n\r\n").body, "/2");
    client.send(header + "Transfer-Encoding: chunked\r\n\r\nx\r\n" + get_with_query);
    EXPECT_EQ(client.read_response().body, "/1");
    client.send_no_more();
    EXPECT_TRUE(client.is_closed()) << "what cannot be told from the next request ends the connection";
}

TEST(ServerBodies, ReadsABodyForAnotherThread) {
    Desk desk;
    RunningServer shop(desk.takes());
    shop.handler.takes_bodies = false;
    auto client = shop.client();
    client.send("POST /a HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    auto [request, respond] = desk.next();
    EXPECT_TRUE(request.body_follows);
    respond.read_body({.bytes_max = 5}, [respond](ReceivedBody body) { respond(text(body.bytes)); });
    EXPECT_EQ(client.read_response().status, 100);
    EXPECT_EQ(client.ask("hello").body, "hello");
    client.send(get_with_query);
    desk.next().second(text("the next"));
    EXPECT_EQ(client.read_response().body, "the next");
}

TEST(ServerBodies, KeepsABodyOnDiskWhereThatIsThePlan) {
    auto options = on_free_port();
    options.body_folder = "/tmp";
    RunningServer shop(
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

}  // namespace till::http

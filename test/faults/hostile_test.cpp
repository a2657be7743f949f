#include <chrono>
#include <thread>

#include <unistd.h>

#include "faults/effort.h"
#include "faults/raw_connection.h"
#include "faults/shoppers.h"
#include "faults/tally.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* slowhttptest = "/usr/bin/slowhttptest";

/// What comes of an order before its connection breaks off: a part of the header, a body that is a byte short of what
/// was announced or more than that, or nothing. `head` ends where the length is to stand.
std::string broken_order(int kind, const std::string& head, const std::string& body, std::mt19937_64& random) {
    const auto up_to = [&](std::int64_t least, std::size_t most) {
        return static_cast<std::size_t>(between(random, least, static_cast<std::int64_t>(most)));
    };
    const std::string stops = head + std::to_string(body.size() + 1) + "\r\n\r\n" + body;
    switch (kind % 4) {
        case 0:
            return head.substr(0, up_to(0, head.size()));
        case 1:
            return stops;
        case 2:
            return stops.substr(0, stops.size() - up_to(1, body.size()));
        default:
            return "";
    }
}

class HostileClients : public FaultOnBoth {
 protected:
    HostileClients() { allow_many_connections(); }

    static std::vector<std::string> attack(const std::string& kind, std::uint16_t port) {
        const std::string connections = std::to_string(by_effort(500, 2'000, 2'000));
        const std::string rate = std::to_string(by_effort(250, 500, 500));
        const std::string base = "http://127.0.0.1:" + std::to_string(port);
        std::vector<std::string> arguments{"-c", connections, "-r", rate, "-l", std::to_string(by_effort(4, 15, 300)),
                                           "-i", "2",         "-p", "5"};
        if (kind == "header") arguments.insert(arguments.end(), {"-H", "-u", base + "/api/v1/products"});
        if (kind == "body") {
            arguments.insert(arguments.end(),
                             {"-B", "-f", "application/json", "-s", "8192", "-u", base + "/api/v1/login"});
        }
        if (kind == "read") {
            arguments.insert(arguments.end(), {"-X", "-w", "256", "-y", "512", "-n", "2", "-z", "16", "-k", "3", "-u",
                                               base + "/api/openapi.json"});
        }
        return arguments;
    }
};

TEST_P(HostileClients, WhoAreSlowKeepNobodyFromOrdering) {
    if (access(slowhttptest, X_OK) != 0) GTEST_SKIP() << "Debian's package slowhttptest is not installed";
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    shop.fill_shelves();
    Shoppers shoppers(shop, new_guests(shop, 8), 110);
    std::string figures;
    for (const std::string kind : {"header", "body", "read"}) {
        Child attacker(slowhttptest, attack(kind, shop.process().port()), {}, "");
        const std::int64_t before = shoppers.told().orders;
        while (attacker.status() < 0) ASSERT_TRUE(shoppers.wait_for_orders(10)) << kind;
        EXPECT_EQ(attacker.status(), 0) << kind << attacker.errors();
        const std::int64_t meanwhile = shoppers.told().orders - before;
        EXPECT_GT(meanwhile, 0);
        figures += spelled(meanwhile) + " orders during the " + kind + " attack, ";
    }
    EXPECT_TRUE(shoppers.wait_for_orders(50));
    shoppers.leave();
    EXPECT_EQ(shoppers.told().nothing, 0) << "a shopper got no answer";
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    EXPECT_THAT(shop.audit(), FindsNothingWrong());
    note_figures(figures + std::to_string(by_effort(500, 2'000, 2'000)) + " slow connections each; 0 faults");
}

TEST_P(HostileClients, WhoBreakOffLeaveNothingBehind) {
    const int connections = by_effort(500, 2'000, 2'000);
    const int rounds = by_effort(1, 5, 100);
    const FreshDatabase database(GetParam());
    // So that what is half open is given up within the test.
    FaultyShop shop(database.options().url,
                    {{"TILL_SERVER_HEADER_TIMEOUT_SECONDS", "2"}, {"TILL_SERVER_BODY_TIMEOUT_SECONDS", "2"}});
    shop.fill_shelves();
    const std::vector<Guest> guests = new_guests(shop, 8);
    const Guest victim = shop.new_guest();
    const std::string body = json::serialize(order_of(shop.products().front(), 1));
    const std::string head = "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                             victim.token + "\r\nContent-Type: application/json\r\nContent-Length: ";
    std::mt19937_64 random = dice(120);
    Shoppers shoppers(shop, guests, 120);
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        std::vector<RawConnection> held;
        for (int i = 0; i < connections; ++i) {
            RawConnection connection(shop.process().port());
            ASSERT_TRUE(connection.is_connected());
            connection.send(broken_order(i, head, body, random));
            if (i % 2 == 0) {
                connection.reset();
            } else {
                held.push_back(std::move(connection));
            }
        }
        ASSERT_TRUE(shoppers.wait_for_orders(50));
    }
    shoppers.leave();
    EXPECT_EQ(shoppers.told().nothing, 0) << "a shopper got no answer";
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    EXPECT_EQ(shop.with_token(victim.token).get("/me/orders").at("total"), "0") << "what never came whole was ordered";
    EXPECT_THAT(shop.audit(), FindsNothingWrong());
    note_figures(spelled(static_cast<std::int64_t>(rounds) * connections) +
                 " connections half open, reset, or with a body that stops, " + spelled(shoppers.told().orders) +
                 " orders meanwhile; 0 faults");
}

// A request that is whole may be carried out, but without a response it is still one order.
TEST_P(HostileClients, WhoResetAfterTheirOrderOrderAtMostOnce) {
    const int orders = by_effort(200, 2'000, 20'000);
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    const std::int64_t product = shop.new_product(1'000'000);
    const Guest guest = shop.new_guest();
    for (int i = 0; i < orders; ++i) {
        const std::int64_t number =
            shop.record().asks({.kind = Asked::Kind::order, .customer = guest.customer, .basket = {{product, 1}}});
        const std::string body =
            json::serialize(json::Object{{"items", json::Array{item_of(product, 1)}}, {"note", note_of(number)}});
        RawConnection connection(shop.process().port());
        connection.send("POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + guest.token +
                        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                        "\r\n\r\n" + body);
        connection.reset();
    }
    EXPECT_EQ(shop.stop(), 0);
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures(spelled(orders) + " orders whose connection was reset at once, " + spelled(findings.unknown_done) +
                 " of them carried out; 0 faults");
}

TILL_ON_BOTH_DATABASES(HostileClients);

}  // namespace
}  // namespace till::test

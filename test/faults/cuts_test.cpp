#include <algorithm>
#include <atomic>
#include <cctype>

#include "faults/effort.h"
#include "faults/proxy.h"
#include "faults/shoppers.h"
#include "faults/tally.h"
#include "support/at_once.h"
#include "support/private_mariadb.h"

namespace till::test {
namespace {

/// Counts what it cut, over all connections of a proxy.
struct Cuts {
    std::atomic<std::int64_t> before{0};
    std::atomic<std::int64_t> after{0};
    std::atomic<std::uint64_t> wires{0};
};

/// Between the program and MariaDB: now and then the connection breaks just before a COMMIT reaches the server, or
/// when the server's response to it is on its way back.
class CommitCutter : public Wire {
 public:
    CommitCutter(Cuts& cuts, double share) : cuts_(cuts), share_(share), random_(dice(7'000 + ++cuts.wires)) {}

    bool to_server(std::string_view chunk) override {
        if (!is_commit(chunk) || !chance(random_, share_)) return true;
        if (chance(random_, 0.3)) {
            ++cuts_.before;
            return false;
        }
        cuts_response_ = true;
        return true;
    }
    bool to_client(std::string_view /*piece*/) override {
        if (cuts_response_) ++cuts_.after;
        return !cuts_response_;
    }

 private:
    // A packet of the protocol: three bytes of length, a number, COM_QUERY, the statement.
    static bool is_commit(std::string_view chunk) {
        static constexpr std::string_view commit = "COMMIT";
        static constexpr std::size_t head = 5;
        return chunk.size() == head + commit.size() && chunk[4] == 3 &&
               std::equal(commit.begin(), commit.end(), chunk.begin() + head,
                          [](char wanted, char is) { return wanted == std::toupper(static_cast<unsigned char>(is)); });
    }

    Cuts& cuts_;
    double share_;
    std::mt19937_64 random_;
    bool cuts_response_ = false;
};

class CutConnections : public FaultOnBoth {};

TEST_P(CutConnections, BetweenCommitAndItsResponseLoseNothingAndDoubleNothing) {
    const int cuts_wanted = by_effort(30, 200, 5000);
    const FreshDatabase database(GetParam());
    const std::string port = std::to_string(PrivateMariadb::shared().port());
    Cuts cuts;
    std::atomic<bool> is_cutting{false};
    Proxy proxy(PrivateMariadb::shared().port(), [&]() -> std::unique_ptr<Wire> {
        if (!is_cutting) return std::make_unique<Wire>();
        return std::make_unique<CommitCutter>(cuts, 0.05);
    });
    std::string url = database.options().url;
    url.replace(url.find(":" + port), port.size() + 1, ":" + std::to_string(proxy.port()));
    FaultyShop shop(url);
    shop.fill_shelves();
    const std::vector<Guest> guests = new_guests(shop, 8);
    shop.stop();
    is_cutting = true;
    shop.start();
    Shoppers shoppers(shop, guests, 4);
    while (cuts.before + cuts.after < cuts_wanted && !HasFailure()) {
        ASSERT_TRUE(shoppers.wait_for_orders(10)) << "it takes no orders any more";
    }
    shoppers.leave();
    shop.kill();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = audit(shop.record().read(), contents_of(database.options().url));
    EXPECT_THAT(findings, FindsNothingWrong());
    EXPECT_GT(cuts.after, 0);
    note_figures(spelled(cuts.after) + " connections cut between COMMIT and its answer, " + spelled(cuts.before) +
                 " before COMMIT: " + Tally(findings).text());
}

INSTANTIATE_TEST_SUITE_P(, CutConnections, testing::ValuesIn(only_mariadb()),
                         [](const auto& information) { return information.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CutConnections);

/// Between shoppers and the shop: now and then a response never comes, or breaks off within.
class ResponseDropper : public Wire {
 public:
    ResponseDropper(Cuts& cuts, double share) : cuts_(cuts), share_(share), random_(dice(8'000 + ++cuts.wires)) {}

    bool to_client(std::string_view /*piece*/) override {
        if (!chance(random_, share_)) return true;
        ++cuts_.after;
        return false;
    }

 private:
    Cuts& cuts_;
    double share_;
    std::mt19937_64 random_;
};

class Retries : public FaultOnBoth {};

TEST_P(Retries, OfOrdersWhoseResponsesNeverCameOrderOnce) {
    const int drops_wanted = by_effort(100, 1'500, 50'000);
    const int restarts = by_effort(2, 10, 100);
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    shop.fill_shelves();
    Cuts cuts;
    Proxy proxy(shop.process().port(), [&] { return std::make_unique<ResponseDropper>(cuts, 0.3); });
    const std::vector<Guest> guests = new_guests(shop, 8);
    shop.lead_through(proxy.port());
    Shoppers shoppers(shop, guests, 5, {.with_key = 1.0, .retries = 1.0, .others_than_orders = false});
    for (int i = 1; i <= restarts && !HasFailure(); ++i) {
        while (cuts.after < i * drops_wanted / (restarts + 1)) ASSERT_TRUE(shoppers.wait_for_orders(1));
        i % 2 == 0 ? shop.kill() : static_cast<void>(shop.stop());
        shop.start();
        proxy.lead_to(shop.process().port());
    }
    while (cuts.after < drops_wanted) ASSERT_TRUE(shoppers.wait_for_orders(1));
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures(spelled(cuts.after) + " answers dropped, " + std::to_string(restarts) +
                 " restarts, every request repeated until answered: " + Tally(findings).text());
}

TEST_P(Retries, SixteenAtOnceWithARestartInBetweenAreOneOrder) {
    const int rounds = by_effort(3, 20, 500);
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    const std::int64_t product = shop.new_product(1'000'000);
    const Guest guest = shop.new_guest();
    std::mt19937_64 random = dice(6);
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        const std::int64_t number = shop.record().asks(
            {.kind = Asked::Kind::order, .customer = guest.customer, .has_key = true, .basket = {{product, 2}}});
        const std::string body =
            json::serialize(json::Object{{"items", json::Array{item_of(product, 2)}}, {"note", note_of(number)}});
        const std::string key = "once-" + std::to_string(number);
        const auto send_all = [&] {
            return all_at_once(16, [&](std::size_t) {
                return shop.with_token(guest.token).send("POST", "/orders", body, {{"Idempotency-Key", key}});
            });
        };
        std::vector<Response> responses;
        if (chance(random, 0.5)) {
            responses = send_all();
            shop.stop();
        } else {
            const std::uint16_t port = shop.process().port();
            std::thread early([&, port] {
                all_at_once(16, [&](std::size_t) {
                    return Api(port, guest.token).send("POST", "/orders", body, {{"Idempotency-Key", key}});
                });
            });
            std::this_thread::sleep_for(std::chrono::microseconds(between(random, 0, 15'000)));
            shop.kill();
            early.join();
        }
        shop.start();
        for (Response& response : send_all()) responses.push_back(std::move(response));
        for (const Response& response : responses) {
            ASSERT_THAT(response, HasStatus(201));
            EXPECT_EQ(response.body, responses.front().body);
            shop.record().was_done(number, response.number("id"));
        }
    }
    EXPECT_THAT(shop.audit(), FindsNothingWrong());
    note_figures(std::to_string(rounds) +
                 " times 16 requests at once with one key, a stop or SIGKILL, and 16 once more: one order each");
}

TILL_ON_BOTH_DATABASES(Retries);

}  // namespace
}  // namespace till::test

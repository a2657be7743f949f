#include <atomic>
#include <cstdio>
#include <fstream>
#include <stop_token>
#include <thread>

#include <unistd.h>

#include "faults/effort.h"
#include "faults/shoppers.h"
#include "faults/tally.h"

namespace till::test {
namespace {

constexpr const char* libfaketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

/// The wall clock of a program, which a test may set while it runs. Its steady clock stays as it is, as on a machine
/// whose time is set.
class WallClock {
 public:
    WallClock() { set("+0"); }

    void set(const std::string& offset) {
        std::ofstream(folder_.file("next")) << offset << "\n";
        std::rename(folder_.file("next").c_str(), folder_.file("now").c_str());
    }
    Settings settings() const {
        return {{"LD_PRELOAD", libfaketime},
                {"FAKETIME_TIMESTAMP_FILE", folder_.file("now")},
                {"FAKETIME_NO_CACHE", "1"},
                {"DONT_FAKE_MONOTONIC", "1"},
                {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}};
    }

 private:
    TemporaryFolder folder_;
};

class Clocks : public FaultOnBoth {
 protected:
    void SetUp() override {
        if (access(libfaketime, R_OK) != 0) GTEST_SKIP() << "Debian's package faketime is not installed";
    }

    std::unique_ptr<FaultyShop> open_shop(Settings more = {}) {
        more.merge(clock_.settings());
        auto shop = std::make_unique<FaultyShop>(database_.options().url, more);
        shop->new_product(1'000'000);
        return shop;
    }

    static int status_of(const FaultyShop& shop, const std::string& token) {
        return shop.with_token(token).get("/me").status;
    }
    static std::string signed_in(const FaultyShop& shop) {
        const Response response =
            shop.anyone().post("/login", json::Object{{"username", admin_name}, {"password", good_password}});
        EXPECT_THAT(response, HasStatus(200));
        return response.at("auth_token");
    }

    const FreshDatabase database_{GetParam()};
    WallClock clock_;
};

TEST_P(Clocks, ThatAreSetLetTokensEndByTheWallClock) {
    const auto shop = open_shop();
    const std::string first = signed_in(*shop);
    clock_.set("-1h");
    EXPECT_EQ(status_of(*shop, first), 200) << "issued in what is now the future, and good";
    const std::string early = signed_in(*shop);
    EXPECT_EQ(status_of(*shop, early), 200);
    clock_.set("+0");
    EXPECT_EQ(status_of(*shop, first), 200);
    EXPECT_EQ(status_of(*shop, early), 401) << "its hour is over";
    const Response kept =
        shop->anyone().post("/login", json::Object{{"username", admin_name}, {"password", good_password}});
    clock_.set("+2d");
    EXPECT_EQ(status_of(*shop, first), 401);
    const json::Value refresh = json::Object{{"refresh_token", kept.at("refresh_token")}};
    const Response refreshed = shop->anyone().post("/login/refresh", refresh);
    ASSERT_THAT(refreshed, HasStatus(200)) << "good for a month";
    EXPECT_EQ(status_of(*shop, refreshed.at("auth_token")), 200);
    const json::Value next = json::Object{{"refresh_token", refreshed.at("refresh_token")}};
    ASSERT_THAT(shop->anyone().post("/login/refresh", next), HasStatus(200));
    EXPECT_THAT(shop->anyone().post("/login/refresh", refresh), HasStatus(401)) << "and only once";
    note_figures("tokens end by the wall clock after an hour back and two days forward");
}

TEST_P(Clocks, ThatAreSetLetNoLimitLastLongerThanItsWindow) {
    const auto shop =
        open_shop({{"TILL_LIMITS_ROUTES", "placeOrder=3 per 4 seconds"}, {"TILL_TOKENS_MINUTES", "525600"}});
    const Guest guest = shop->new_guest();
    const auto order = [&] {
        const std::int64_t number = shop->record().asks(
            {.kind = Asked::Kind::order, .customer = guest.customer, .basket = {{shop->products().front(), 1}}});
        const Response response =
            shop->with_token(guest.token)
                .post("/orders", json::Object{{"items", json::Array{item_of(shop->products().front(), 1)}},
                                              {"note", note_of(number)}});
        response.status == 201 ? shop->record().was_done(number, response.number("id"))
                               : shop->record().was_refused(number);
        return response;
    };
    const auto use_up = [&] {
        Response response = order();
        while (response.status == 201) response = order();
        EXPECT_THAT(response, HasStatus(429));
        return response;
    };
    // However often it is called meanwhile.
    const auto wait = [&] {
        const auto began = std::chrono::steady_clock::now();
        while (order().status == 429) {
            if (std::chrono::steady_clock::now() - began > std::chrono::minutes(1)) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return true;
    };
    use_up();
    clock_.set("-1h");
    EXPECT_LE(std::stoi(order().header("Retry-After").value_or("0")), 4);
    EXPECT_TRUE(wait()) << "the limit goes on for as long as the clock was set back";
    use_up();
    clock_.set("+2d");
    EXPECT_THAT(order(), HasStatus(201)) << "the window is long over";
    use_up();
    clock_.set("+0");
    EXPECT_TRUE(wait());
    EXPECT_THAT(shop->audit(), FindsNothingWrong());
    note_figures("no limit outlasts its window after an hour back and two days forward");
}

TEST_P(Clocks, ThatAreSetMakeNobodyWaitLongerForASignIn) {
    const auto shop = open_shop();
    const auto sign_in = [&](const std::string& password) {
        return shop->anyone().post("/login", json::Object{{"username", admin_name}, {"password", password}});
    };
    for (int i = 0; i < 5; ++i) sign_in("a guess, and wrong");
    clock_.set("-1h");
    const auto began = std::chrono::steady_clock::now();
    Response response = sign_in(good_password);
    while (response.status == 429 && std::chrono::steady_clock::now() - began < std::chrono::minutes(1)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        response = sign_in(good_password);
    }
    EXPECT_THAT(response, HasStatus(200)) << "the wait goes on for as long as the clock was set back";
    note_figures("a wait after wrong passwords is not made longer by an hour back");
}

TEST_P(Clocks, ThatJumpWhileOrdersAreTakenLoseNothingAndCutNobodyOff) {
    const int jumps = by_effort(6, 40, 500);
    const auto shop = open_shop({{"TILL_TOKENS_MINUTES", "525600"}});
    shop->fill_shelves();
    const Guest idle = shop->new_guest();
    const std::vector<Guest> guests = new_guests(*shop, 8);
    const Api held = shop->with_token(idle.token);
    ASSERT_THAT(held.get("/me"), HasStatus(200));
    HttpClient slow(shop->process().port());
    slow.write("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + idle.token + "\r\n");
    Shoppers shoppers(*shop, guests, 130);
    const char* const offsets[] = {"-1h", "+2d", "+0"};
    for (int i = 0; i < jumps && !HasFailure(); ++i) {
        ASSERT_TRUE(shoppers.wait_for_orders(20));
        clock_.set(offsets[i % 3]);
        if (i == 2) {
            slow.write("\r\n");
            EXPECT_THAT(slow.read(), HasStatus(200)) << "time-outs are by the steady clock";
            EXPECT_THAT(held.get("/me"), HasStatus(200)) << "the same";
        }
    }
    ASSERT_TRUE(shoppers.wait_for_orders(20));
    shoppers.leave();
    EXPECT_EQ(shoppers.told().nothing, 0) << "a shopper got no answer";
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    // Keys are stored for 48 hours of the wall clock, which two days forward is.
    const Findings findings = shop->audit({.keys_are_kept = false});
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures(std::to_string(jumps) + " jumps (an hour back, two days forward, now): " + Tally(findings).text());
}

TILL_ON_BOTH_DATABASES(Clocks);

}  // namespace
}  // namespace till::test

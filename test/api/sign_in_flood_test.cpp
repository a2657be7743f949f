#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "support/shop_test.h"

namespace till::test {
namespace {

/// One thread for passwords that cost as much as those of a shop, and so many that may wait for it.
Settings dear_passwords(int queue) {
    return {{"TILL_PASSWORDS_THREADS", "1"},
            {"TILL_PASSWORDS_QUEUE", std::to_string(queue)},
            {"TILL_PASSWORDS_MEMORY_KILOBYTES", "19456"},
            {"TILL_PASSWORDS_PASSES", "2"}};
}

class FloodOfSignIns : public testing::TestWithParam<DatabaseKind> {};

TEST_P(FloodOfSignIns, IsTurnedAwayAndKeepsNobodyElseWaiting) {
    RunningShop shop(GetParam(), dear_passwords(2));
    std::atomic<int> turned_away{0};
    std::atomic<int> signed_in{0};
    std::atomic<bool> over{false};
    std::vector<std::thread> flood;
    for (int i = 0; i < 12; ++i) {
        flood.emplace_back([&] {
            const Api anyone = shop.anyone();
            while (!over) {
                const Response response =
                    anyone.post("/login", json::Object{{"username", admin_name}, {"password", good_password}});
                if (response.status == 200) {
                    ++signed_in;
                } else {
                    EXPECT_THAT(response, Refused(503, "overloaded"));
                    EXPECT_TRUE(response.header("Retry-After"));
                    ++turned_away;
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
            }
        });
    }
    const auto is_in_full_spate = [&] { return turned_away >= 20 && signed_in >= 3; };
    for (int asked = 0; asked < 50 || (asked < 100'000 && !is_in_full_spate()); ++asked) {
        EXPECT_THAT(shop.admin().get("/products"), HasStatus(200));
    }
    over = true;
    for (std::thread& thread : flood) thread.join();
    EXPECT_TRUE(is_in_full_spate());
}

TILL_ON_BOTH_DATABASES(FloodOfSignIns);

/// Behind a proxy that says whose each request is.
class CrowdedSignIn : public testing::TestWithParam<DatabaseKind> {
 protected:
    static Response sign_in_from(const Api& api, const std::string& address, const std::string& username,
                                 const std::string& password) {
        const json::Object credentials{{"username", username}, {"password", password}};
        return api.send("POST", "/login", json::serialize(credentials), {{"X-Forwarded-For", address}});
    }
    static std::string network(int number) {
        constexpr const char* digits = "0123456789abcdef";
        std::string text;
        for (int shift = 12; shift >= 0; shift -= 4) text += digits[number >> shift & 15];
        return "2001:db8:bad:" + text + "::1";
    }
};

TEST_P(CrowdedSignIn, FromAThousandNetworksOfOnePrefixKeepsNobodyElseOut) {
    Settings settings = dear_passwords(8);
    settings["TILL_SERVER_TRUSTED_PROXIES"] = "127.0.0.1";
    const RunningShop shop(GetParam(), settings);
    std::atomic<bool> over{false};
    std::atomic<int> next{0};
    std::atomic<int> guessed{0};
    std::atomic<int> turned_away{0};
    std::vector<std::thread> flood;
    for (int i = 0; i < 16; ++i) {
        flood.emplace_back([&] {
            const Api anyone = shop.anyone();
            while (!over) {
                const Response response = sign_in_from(anyone, network(next++ % 1214), admin_name, "a guess, a guess");
                ++(response.status == 401 ? guessed : turned_away);
            }
        });
    }
    while (guessed + turned_away < 64) std::this_thread::yield();
    const Api bystander = shop.anyone();
    for (int i = 0; i < 30; ++i) {
        const std::string elsewhere = "198." + std::to_string(18 + i) + ".100.7";
        EXPECT_THAT(sign_in_from(bystander, elsewhere, admin_name, good_password), HasStatus(200)) << elsewhere;
    }
    over = true;
    for (std::thread& thread : flood) thread.join();
    EXPECT_GT(turned_away, guessed) << "the prefix has to wait";
}

TEST_P(CrowdedSignIn, BehindOneAddressDoesNotPunishWhoWasThereBefore) {
    RunningShop shop(GetParam(), {{"TILL_SERVER_TRUSTED_PROXIES", "127.0.0.1"}});
    const std::string office = "192.0.2.10";
    const Api proxy = shop.anyone();
    const Shopper ada = shop.new_shopper();
    const Shopper newcomer = shop.new_shopper();
    EXPECT_THAT(sign_in_from(proxy, office, ada.username, good_password), HasStatus(200));
    Response response = sign_in_from(proxy, office, "somebody", "a guess, a guess");
    for (int i = 0; i < 20 && response.status == 401; ++i) {
        response = sign_in_from(proxy, office, "somebody", "a guess, a guess");
    }
    EXPECT_THAT(response, Refused(429, "sign-in-delayed"));
    EXPECT_THAT(sign_in_from(proxy, office, newcomer.username, good_password), Refused(429, "sign-in-delayed"));
    EXPECT_THAT(sign_in_from(proxy, office, ada.username, good_password), HasStatus(200));
}

TILL_ON_BOTH_DATABASES(CrowdedSignIn);

}  // namespace
}  // namespace till::test

#include <atomic>
#include <stdexcept>

#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

class CachingOwners : public ShopTest {};

/// A shopper with a product that no other shopper buys.
struct Owner {
    Shopper shopper;
    std::int64_t product;
    std::string order;  ///< its path
};

void require_own(bool holds, const Response& response) {
    if (!holds) throw std::runtime_error(testing::PrintToString(response));
}

/// Throws with the response that contains another shopper's data.
void look_at_own(const Api& api, const Owner& owner) {
    const std::string customer = std::to_string(owner.shopper.customer);
    const Response me = api.get("/me");
    require_own(me.at("id") == std::to_string(owner.shopper.account) && me.at("customer.id") == customer, me);
    const Response cart = api.get("/cart");
    for (const std::string& id : cart.each("items", "product_id"))
        require_own(id == std::to_string(owner.product), cart);
    const Response orders = api.get("/me/orders");
    for (const std::string& id : orders.each("items", "customer_id")) require_own(id == customer, orders);
    const Response order = api.get(owner.order);
    require_own(order.at("customer_id") == customer, order);
}

TEST_P(CachingOwners, NeverSeeWhatIsAnothers) {
    constexpr std::size_t owners_count = 6;
    constexpr std::size_t visits_count = 2 * owners_count;
    constexpr std::size_t turns = 40;
    std::vector<Owner> owners;
    for (std::size_t i = 0; i < owners_count; ++i) {
        Shopper shopper = shop().new_shopper();
        const std::int64_t product = shop().new_product("Own", "1.00", 100'000);
        const Response order = shopper.api.post("/orders", order_of(product, 1));
        owners.push_back({std::move(shopper), product, "/orders/" + order.at("id")});
    }
    std::atomic<int> hits{0};
    const auto visit = [&](std::size_t i) {
        const Owner& owner = owners[i % owners_count];
        const Api own = shop().with_token(owner.shopper.api.token());
        for (std::size_t turn = 0; turn < turns; ++turn) {
            if (turn % 4 == i % 3) {
                require_own(own.post("/cart/items", item_of(owner.product, 1)).status == 200, {});
                require_own(own.post("/orders", order_of(owner.product, 1)).status == 201, {});
            }
            look_at_own(own, owner);
            if (own.get("/me").header("X-Cache") == "hit") ++hits;
            const Response others = own.get(owners[(i + 1 + turn % (owners_count - 1)) % owners_count].order);
            require_own(others.status == 404, others);
        }
        return Response{.status = 200, .headers = {}, .body = ""};
    };
    for (const Response& visited : all_at_once(visits_count, visit)) EXPECT_EQ(visited.body, "");
    EXPECT_GT(hits, 50) << "what was never kept was never given to another";
}

// An admin who is a customer too, and what only an admin may see.
TEST_P(CachingOwners, WhoIsDemotedSeesNothingMoreOfWhatWasKept) {
    const Shopper other = shop().new_shopper();
    const std::int64_t product = shop().new_product("Tea", "1.00", 100);
    const std::string others_order = "/orders/" + other.api.post("/orders", order_of(product, 1)).at("id");
    const Shopper demoted = shop().new_shopper();
    const std::string account = "/accounts/" + std::to_string(demoted.account);
    const std::vector<std::string> for_admins{"/customers", "/accounts", account, "/orders",
                                              "/customers/" + std::to_string(other.customer)};
    for (int turn = 0; turn < 3; ++turn) {
        ASSERT_THAT(admin().patch(account, json::Object{{"role", "admin"}}), HasStatus(200));
        for (const std::string& path : for_admins) {
            EXPECT_THAT(demoted.api.get(path), HasStatus(200)) << path;
            EXPECT_EQ(demoted.api.get(path).header("X-Cache"), "hit") << path;
        }
        EXPECT_THAT(demoted.api.get(others_order), HasStatus(200));
        EXPECT_THAT(demoted.api.get(others_order + "/tracking"), HasStatus(200));
        EXPECT_EQ(demoted.api.get("/me").at("role"), "admin");
        ASSERT_THAT(admin().patch(account, json::Object{{"role", "customer"}}), HasStatus(200));
        for (const std::string& path : for_admins) {
            EXPECT_THAT(demoted.api.get(path), Refused(403, "forbidden")) << path;
        }
        EXPECT_THAT(demoted.api.get(others_order), Refused(404, "not-found"));
        EXPECT_THAT(demoted.api.get(others_order + "/tracking"), Refused(404, "not-found"));
        EXPECT_EQ(demoted.api.get("/me").at("role"), "customer");
        EXPECT_THAT(demoted.api.get("/cart"), HasStatus(200));
    }
}

TEST_P(CachingOwners, WhoIsRemovedSeesNothingMoreOfWhatWasKept) {
    const Shopper removed = shop().new_shopper();
    const Shopper forgotten = shop().new_shopper();
    for (const Shopper* const shopper : {&removed, &forgotten}) {
        for (const char* path : {"/me", "/cart", "/me/orders", "/products"}) {
            shopper->api.get(path);
            EXPECT_EQ(shopper->api.get(path).header("X-Cache"), "hit") << path;
        }
    }
    ASSERT_THAT(admin().del("/accounts/" + std::to_string(removed.account)), HasStatus(204));
    ASSERT_THAT(admin().del("/customers/" + std::to_string(forgotten.customer)), HasStatus(204));
    for (const Shopper* const shopper : {&removed, &forgotten}) {
        for (const char* path : {"/me", "/cart", "/me/orders", "/products"}) {
            EXPECT_THAT(shopper->api.get(path), Refused(401, "unauthorized")) << path;
        }
    }
}

TILL_SHOP_TEST(CachingOwners);

}  // namespace
}  // namespace till::test

#include <iterator>
#include <set>

#include <gmock/gmock.h>

#include "shop/catalogue/product.h"
#include "shop/inventory/stock.h"
#include "shop/kernel/caller.h"
#include "shop/orders/order.h"

namespace till {
namespace {

std::set<std::string_view> permissions_of(const Role& role) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < std::size(Names<Permission>::names); ++i) {
        const auto permission = static_cast<Permission>(i);
        if (Roles().allows(role, permission)) names.insert(name_of(permission));
    }
    return names;
}

TEST(AnAdmin, KeepsTheShopAndHasNoCart) {
    EXPECT_THAT(permissions_of(Role::admin),
                testing::UnorderedElementsAre("products:read", "products:write", "stock:read", "stock:write",
                                              "customers:read", "customers:write", "accounts:read", "accounts:write",
                                              "orders:place", "orders:read", "orders:write", "profile:read",
                                              "profile:write", "products:import", "products:export", "customers:import",
                                              "customers:export", "orders:import", "orders:export"));
}

TEST(ACustomer, BuysAndSeesNoOneElse) {
    EXPECT_THAT(permissions_of(Role::customer),
                testing::UnorderedElementsAre("products:read", "cart:use", "orders:place", "orders:read-own",
                                              "profile:read", "profile:write"));
}

TEST(ARole, ThatTheShopDoesNotKnowMayNothing) { EXPECT_THAT(permissions_of(Role("king")), testing::IsEmpty()); }

TEST(Roles, AreDefinedOnce) {
    Roles roles;
    Permissions clerk;
    clerk.set(static_cast<std::size_t>(Permission::stock_read));
    roles.define("clerk", clerk);
    EXPECT_TRUE(roles.knows("clerk"));
    EXPECT_EQ(roles.permissions_of("clerk"), clerk);
    EXPECT_THAT(roles.names(), testing::ElementsAre("admin", "customer", "clerk"));
    EXPECT_THROW(roles.define("admin", clerk), std::invalid_argument);
}

TEST(ACaller, MayWhatItsRoleMay) {
    const Caller admin{.account = 1, .role = Role::admin, .customer = std::nullopt};
    EXPECT_TRUE(admin.may(Permission::products_write, Roles()));
    EXPECT_FALSE(Caller{}.may(Permission::products_write, Roles())) << "nobody in particular is no admin";
}

template <class Enum>
void expect_names_lead_back() {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < std::size(Names<Enum>::names); ++i) {
        const auto value = static_cast<Enum>(i);
        EXPECT_EQ(from_name<Enum>(name_of(value)), value);
        EXPECT_TRUE(seen.insert(name_of(value)).second) << name_of(value) << " is named twice";
    }
}

TEST(Names, LeadBackToTheirValues) {
    expect_names_lead_back<Permission>();
    expect_names_lead_back<OrderStatus>();
    expect_names_lead_back<MovementReason>();
    expect_names_lead_back<ProductSort>();
}

TEST(Names, AreExact) {
    EXPECT_EQ(from_name<OrderStatus>("Shipped"), std::nullopt);
    EXPECT_EQ(from_name<OrderStatus>(""), std::nullopt);
    EXPECT_EQ(from_name<OrderStatus>("shipped "), std::nullopt);
}

TEST(Names, SayWhatTheyAreOf) {
    EXPECT_EQ(name_of(Permission::profile_read), "profile:read");
    EXPECT_EQ(name_of(OrderStatus::cancelled), "cancelled");
    EXPECT_EQ(name_of(MovementReason::correction), "correction");
    EXPECT_EQ(name_of(ProductSort::created_at_descending), "-created_at");
}

}  // namespace
}  // namespace till

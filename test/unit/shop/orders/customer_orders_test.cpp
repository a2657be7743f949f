#include "shop/orders/customer_orders.h"

#include "shop/customers/customer_service.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::InSequence;
using testing::Return;

class TheOrdersOfCustomers : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    CustomerOrders orders{repositories.orders};
    CustomerService customers{database, repositories.customers, clock};
    const Actor admin{.caller = test::admin(), .origin = {}};

    TheOrdersOfCustomers() {
        ON_CALL(repositories.customers, find_to_change(_, 7))
            .WillByDefault(Return(test::customer("ada@example.com", 7)));
        customers.add_observer(orders);
    }
};

TEST_F(TheOrdersOfCustomers, LoseWhatIsPersonalBeforeTheCustomerIsForgotten) {
    const InSequence order;
    EXPECT_CALL(repositories.orders, forget_customer(_, 7));
    EXPECT_CALL(repositories.customers, remove(_, testing::Field(&Customer::id, 7)));
    customers.remove(admin, 7, {});
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheOrdersOfCustomers, StayAsTheyAreWhereTheCustomerStays) {
    EXPECT_CALL(repositories.orders, forget_customer).Times(0);
    EXPECT_EQ(test::code_of([&] { customers.remove(admin, 7, ExpectedVersion({4})); }), "precondition-failed");
    customers.change(admin, 7, {}, [](CustomerDetails& details) { details.name = "Countess"; });
}

}  // namespace
}  // namespace till

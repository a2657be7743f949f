#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "shop/kernel/housekeeping_service.h"
#include "shop/orders/expired_keys.h"
#include "shop/orders/order_placement.h"
#include "support/migrated_database.h"
#include "support/refusals.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::IsEmpty;
using testing::SizeIs;

class IdempotencyRecords : public test::OnMigratedDatabase {
 public:
    AccountId add_account(const std::string& name) {
        return write([&](Transaction& transaction) { return accounts.add(transaction, test::account(name)); });
    }
    static IdempotencyRecord record_of(AccountId account, const std::string& key,
                                       Timestamp created_at = test::at("2026-11-21T08:30:00.123Z")) {
        return {
            .key = {account, key}, .request_hash = "hash", .order_id = 5, .response = "{}", .created_at = created_at};
    }
    void add(const std::vector<IdempotencyRecord>& records) {
        write([&](Transaction& transaction) { keys.add(transaction, records); });
    }
    std::vector<IdempotencyRecord> find(const std::vector<IdempotencyKey>& wanted) {
        return read([&](SqlSession& session) { return keys.find_all(session, wanted); });
    }
    Placement lamp_order(const std::string& key, std::int64_t quantity = 1) const {
        Placement placement{.customer = customer, .account = ada, .items = {{lamp, quantity}}};
        placement.shipping_address = "12 High Street";
        placement.idempotent_request =
            IdempotentRequest{.key = key, .request_hash = "hash", .response = [](const Order& order) {
                                  return *order.shipping_address + ", order " + std::to_string(order.id);
                              }};
        return placement;
    }
    OrderRepositories all() { return {orders, products, stock, carts, customers, keys}; }
    std::int64_t on_hand() {
        return read([&](SqlSession& session) { return stock.on_hand(session, {&lamp, 1}).at(lamp); });
    }

    const CustomerId customer = add_customer("ada@example.com");
    const AccountId ada = add_account("ada");
    const AccountId bob = add_account("bob");
    const ProductId lamp = add_product(test::product("Lamp"), 100);
    test::FixedClock clock;
};

TEST_P(IdempotencyRecords, AreGivenBackAsTheyWereKept) {
    const std::string longest(255, '~');
    IdempotencyRecord record = record_of(ada, longest);
    record.response = R"({"note":"Åbo 🏠\n"})";
    record.request_hash = std::string(64, 'f');
    add({record});
    const std::vector<IdempotencyRecord> found = find({record.key});
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].key, record.key);
    EXPECT_EQ(found[0].response, record.response);
    EXPECT_EQ(found[0].request_hash, record.request_hash);
    EXPECT_EQ(found[0].order_id, 5);
    EXPECT_EQ(found[0].created_at, record.created_at);
}

TEST_P(IdempotencyRecords, MayBeAsLongAsAnOrderCanBe) {
    IdempotencyRecord record = record_of(ada, "long");
    for (int line = 0; line < 1000; ++line) record.response += std::string(1'000, 'x');
    add({record});
    EXPECT_EQ(find({record.key}).at(0).response, record.response);
}

TEST_P(IdempotencyRecords, BelongToOneAccountAndOneKey) {
    add({record_of(ada, "a"), record_of(bob, "a"), record_of(ada, "A"), record_of(ada, "b")});
    EXPECT_THAT(find({{ada, "a"}}), SizeIs(1));
    EXPECT_THAT(find({{ada, "a"}, {bob, "b"}}), SizeIs(1));
    EXPECT_THAT(find({{ada, "a"}, {bob, "a"}, {ada, "A"}}), SizeIs(3));
    EXPECT_THAT(find({{bob, "A"}}), IsEmpty()) << "case counts";
    EXPECT_THAT(find({}), IsEmpty());
    EXPECT_THROW(add({record_of(bob, "a")}), database::UniqueViolation);
}

TEST_P(IdempotencyRecords, AreFoundForManyKeysAtOnce) {
    std::vector<IdempotencyRecord> many;
    std::vector<IdempotencyKey> wanted;
    for (int i = 0; i < 300; ++i) {
        many.push_back(record_of(i % 2 == 0 ? ada : bob, "key-" + std::to_string(i)));
        wanted.push_back(many.back().key);
    }
    add(many);
    for (const std::size_t count : {std::size_t{1}, std::size_t{3}, std::size_t{64}, std::size_t{300}}) {
        EXPECT_THAT(find({wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(count)}), SizeIs(count));
    }
}

TEST_P(IdempotencyRecords, GoWithTheirAccount) {
    add({record_of(ada, "a"), record_of(bob, "a")});
    write([&](Transaction& transaction) { transaction.execute("DELETE FROM accounts WHERE id = :id", ada); });
    EXPECT_THAT(find({{ada, "a"}, {bob, "a"}}), SizeIs(1));
    EXPECT_THROW(add({record_of(ada, "a")}), database::ReferenceViolation);
}

TEST_P(IdempotencyRecords, AreSweptWhenTheyAreOld) {
    const Timestamp now = test::at("2026-11-21T08:30:00Z");
    std::vector<IdempotencyRecord> records;
    for (int i = 0; i < 250; ++i) {
        records.push_back(record_of(ada, "old-" + std::to_string(i), now - std::chrono::hours(49)));
    }
    records.push_back(record_of(ada, "young", now - std::chrono::hours(47)));
    add(records);
    HousekeepingService housekeeping(*database);
    housekeeping.add(remove_expired_keys(keys));
    housekeeping.run(now);
    EXPECT_EQ(count("idempotency_keys"), 1);
    EXPECT_THAT(find({{ada, "young"}}), SizeIs(1));
}

TEST_P(IdempotencyRecords, GoWhenTheirCustomerIsForgotten) {
    OrderPlacement placement(*database, all(), clock, test::shop_settings());
    placement.place(lamp_order("a"));
    add({record_of(bob, "b")});
    EXPECT_EQ(count("idempotency_keys", "answer LIKE '%High Street%'"), 1);
    write([&](Transaction& transaction) { orders.forget_customer(transaction, customer); });
    EXPECT_EQ(count("idempotency_keys", "answer LIKE '%High Street%'"), 0);
    EXPECT_EQ(count("idempotency_keys"), 1);
}

TEST_P(IdempotencyRecords, AreKeptOnlyWithTheirOrder) {
    OrderPlacement placement(*database, all(), clock, test::shop_settings());
    EXPECT_EQ(test::code_of([&] { placement.place(lamp_order("a", 101)); }), "insufficient-stock");
    EXPECT_EQ(count("idempotency_keys"), 0);
    EXPECT_FALSE(placement.place(lamp_order("a", 100)).is_replay);
    EXPECT_EQ(count("idempotency_keys"), 1);
    EXPECT_EQ(count("orders"), 1);
}

TEST_P(IdempotencyRecords, OfTwoProgramsAtOnceAreOneOrder) {
    constexpr int rounds = 20;
    database::SqlDatabase other(options());
    OrderPlacement here(*database, all(), clock, test::shop_settings());
    OrderPlacement there(other, all(), clock, test::shop_settings());
    for (int round = 0; round < rounds; ++round) {
        std::vector<PlacedOrder> placed(8);
        std::latch ready(8);
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < placed.size(); ++i) {
            threads.emplace_back([&, i] {
                ready.arrive_and_wait();
                placed[i] = (i % 2 == 0 ? here : there).place(lamp_order("round " + std::to_string(round)));
            });
        }
        threads.clear();
        int first = 0;
        for (const PlacedOrder& order : placed) {
            EXPECT_EQ(order.id, placed[0].id);
            EXPECT_EQ(order.response, placed[0].response);
            first += order.is_replay ? 0 : 1;
        }
        EXPECT_EQ(first, 1);
    }
    EXPECT_EQ(count("orders"), rounds);
    EXPECT_EQ(on_hand(), 100 - rounds);
}

TILL_ON_BOTH_DATABASES(IdempotencyRecords);

}  // namespace
}  // namespace till

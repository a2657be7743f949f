#pragma once
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/database/read_trace.h"
#include "shop/kernel/topics.h"
#include "support/migrated_database.h"
#include "support/model_texts.h"

/// Every read of every repository, and every write. A new method of a repository is added to repository_methods.cpp;
/// the tests say so where it is missing.
namespace till {

using database::ReadTrace;
using database::SqlSession;
using database::Tag;
using database::Transaction;

/// Methods are named by the file that declares them: `product.find`.
struct Read {
    std::string method;
    std::string with;
    std::function<std::string(SqlSession&)> text;
};

struct Write {
    std::vector<std::string> methods;
    std::function<void(Transaction&)> work;
};

/// Writes of what no read returns.
const std::set<std::string>& unread_writes();

/// Reads for a write alone, whose results nobody caches.
const std::set<std::string>& reads_of_the_writer();

class InvalidationsOfRepositories : public test::OnMigratedDatabase {
 public:
    InvalidationsOfRepositories() {
        database::SqlDatabaseOptions announcing = options();
        announcing.committed = [this](std::span<const Tag> tags) { invalidated.insert(tags.begin(), tags.end()); };
        database = std::make_unique<database::SqlDatabase>(announcing);
        fill();
    }

    void fill() {
        Product with_all = test::product("Lamp");
        with_all.sku = "LAMP";
        with_all.category = "Light";
        lamp = add_product(with_all, 5);
        mug = add_product(test::product("Mug"), 0);
        ada = add_customer("ada@example.com");
        bob = add_customer("bob@example.com");
        account = write([&](Transaction& transaction) {
            Account adas = test::account("ada", Role::customer);
            adas.customer_id = ada;
            const AccountId id = accounts.add(transaction, adas);
            orders.add(transaction, std::vector<Order>{order_of(ada, "N-1")});
            put_into_cart(transaction, ada, mug, 1);
            return id;
        });
        for (const char* family : {"first", "second", "third"}) {
            last_session = write([&](Transaction& t) { return sessions.add(t, session_of(family)); });
        }
        order = read([](SqlSession& session) { return session.value<OrderId>("SELECT MAX(id) FROM orders").value(); });
        product_to_come = mug + 1;
    }

    Order order_of(CustomerId customer, std::string number) const {
        return {.number = std::move(number),
                .customer_id = customer,
                .placed_at = test::at("2026-01-01T00:00:00Z"),
                .currency = "USD",
                .total = test::money("10.00"),
                .items = {{.product_id = lamp, .name = "Lamp", .unit_price = test::money("10.00"), .quantity = 1}}};
    }

    SignInSession session_of(const std::string& family) const {
        return {.account_id = account,
                .family_hash = family,
                .token_hash = "token",
                .expires_at = test::at(family == "first" ? "2026-01-02T00:00:00Z" : "2026-01-31T00:00:00Z")};
    }

    std::vector<Read> reads();
    /// As an image of the shop; "" is none.
    void show_image(Transaction& t, ProductId id, const std::string& name) {
        const Product before = products.find(t, id).value();
        Product after = before;
        after.image_url = std::nullopt;
        if (!name.empty()) {
            images.put(t, {.name = name, .small = "s", .medium = "m", .large = "l"});
            EXPECT_TRUE(images.hold(t, name));
            after.image_url = image_path(name, ImageSize::medium);
        }
        products.update(t, before, after);
    }

    const std::string lamps_image = std::string(32, '1');
    const std::string mugs_image = std::string(32, '2');

    /// In this order, each on what those before it have left.
    std::vector<Write> writes();

    struct Seen {
        std::string text;
        std::vector<Tag> tags;
    };
    std::vector<Seen> see(const std::vector<Read>& reads) {
        std::vector<Seen> seen;
        for (const Read& one : reads) {
            const ReadTrace trace;
            std::string text = read(one.text);
            seen.push_back({std::move(text), trace.tags()});
        }
        return seen;
    }

    std::set<Tag> invalidated;
    ProductId lamp = 0;
    ProductId mug = 0;
    ProductId product_to_come = 0;
    CustomerId ada = 0;
    CustomerId bob = 0;
    AccountId account = 0;
    OrderId order = 0;
    SessionId last_session = 0;  ///< of three of the account's, the first of which expires earlier
};

}  // namespace till

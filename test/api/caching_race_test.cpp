#include <algorithm>
#include <atomic>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "support/shop_test.h"

namespace till::test {
namespace {

/// A figure of the store that only grows, and what a write that has returned has made of it.
class Growing {
 public:
    std::int64_t returned() const { return value_; }
    void has_returned(std::int64_t value) { value_ = value; }

 private:
    std::atomic<std::int64_t> value_{0};
};

/// Makes the figure grow to `value`; throws where that is refused.
struct Writing {
    std::string name;
    std::function<void(const Api& admin, std::int64_t value)> write;
    int times;
    std::shared_ptr<Growing> figure = std::make_shared<Growing>();
};

/// A place where the figure can be read.
struct Reading {
    std::string path;
    std::function<std::int64_t(const Answer&)> seen;
    std::shared_ptr<Growing> figure;
    std::string token;
};

/// What has been seen; counted from several threads.
struct Tally {
    std::atomic<int> reads{0};
    std::atomic<int> hits{0};
    std::mutex mutex;
    std::vector<std::string> faults;

    void blame(std::string fault) {
        const std::lock_guard lock(mutex);
        faults.push_back(std::move(fault));
    }
    std::string first_faults() {
        const std::lock_guard lock(mutex);
        std::string text;
        for (std::size_t i = 0; i < std::min<std::size_t>(faults.size(), 10); ++i) text += faults[i] + '\n';
        return text;
    }
};

void must(const Answer& answer, int status) {
    if (answer.status != status) throw std::runtime_error(testing::PrintToString(answer));
}

/// The number at the end of a text: "Customer 17".
std::int64_t last_number(const std::string& text) {
    const auto begin = text.find_last_not_of("0123456789") + 1;
    return begin < text.size() ? std::stoll(text.substr(begin)) : -1;
}

std::string price_of(std::int64_t cents) {
    const std::string digits = std::to_string(1000 + cents);
    return digits.substr(0, digits.size() - 2) + '.' + digits.substr(digits.size() - 2);
}

std::int64_t cents_of(std::string price) {
    price.erase(price.find('.'), 1);
    return std::stoll(price) - 1000;
}

using Cell = std::function<std::int64_t(const std::string&)>;
using Reader = std::function<std::int64_t(const Answer&)>;

/// A member of the answer.
Reader member(const std::string& path, const Cell& cell) {
    return [=](const Answer& answer) { return cell(answer.at(path)); };
}

/// A member of that item of a list whose member `key` has the value; -1 where it is not there.
Reader member_of_item(const std::string& list, const std::string& key, std::int64_t value, const std::string& name,
                      const Cell& cell) {
    return [=](const Answer& answer) -> std::int64_t {
        const std::vector<std::string> keys = answer.each(list, key);
        const auto found = std::find(keys.begin(), keys.end(), std::to_string(value));
        if (found == keys.end()) return -1;
        return cell(answer.each(list, name)[static_cast<std::size_t>(found - keys.begin())]);
    };
}

std::int64_t number_of(const std::string& text) { return std::stoll(text); }

/// A shop in which several figures grow, each by a writer of its own, and the places where they are shown.
class Race {
 public:
    explicit Race(RunningShop& shop)
        : shop_(shop),
          shopper_(shop.new_shopper()),
          buyer_(shop.new_shopper()),
          priced_(shop.new_product({{"name", "Priced"}, {"price", "10.00"}, {"category", "Race"}, {"stock", 3}})),
          stocked_(shop.new_product({{"name", "Stocked"}, {"price", "1.00"}, {"category", "Race"}, {"stock", 0}})),
          sold_(shop.new_product({{"name", "Sold"}, {"price", "1.00"}, {"category", "Race"}, {"stock", pieces}})) {
        must(shopper_.api.post("/cart/items", item_of(priced_, 1)), 200);
        must(shopper_.api.post("/cart/items", item_of(stocked_, 1)), 200);
        add_prices();
        add_stock();
        add_orders();
        add_cart();
        add_customer();
        add_account();
        add_categories();
    }

    const std::vector<Writing>& writings() const { return writings_; }
    const std::vector<Reading>& readings() const { return readings_; }

 private:
    static constexpr std::int64_t pieces = 100'000;
    static constexpr int times = 120;

    std::shared_ptr<Growing> grows(const std::string& name,
                                   std::function<void(const Api& admin, std::int64_t value)> write) {
        writings_.push_back({.name = name, .write = std::move(write), .times = times});
        return writings_.back().figure;
    }
    void shown(const std::shared_ptr<Growing>& figure, const std::string& token, const std::string& path,
               Reader reader) {
        readings_.push_back({.path = path, .seen = std::move(reader), .figure = figure, .token = token});
    }
    const std::string& admin() const { return shop_.admin().token(); }
    static std::string path_of(std::int64_t product) { return "/products/" + std::to_string(product); }
    /// Everywhere that a product is shown, by whom.
    void shown_of_product(const std::shared_ptr<Growing>& figure, std::int64_t product, const std::string& name,
                          const std::string& word, const Cell& cell) {
        const Reader in_list = member_of_item("items", "id", product, name, cell);
        shown(figure, admin(), path_of(product), member(name, cell));
        shown(figure, buyer_.api.token(), path_of(product), member(name, cell));
        for (const std::string& query : {std::string("?per_page=100"), "?per_page=100&search=" + word,
                                         std::string("?category=Race&sort=-price&per_page=100"),
                                         std::string("?min_price=0.50&sort=name&per_page=100")}) {
            shown(figure, buyer_.api.token(), "/products" + query, in_list);
        }
    }

    void add_prices() {
        const auto figure = grows("price", [this](const Api& api, std::int64_t value) {
            must(api.patch(path_of(priced_), json::Object{{"price", price_of(value)}}), 200);
        });
        shown_of_product(figure, priced_, "price", "priced", cents_of);
        shown(figure, shopper_.api.token(), "/cart",
              member_of_item("items", "product_id", priced_, "unit_price", cents_of));
    }

    void add_stock() {
        const auto figure = grows("stock", [this](const Api& api, std::int64_t) {
            must(api.post(path_of(stocked_) + "/stock-movements", json::Object{{"change", 1}, {"reason", "received"}}),
                 201);
        });
        shown_of_product(figure, stocked_, "stock", "stocked", number_of);
        shown(figure, shopper_.api.token(), "/cart",
              member_of_item("items", "product_id", stocked_, "available", number_of));
        const auto movements = [](const std::string& total) { return number_of(total) - 1; };  // without the initial
        shown(figure, admin(), path_of(stocked_) + "/stock-movements?per_page=1", member("total", movements));
    }

    void add_orders() {
        const auto figure = grows("orders", [this](const Api&, std::int64_t) {
            must(shop_.with_token(buyer_.api.token()).post("/orders", order_of(sold_, 1)), 201);
        });
        shown(figure, buyer_.api.token(), "/me/orders", member("total", number_of));
        shown(figure, buyer_.api.token(), "/me/orders?per_page=1", member("total", number_of));
        shown(figure, admin(), "/orders", member("total", number_of));
        shown(figure, admin(), "/orders?status=pending&per_page=3", member("total", number_of));
        shown(figure, admin(), "/orders?customer_id=" + std::to_string(buyer_.customer), member("total", number_of));
        const auto sold = [](const std::string& stock) { return pieces - number_of(stock); };
        shown_of_product(figure, sold_, "stock", "sold", sold);
    }

    void add_cart() {
        const auto figure = grows("cart", [this](const Api&, std::int64_t value) {
            must(shop_.with_token(shopper_.api.token())
                     .put("/cart/items/" + std::to_string(stocked_), json::Object{{"quantity", value}}),
                 200);
        });
        shown(figure, shopper_.api.token(), "/cart",
              member_of_item("items", "product_id", stocked_, "quantity", number_of));
        shown(figure, shopper_.api.token(), "/cart", member("item_count", number_of));
    }

    void add_customer() {
        const std::string path = "/customers/" + std::to_string(shopper_.customer);
        const std::string account = "/accounts/" + std::to_string(shopper_.account);
        const auto figure = grows("customer", [path](const Api& api, std::int64_t value) {
            must(api.patch(path, json::Object{{"name", "Racer " + std::to_string(value)}}), 200);
        });
        shown(figure, admin(), path, member("name", last_number));
        shown(figure, admin(), account, member("customer.name", last_number));
        shown(figure, shopper_.api.token(), "/me", member("customer.name", last_number));
        for (const char* query : {"?per_page=100", "?search=example.com&per_page=100", "?search=racer"}) {
            shown(figure, admin(), std::string("/customers") + query, [this](const Answer& answer) {
                const auto in_list = member_of_item("items", "id", shopper_.customer, "name", last_number);
                return std::max<std::int64_t>(0, in_list(answer));  // not yet a racer
            });
        }
        shown(figure, admin(), "/accounts?search=shopper&per_page=100", [this](const Answer& answer) {
            const std::vector<std::string> ids = answer.each("items", "id");
            const auto found = std::find(ids.begin(), ids.end(), std::to_string(shopper_.account));
            return last_number(answer.at("items." + std::to_string(found - ids.begin()) + ".customer.name"));
        });
    }

    void add_account() {
        const std::string path = "/accounts/" + std::to_string(buyer_.account);
        const auto figure = grows("account", [path](const Api& api, std::int64_t value) {
            must(api.patch(path, json::Object{{"username", "racer" + std::to_string(value)}}), 200);
        });
        const Cell changes = [](const std::string& version) { return number_of(version) - 1; };
        shown(figure, admin(), path, member("version", changes));
        shown(figure, buyer_.api.token(), "/me", member("version", changes));
        shown(figure, admin(), "/accounts?per_page=100",
              member_of_item("items", "id", buyer_.account, "version", changes));
    }

    void add_categories() {
        const auto figure = grows("category", [](const Api& api, std::int64_t) {
            must(api.post("/products", json::Object{{"name", "New"}, {"price", "0.10"}, {"category", "Growing"}}), 201);
        });
        const Reader count = [](const Answer& answer) {
            const auto begin = answer.body.find(R"({"name":"Growing","product_count":)");
            return begin == std::string::npos ? 0
                                              : number_of(answer.body.substr(answer.body.find("count\":", begin) + 7));
        };
        shown(figure, buyer_.api.token(), "/categories", count);
        shown(figure, buyer_.api.token(), "/products?category=Growing&per_page=1", member("total", number_of));
        shown(figure, admin(), "/products?max_price=0.20&per_page=1", member("total", number_of));
        shown(figure, admin(), "/products?search=new&per_page=1", member("total", number_of));
    }

    RunningShop& shop_;
    const Shopper shopper_;
    const Shopper buyer_;
    const std::int64_t priced_;
    const std::int64_t stocked_;
    const std::int64_t sold_;
    std::vector<Writing> writings_;
    std::vector<Reading> readings_;
};

void read_once(const Api& api, const Reading& reading, Tally& tally) {
    const std::int64_t returned = reading.figure->returned();
    const Answer answer = api.get(reading.path);
    ++tally.reads;
    if (answer.header("X-Cache") == "hit") ++tally.hits;
    if (answer.status != 200) return tally.blame(reading.path + ": " + testing::PrintToString(answer));
    const std::int64_t seen = reading.seen(answer);
    if (seen < returned) {
        tally.blame(reading.path + " showed " + std::to_string(seen) + " after a write of " + std::to_string(returned) +
                    " had returned, X-Cache: " + answer.header("X-Cache").value_or("(none)"));
    }
}

// Threads that throw end the test and not the program.
template <class Work>
std::jthread started(Tally& tally, Work work) {
    return std::jthread([&tally, work = std::move(work)] {
        try {
            work();
        } catch (const std::exception& error) {
            tally.blame(error.what());
        }
    });
}

class CachingRace : public testing::TestWithParam<DatabaseKind> {};

TEST_P(CachingRace, NeverShowsWhatIsOlderThanAWriteThatHasReturned) {
    RunningShop shop(GetParam());
    const Race race(shop);
    Tally tally;
    std::atomic<std::size_t> writing = race.writings().size();
    {
        std::vector<std::jthread> threads;
        for (const Writing& task : race.writings()) {
            threads.push_back(started(tally, [&shop, &task, &writing] {
                const Api api = shop.with_token(shop.admin().token());
                try {
                    for (int value = 1; value <= task.times; ++value) {
                        task.write(api, value);
                        task.figure->has_returned(value);
                    }
                } catch (...) {
                    --writing;
                    throw;
                }
                --writing;
            }));
        }
        for (std::size_t reader = 0; reader < 6; ++reader) {
            threads.push_back(started(tally, [&, reader] {
                // One connection for each account, over which everything that it sees is asked, again and again. Two
                // go the same way, so that they ask for the same at the same time.
                std::map<std::string, Api> apis;
                const std::vector<Reading>& readings = race.readings();
                bool last = false;
                for (std::size_t i = reader / 2 * 14; !last; i += readings.size()) {
                    last = writing == 0;
                    for (std::size_t j = 0; j < readings.size(); ++j) {
                        const Reading& reading = readings[(i + j) % readings.size()];
                        const auto api = apis.try_emplace(reading.token, shop.with_token(reading.token)).first;
                        read_once(api->second, reading, tally);
                    }
                }
            }));
        }
    }
    EXPECT_EQ(tally.faults.size(), 0U) << tally.first_faults();
    EXPECT_GT(tally.hits, 100) << "what was never kept was never stale";
    EXPECT_GT(tally.reads - tally.hits, 100);
    std::cout << race.writings().size() << " figures in " << race.readings().size() << " places: " << tally.reads
              << " reads, " << tally.hits << " of them hits\n";
    RecordProperty("reads", tally.reads);
    RecordProperty("hits", tally.hits);
}

/// What must never be seen in a shopper's own answers.
std::string fault_in_own(const Shopper& shopper, std::int64_t product, const Answer& me, const Answer& cart,
                         const Answer& orders) {
    if (me.at("id") != std::to_string(shopper.account)) return "another account: " + me.body;
    if (me.at("customer.id") != std::to_string(shopper.customer)) return "another customer: " + me.body;
    for (const std::string& id : cart.each("items", "product_id")) {
        if (id != std::to_string(product)) return "another cart: " + cart.body;
    }
    for (const std::string& id : orders.each("items", "customer_id")) {
        if (id != std::to_string(shopper.customer)) return "another one's orders: " + orders.body;
    }
    return "";
}

TEST_P(CachingRace, NeverShowsAnAccountWhatIsAnothers) {
    constexpr std::size_t shoppers_count = 6;
    constexpr int rounds = 40;
    RunningShop shop(GetParam());
    std::vector<Shopper> shoppers;
    std::vector<std::int64_t> products;
    std::vector<std::string> orders;
    for (std::size_t i = 0; i < shoppers_count; ++i) {
        shoppers.push_back(shop.new_shopper());
        products.push_back(shop.new_product("Own " + std::to_string(i), "1.00", 100'000));
        orders.push_back("/orders/" + shoppers[i].api.post("/orders", order_of(products[i], 1)).at("id"));
    }
    Tally tally;
    const auto visit = [&](std::size_t i, int round) {
        const Api own = shop.with_token(shoppers[i].api.token());
        for (int turn = 0; turn < rounds; ++turn) {
            if (turn % 4 == round) {
                must(own.post("/cart/items", item_of(products[i], 1)), 200);
                must(own.post("/orders", order_of(products[i], 1)), 201);
            }
            const Answer me = own.get("/me");
            const Answer own_order = own.get(orders[i]);
            for (const Answer& answer : {me, own_order}) {
                ++tally.reads;
                if (answer.header("X-Cache") == "hit") ++tally.hits;
            }
            const std::string fault =
                fault_in_own(shoppers[i], products[i], me, own.get("/cart"), own.get("/me/orders"));
            if (!fault.empty()) tally.blame(fault);
            if (own_order.at("customer_id") != std::to_string(shoppers[i].customer)) tally.blame(own_order.body);
            const Answer others_order = own.get(orders[(i + 1 + static_cast<std::size_t>(turn) % 5) % orders.size()]);
            if (others_order.status != 404) tally.blame(orders[i] + ": " + others_order.body);
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < shoppers_count; ++i) {
            for (const int round : {0, 2}) threads.push_back(started(tally, [&, i, round] { visit(i, round); }));
        }
    }
    EXPECT_EQ(tally.faults.size(), 0U) << tally.first_faults();
    EXPECT_GT(tally.hits, 50);
}

TILL_ON_BOTH_DATABASES(CachingRace);

}  // namespace
}  // namespace till::test

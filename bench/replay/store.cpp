#include "replay/store.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include "common/percentile.h"
#include "platform/console/progress.h"
#include "replay/money.h"
#include "replay/responses.h"

namespace till::replay {

namespace json = boost::json;

namespace {

constexpr int page_size = 100;

Call post(std::string path, const json::object& body) { return {"POST", std::move(path), json::serialize(body)}; }

Call page_of(const std::string& path, std::int64_t page) {
    return {"GET", fmt::format("{}?page={}&per_page={}", path, page, page_size), ""};
}

void add_order(Sums& sums, const json::value& order) {
    ++sums.orders;
    sums.revenue_pence += pence_in(order, "total");
    for (const json::value& item : array_in(order, "items")) {
        ++sums.lines;
        sums.units += integer_in(item, "quantity");
    }
}

}  // namespace

void Store::fill() {
    const json::value orders = expect(client_.one(page_of("/orders", 1)), 200, "reading the orders");
    if (integer_in(orders, "total") != 0) {
        throw std::runtime_error("the store has orders already; replay needs one without any");
    }
    product_ids_ = make("Listings", sales_.listings.size(), [this](std::size_t i) {
        const Listing& listing = sales_.listings[i];
        return post("/products", {{"name", listing.name},
                                  {"sku", listing.sku},
                                  {"price", format_pence(listing.price_pence)},
                                  {"stock", listing.units_sold}});
    });
    customer_ids_ = make("Customers", sales_.customers.size(), [this](std::size_t i) {
        const std::string& customer = sales_.customers[i];
        return post("/customers",
                    {{"name", "Customer " + customer}, {"email", fmt::format("customer-{}@example.com", customer)}});
    });
}

std::vector<std::int64_t> Store::make(const std::string& title, std::size_t count,
                                      const std::function<Call(std::size_t)>& call) {
    std::vector<std::int64_t> ids(count);
    ProgressBar progress(title, count);
    std::size_t done = 0;
    client_.each(count, call, [&](std::size_t i, const Response& response) {
        if (response.status == 409) {
            throw std::runtime_error(fmt::format("the store holds {} already; replay needs one without it: {}",
                                                 call(i).body, code_of(response)));
        }
        ids[i] = integer_in(expect(response, 201, call(i).body), "id");
        progress.show(++done);
    });
    return ids;
}

Placed Store::place_orders() {
    Placed placed;
    std::vector<double> latencies_s;
    std::vector<std::string> responses;
    {
        ProgressBar progress("Orders", sales_.orders.size());
        const auto begun = std::chrono::steady_clock::now();
        client_.each(
            sales_.orders.size(),
            [this](std::size_t i) {
                const Order& order = sales_.orders[i];
                json::array items;
                for (const Line& line : order.lines) {
                    items.push_back({{"product_id", product_ids_[line.listing]}, {"quantity", line.quantity}});
                }
                return post("/orders", {{"customer_id", customer_ids_[order.customer]}, {"items", std::move(items)}});
            },
            [&](std::size_t, Response response) {
                latencies_s.push_back(response.seconds);
                progress.show(latencies_s.size());
                if (response.status == 201) {
                    responses.push_back(std::move(response.body));
                } else {
                    ++placed.refused[code_of(response)];
                }
            });
        placed.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    }
    placed.p50_ms = bench::percentile(latencies_s, 0.5) * 1000;
    placed.p99_ms = bench::percentile(latencies_s, 0.99) * 1000;
    for (const std::string& response : responses) add_order(placed.sums, expect({201, response}, 201, "an order"));
    return placed;
}

ReadBack Store::read_orders() {
    ReadBack result;
    const json::value first = expect(client_.one(page_of("/orders", 1)), 200, "reading the orders");
    add_page(result, first);
    const auto pages = static_cast<std::size_t>(std::max<std::int64_t>(1, integer_in(first, "pages")));
    ProgressBar progress("Reading the orders", pages);
    std::size_t done = 1;
    client_.each(
        pages - 1, [](std::size_t i) { return page_of("/orders", static_cast<std::int64_t>(i) + 2); },
        [&](std::size_t, const Response& response) {
            add_page(result, expect(response, 200, "reading the orders"));
            progress.show(++done);
        });

    for (std::size_t i = 0; i < product_ids_.size(); ++i) {
        if (ordered_[product_ids_[i]].units != sales_.listings[i].units_sold) ++result.products_wrong;
    }
    return result;
}

void Store::add_page(ReadBack& read_back, const json::value& orders) {
    for (const json::value& order : array_in(orders, "items")) {
        add_order(read_back.sums, order);
        for (const json::value& item : array_in(order, "items")) {
            Ordered& ordered = ordered_[integer_in(item, "product_id")];
            ++ordered.lines;
            ordered.units += integer_in(item, "quantity");
        }
    }
}

Ledger Store::check_ledger() {
    const std::vector<Movements> movements = read_movements();
    const std::vector<std::int64_t> stock = read_stock();
    Ledger ledger;
    for (std::size_t i = 0; i < product_ids_.size(); ++i) {
        ++ledger.listings;
        ledger.movements += movements[i].entries;
        // A ledger begins with a listing's initial stock and continues with an entry for each line of an order.
        const Ordered& ordered = ordered_[product_ids_[i]];
        const std::int64_t left = sales_.listings[i].units_sold - ordered.units;
        const bool good = movements[i].sum == stock[i] && stock[i] == left && movements[i].entries == 1 + ordered.lines;
        if (!good) ++ledger.mismatches;
    }
    return ledger;
}

std::vector<Store::Movements> Store::read_movements() {
    const std::size_t count = product_ids_.size();
    std::vector<Movements> movements(count);
    std::vector<std::pair<std::size_t, std::int64_t>> further;  // listing and page
    const auto page_call = [this](std::size_t listing, std::int64_t page) {
        return page_of(fmt::format("/products/{}/stock-movements", product_ids_[listing]), page);
    };
    const auto add = [&](std::size_t listing, const json::value& page) {
        for (const json::value& movement : array_in(page, "items")) {
            ++movements[listing].entries;
            movements[listing].sum += integer_in(movement, "change");
        }
    };
    ProgressBar progress("Reading the ledger", count);
    std::size_t done = 0;
    client_.each(
        count, [&](std::size_t i) { return page_call(i, 1); },
        [&](std::size_t i, const Response& response) {
            const json::value first = expect(response, 200, "reading a ledger");
            add(i, first);
            for (std::int64_t page = 2; page <= integer_in(first, "pages"); ++page) further.emplace_back(i, page);
            progress.show(++done);
        });
    client_.each(
        further.size(), [&](std::size_t i) { return page_call(further[i].first, further[i].second); },
        [&](std::size_t i, const Response& response) {
            add(further[i].first, expect(response, 200, "reading a ledger"));
        });
    return movements;
}

std::vector<std::int64_t> Store::read_stock() {
    std::vector<std::int64_t> stock(product_ids_.size());
    ProgressBar progress("Reading the stock", stock.size());
    std::size_t done = 0;
    client_.each(
        stock.size(),
        [&](std::size_t i) {
            return Call{"GET", fmt::format("/products/{}", product_ids_[i]), ""};
        },
        [&](std::size_t i, const Response& response) {
            stock[i] = integer_in(expect(response, 200, "reading a product"), "stock");
            progress.show(++done);
        });
    return stock;
}

}  // namespace till::replay

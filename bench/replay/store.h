#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include <boost/json/value.hpp>

#include "replay/client.h"
#include "replay/sales.h"

namespace till::replay {

struct Placed {
    Sums sums;
    double seconds = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    std::map<std::string, std::int64_t> refused;  ///< by code
};

struct ReadBack {
    Sums sums;
    std::int64_t products_wrong = 0;  ///< products of which another number of units was ordered than was sold
};

struct Ledger {
    std::int64_t listings = 0;
    std::int64_t movements = 0;
    std::int64_t mismatches = 0;  ///< listings whose entries are not what was put in and what was ordered
};

/// The shop behind its API, filled with recorded sales. The steps are called once each, in this order, on a shop
/// without orders; each throws std::runtime_error for a wrong response.
class Store {
 public:
    Store(Client& client, const Sales& sales) : client_(client), sales_(sales) {}

    /// Makes every listing, with as many units as were sold of it, and every customer.
    void fill();
    Placed place_orders();
    ReadBack read_orders();
    Ledger check_ledger();

 private:
    struct Ordered {
        std::int64_t units = 0;
        std::int64_t lines = 0;
    };

    struct Movements {
        std::int64_t entries = 0;
        std::int64_t sum = 0;
    };

    void add_page(ReadBack& read_back, const boost::json::value& orders);
    std::vector<std::int64_t> make(const std::string& title, std::size_t count,
                                   const std::function<Call(std::size_t)>& call);
    std::vector<Movements> read_movements();
    std::vector<std::int64_t> read_stock();

    Client& client_;
    const Sales& sales_;
    std::vector<std::int64_t> product_ids_;
    std::vector<std::int64_t> customer_ids_;
    std::unordered_map<std::int64_t, Ordered> ordered_;  ///< by product, as read back
};

}  // namespace till::replay

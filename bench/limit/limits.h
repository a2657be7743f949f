#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "limit/rows.h"

namespace till::limit {

struct MariadbAddress {
    std::string database = "till";
    std::string socket;
    std::string password_file;
};

/// One unit of work in a loop, by one thread; says how many orders it has done.
using Work = std::function<std::uint64_t()>;

/// Makes the work of one thread, which has a connection of its own. It is called and used by that thread alone.
using Worker = std::function<Work(std::size_t thread)>;

/// Writes `group` orders in one durable transaction: for each the order, its lines, the guarded updates of the stock,
/// the ledger and the event, in the tables of a shop.
Worker sqlite_orders(const std::string& database, const Range& products, std::size_t group);

/// The same, one transaction an order.
Worker mariadb_orders(const MariadbAddress& address, const Range& products);

/// Reads an order and its lines.
Worker sqlite_reads(const std::string& database, const Range& orders);
Worker mariadb_reads(const MariadbAddress& address, const Range& orders);

}  // namespace till::limit

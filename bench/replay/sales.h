#pragma once
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace till::replay {

/// Rows that became no order, each counted for the first of these reasons that holds.
struct LeftOut {
    std::int64_t cancelled = 0;
    std::int64_t no_customer = 0;
    std::int64_t not_positive = 0;
    std::int64_t not_whole_pence = 0;
};

/// What was sold under one stock code at one price.
struct Listing {
    std::string sku;
    std::string name;
    std::int64_t price_pence = 0;
    std::int64_t units_sold = 0;
};

struct Line {
    std::size_t listing = 0;
    std::int64_t quantity = 0;
};

struct Order {
    std::string number;
    std::size_t customer = 0;
    std::vector<Line> lines;  ///< one a listing
};

struct Sums {
    std::int64_t orders = 0;
    std::int64_t lines = 0;
    std::int64_t units = 0;
    std::int64_t revenue_pence = 0;

    bool operator==(const Sums&) const = default;
};

/// What a shop sold, in the order in which it did; orders refer to listings and customers by index.
struct Sales {
    LeftOut left_out;
    std::vector<Listing> listings;
    std::vector<std::string> customers;
    std::vector<Order> orders;

    Sums sums() const;
};

/// Reads invoice lines with the columns InvoiceNo, StockCode, Description, Quantity, InvoiceDate (it begins with
/// YYYY-MM-DD), UnitPrice and CustomerID, up to the day `until` (YYYY-MM-DD; empty: all). Throws std::runtime_error
/// with the line for what it cannot read.
Sales read_sales(std::istream& invoice_lines, const std::string& until);

}  // namespace till::replay

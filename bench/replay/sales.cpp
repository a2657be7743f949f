#include "replay/sales.h"

#include <algorithm>
#include <istream>
#include <stdexcept>
#include <unordered_map>

#include <spdlog/fmt/fmt.h>

#include "platform/csv/csv.h"
#include "platform/text/trim.h"
#include "replay/money.h"

namespace till::replay {
namespace {

/// One invoice line as it was recorded.
struct Row {
    std::size_t line;
    std::string_view invoice, stock_code, description, quantity, date, price, customer;
};

/// Numbers of a spreadsheet come as 17850.0.
std::string_view without_fraction(std::string_view number) {
    return number.ends_with(".0") ? number.substr(0, number.size() - 2) : number;
}

Decimal number(const Row& row, std::string_view name, std::string_view text) {
    const auto decimal = parse_decimal(text);
    if (!decimal) throw std::runtime_error(fmt::format("line {}: {} is no number: {}", row.line, name, text));
    return *decimal;
}

std::string_view day_of(const Row& row) {
    const std::string_view day = row.date.substr(0, 10);
    if (day.size() < 10 || day[4] != '-' || day[7] != '-') {
        throw std::runtime_error(fmt::format("line {}: InvoiceDate does not begin with YYYY-MM-DD", row.line));
    }
    return day;
}

/// The place of `name` in a list, where it is put if it is new.
class Index {
 public:
    std::pair<std::size_t, bool> place(const std::string& name) {
        const auto [entry, added] = places_.try_emplace(name, places_.size());
        return {entry->second, added};
    }

 private:
    std::unordered_map<std::string, std::size_t> places_;
};

class Collector {
 public:
    void add(const Row& row) {
        if (row.invoice.starts_with('C')) {
            ++sales_.left_out.cancelled;
            return;
        }
        if (row.customer.empty()) {
            ++sales_.left_out.no_customer;
            return;
        }
        const Decimal quantity = number(row, "Quantity", row.quantity);
        const Decimal price = number(row, "UnitPrice", row.price);
        if (!quantity.positive() || !price.positive()) {
            ++sales_.left_out.not_positive;
            return;
        }
        if (!price.whole_pence) {
            ++sales_.left_out.not_whole_pence;
            return;
        }
        if (quantity.pence % 100 != 0 || !quantity.whole_pence) {
            throw std::runtime_error(fmt::format("line {}: part of a unit was sold: {}", row.line, row.quantity));
        }
        add_line(row, price.pence, quantity.pence / 100);
    }

    Sales finish() { return std::move(sales_); }

 private:
    void add_line(const Row& row, std::int64_t price_pence, std::int64_t quantity) {
        const std::size_t listing = listing_of(row, price_pence);
        Order& order = order_of(row);
        sales_.listings[listing].units_sold += quantity;
        const auto line = std::find_if(order.lines.begin(), order.lines.end(),
                                       [&](const Line& one) { return one.listing == listing; });
        if (line == order.lines.end()) {
            order.lines.push_back({listing, quantity});
        } else {
            line->quantity += quantity;
        }
    }

    std::size_t listing_of(const Row& row, std::int64_t price_pence) {
        const std::string sku = fmt::format("{}@{}", row.stock_code, format_pence(price_pence));
        const auto [place, added] = listings_.place(sku);
        if (added) sales_.listings.push_back({sku, "", price_pence, 0});
        std::string& name = sales_.listings[place].name;
        if (name.empty()) name = trimmed(row.description);
        return place;
    }

    Order& order_of(const Row& row) {
        const std::string customer(without_fraction(row.customer));
        const auto [who, new_customer] = customers_.place(customer);
        if (new_customer) sales_.customers.push_back(customer);
        const auto [place, added] = orders_.place(std::string(row.invoice));
        if (added) sales_.orders.push_back({std::string(row.invoice), who, {}});
        Order& order = sales_.orders[place];
        if (order.customer != who) {
            throw std::runtime_error(fmt::format("line {}: invoice {} has two customers", row.line, row.invoice));
        }
        return order;
    }

    Sales sales_;
    Index listings_;
    Index customers_;
    Index orders_;
};

std::size_t required_column(const CsvReader& reader, std::string_view name) {
    const auto found = std::ranges::find(reader.header(), name);
    if (found == reader.header().end()) throw std::runtime_error(fmt::format("the file has no column {}", name));
    return static_cast<std::size_t>(found - reader.header().begin());
}

}  // namespace

Sales read_sales(std::istream& invoice_lines, const std::string& until) {
    CsvReader reader(invoice_lines);
    const std::size_t invoice = required_column(reader, "InvoiceNo");
    const std::size_t stock_code = required_column(reader, "StockCode");
    const std::size_t description = required_column(reader, "Description");
    const std::size_t quantity = required_column(reader, "Quantity");
    const std::size_t date = required_column(reader, "InvoiceDate");
    const std::size_t price = required_column(reader, "UnitPrice");
    const std::size_t customer = required_column(reader, "CustomerID");

    Collector collector;
    while (const auto read = reader.next()) {
        if (read->error) throw std::runtime_error(fmt::format("line {}: {}", read->line, *read->error));
        const auto& fields = read->fields;
        const Row row{read->line,       fields[invoice], fields[stock_code], fields[description],
                      fields[quantity], fields[date],    fields[price],      fields[customer]};
        if (until.empty() || day_of(row) <= until) collector.add(row);
    }
    Sales sales = collector.finish();
    for (Listing& listing : sales.listings) {
        if (listing.name.empty()) listing.name = listing.sku;
    }
    return sales;
}

Sums Sales::sums() const {
    Sums sums;
    for (const Order& order : orders) {
        ++sums.orders;
        for (const Line& line : order.lines) {
            ++sums.lines;
            sums.units += line.quantity;
            sums.revenue_pence += line.quantity * listings[line.listing].price_pence;
        }
    }
    return sums;
}

}  // namespace till::replay

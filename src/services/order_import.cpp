#include "services/order_import.h"

#include <algorithm>

#include "models/order_bounds.h"

namespace till {
namespace {

// What a line says otherwise than the order that it belongs to; empty where they agree.
std::string_view disagreement(const ImportedOrders::Draft& draft, const ImportedLine& row) {
    if (draft.order.placed_at != row.placed_at) return "placed_at";
    if (draft.customer_email != row.customer_email) return "customer_email";
    if (draft.order.status != row.status) return "status";
    return {};
}

OrderLine line_of(const ImportedLine& row) {
    return {.sku = row.sku, .name = row.name, .unit_price = row.unit_price, .quantity = row.quantity};
}

}  // namespace

void ImportedOrders::add(std::int64_t line, const ImportedLine& row, ImportReport& report) {
    const auto [known, is_new] = by_number_.emplace(row.number, drafts_.size());
    if (is_new) {
        Order order{.number = row.number,
                    .status = row.status,
                    .placed_at = row.placed_at,
                    .currency = Currency::of_the_shop().code()};
        drafts_.push_back({line, {}, std::move(order), row.customer_email});
    }
    Draft& draft = drafts_[known->second];
    draft.lines.push_back(line);
    if (const std::string_view column = disagreement(draft, row); !column.empty()) {
        report.faults.push_back({line, std::string(column) + " is not that of line " +
                                           std::to_string(draft.first_line) + " of order " + row.number});
        return;
    }
    try {
        OrderLine sold = line_of(row);
        draft.order.total += sold.line_total();
        draft.order.items.push_back(std::move(sold));
    } catch (const MoneyOverflow&) {
        report.faults.push_back({line, "unit_price makes a total that is too large"});
    }
}

void ImportedOrders::leave_out_faulty(const ImportReport& report) {
    std::set<std::int64_t> faulty;
    for (const ImportFault& fault : report.faults) faulty.insert(fault.line);
    std::erase_if(drafts_, [&](const Draft& draft) {
        return left_out_.contains(*draft.order.number) ||
               std::any_of(draft.lines.begin(), draft.lines.end(),
                           [&](std::int64_t line) { return faulty.contains(line); });
    });
}

std::vector<Order> OrderImport::resolve(const ImportedOrders& gathered, ImportReport& report) {
    std::vector<std::string> numbers;
    for (const auto& draft : gathered.drafts()) numbers.push_back(*draft.order.number);
    const std::set<std::string> taken = orders_.taken_numbers(session_, numbers);

    std::vector<Order> orders;
    for (const auto& draft : gathered.drafts()) {
        if (taken.contains(*draft.order.number) || is_own(*draft.order.number)) {
            ++report.unchanged;
            continue;
        }
        Order order = draft.order;
        const std::optional<Customer>& customer = customer_of(draft.customer_email);
        if (!customer) {
            report.faults.push_back({draft.first_line, "customer_email " + draft.customer_email + " is no customer's"});
            continue;
        }
        if (static_cast<std::int64_t>(order.items.size()) > imported_lines_max) {
            report.faults.push_back({draft.first_line, "order " + *order.number + " has more than " +
                                                           std::to_string(imported_lines_max) + " lines"});
            continue;
        }
        order.customer_id = customer->id;
        order.customer_name = customer->name;
        order.customer_email = customer->email;
        order.customer_phone = customer->phone;
        for (OrderLine& line : order.items) {
            if (line.sku) line.product_id = product(*line.sku);
        }
        ++report.added;
        if (report.rows.size() < import_rows_shown) {
            report.rows.push_back({draft.first_line, *order.number, ImportOutcome::added, {}});
        }
        orders.push_back(std::move(order));
    }
    return orders;
}

// One that was placed here, as an export names it.
bool OrderImport::is_own(const std::string& number) {
    const auto id = order_of_number(settings_.find(session_, shop_setting).value_or(""), number);
    return id && orders_.find(session_, *id);
}

const std::optional<Customer>& OrderImport::customer_of(const std::string& email) {
    const auto [known, is_new] = known_customers_.emplace(email, std::nullopt);
    if (is_new) known->second = customers_.find_by_email(session_, email);
    return known->second;
}

std::optional<ProductId> OrderImport::product(const std::string& sku) {
    const auto [known, is_new] = known_products_.emplace(sku, std::nullopt);
    if (is_new) {
        if (const auto found = products_.find_by_sku(session_, sku)) known->second = found->id;
    }
    return known->second;
}

}  // namespace till

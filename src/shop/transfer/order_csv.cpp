#include "shop/transfer/order_csv.h"

#include <algorithm>
#include <set>

#include <spdlog/fmt/fmt.h>

#include "platform/text/text_keys.h"
#include "shop/transfer/import_schema.h"
#include "shop/transfer/order_number.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

std::string text_of(const OrderLine& line, const Currency& currency) {
    return fmt::format("{} × {} {} at {}", line.quantity, line.sku.value_or("-"), line.name,
                       line.unit_price.text(currency));
}

std::string text_of(const OrderEvent& event, const Currency& /*currency*/) {
    return fmt::format("{} {} {} {} {}", name_of(event.status), format_rfc3339(event.at), event.note.value_or(""),
                       event.carrier.value_or(""), event.tracking_number.value_or(""));
}

/// Notes the first of the parts that is another.
template <class Part>
void compare_parts(std::vector<ImportChange>& changes, const std::string& field, const std::vector<Part>& before,
                   const std::vector<Part>& after, const Currency& currency) {
    const auto text_at = [&currency](const std::vector<Part>& parts, std::size_t i) {
        return i < parts.size() ? std::optional(std::to_string(i + 1) + ": " + text_of(parts[i], currency))
                                : std::nullopt;
    };
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        const auto was = text_at(before, i);
        const auto is = text_at(after, i);
        if (was != is) return compare(changes, field, was, is);
    }
}

/// Of none, none.
std::string key_of_email(const std::string& email) { return email.empty() ? "" : email_key(email); }

std::optional<std::string> some(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// An order as a file has it, but for its lines and its steps.
ImportedLine row_of(const Order& order, const std::string& customer_email) {
    return {.placed_at = order.placed_at,
            .customer_email = some(customer_email),
            .status = order.status,
            .shipping_address = order.shipping_address,
            .note = order.note,
            .carrier = order.carrier,
            .tracking_number = order.tracking_number};
}

/// With the name and the contact as they are now. One who has been removed just now leaves it without.
void give_customer(Order& order, const std::map<CustomerId, Customer>& customers, CustomerId id) {
    const auto customer = customers.find(id);
    if (customer == customers.end()) return;
    order.customer_id = id;
    order.customer_name = customer->second.name;
    order.customer_email = customer->second.email;
    order.customer_phone = customer->second.phone;
}

std::vector<OrderEvent> events_of(const OrderDraft& draft, OrderId id) {
    std::vector<OrderEvent> events =
        draft.history.value_or(std::vector<OrderEvent>{{.status = draft.order.status, .at = draft.order.placed_at}});
    std::int64_t position = 0;
    for (OrderEvent& event : events) {
        event.order_id = id;
        event.position = ++position;
    }
    return events;
}

/// A line of an exported order; what belongs to the whole order stands in the first.
ImportedLine row_of(const Order& order, const OrderLine& line, bool is_first) {
    ImportedLine row =
        is_first ? row_of(order, "") : ImportedLine{.placed_at = order.placed_at, .status = order.status};
    row.sku = line.sku;
    row.name = line.name;
    row.quantity = line.quantity;
    row.unit_price = line.unit_price;
    return row;
}

}  // namespace

CsvKindTexts OrderCsv::texts() {
    return {
        .kind = ImportKind::orders,
        .operation = "Orders",
        .one = "an order",
        .import_permission = Permission::orders_import,
        .export_permission = Permission::orders_export,
        .import_text =
            "; one row per line. Orders are added as records and take no stock. An order whose `number` is already "
            "stored is never changed; the report lists differences. `history` is JSON, as in an export",
        .import_example =
            "number,placed_at,customer_email,sku,name,quantity,unit_price,status\n"
            "A-1001,2026-03-14T09:30:00Z,jane.doe@example.com,CUP-042,Espresso cup,2,12.50,delivered\n",
        .export_text =
            "At most 10,000 orders, newest first, one row per line, with the columns of an import. An import of the "
            "file changes nothing. The `Link` header leads to the next part. The first row of an order has the fields "
            "of the whole order. The number of an order placed in this shop is a key of the shop followed by the order "
            "ID",
        .export_example =
            "number,placed_at,customer_email,sku,name,quantity,unit_price,status,shipping_address,note,carrier,"
            "tracking_number,history\n"
            "A-1001,2026-03-14T09:30:00Z,jane.doe@example.com,CUP-042,Espresso cup,2,12.50,delivered,,,,,\n",
        .import_help =
            "Past orders by number, one row per line. They take no stock, and an order that is already stored is never "
            "changed",
        .export_help = "All orders, newest first, one row per line"};
}

schemas::CsvLayout OrderCsv::layout() {
    return {.keys = {"number"},
            .needed = {"number", "placed_at", "customer_email", "name", "quantity", "unit_price"},
            .new_only = {},
            .is_all_new_only = true};
}

schemas::Schema<ImportedLine> OrderCsv::schema() const { return schemas::imported_line(shop_, events_); }

schemas::Schema<ExportQuery> OrderCsv::export_query() const { return schemas::order_export_query(shop_); }

std::function<ImportedOrders(const ImportFile<ImportedLine>&)> OrderCsv::source_of(const OpenImport<Row>& open) {
    return [ends = std::make_shared<const OrderEnds>(open())](const ImportFile<Row>& file) {
        return ImportedOrders(file, ends);
    };
}

std::vector<ImportDecision> OrderCsv::look(SqlSession& session, const ImportColumns<ImportedLine>& columns,
                                           std::span<const Item> drafts) const {
    Present present = find(session, drafts);
    if (columns.has("history")) read_histories(session, present);
    const CustomerIds customers = customers_of(session, drafts);
    std::vector<ImportDecision> decisions;
    for (const Item& draft : drafts) {
        const auto stored = present.find(key_of(draft));
        if (stored == present.end()) {
            const bool known = draft.customer_email.empty() || customers.contains(email_key(draft.customer_email));
            decisions.push_back({.outcome = known ? ImportOutcome::added : ImportOutcome::faulty});
            if (known) continue;
            decisions.back().fault = "customer_email " + draft.customer_email + " does not belong to a customer";
            decisions.back().fault_kind = "customer_email does not belong to a customer";
            continue;
        }
        auto changes = differences(stored->second, columns, draft);
        const ImportOutcome outcome = changes.empty() ? ImportOutcome::unchanged : ImportOutcome::differing;
        decisions.push_back({.outcome = outcome, .changes = std::move(changes)});
    }
    return decisions;
}

std::vector<ImportChange> OrderCsv::differences(const Stored& stored, const ImportColumns<ImportedLine>& columns,
                                                const Item& draft) const {
    const bool same_customer = key_of_email(stored.customer_email) == key_of_email(draft.customer_email);
    std::vector<ImportChange> changes =
        columns.differences(row_of(stored.order, stored.customer_email),
                            row_of(draft.order, same_customer ? stored.customer_email : draft.customer_email));
    std::vector<ImportChange> lines;
    compare_parts(lines, "lines", stored.order.items, draft.order.items, shop_.currency);
    // Where the columns of the lines stand.
    const auto behind_customer = std::ranges::find_if(changes, [](const ImportChange& change) {
        return change.field != "placed_at" && change.field != "customer_email";
    });
    changes.insert(behind_customer, lines.begin(), lines.end());
    if (draft.history) compare_parts(changes, "history", stored.history, *draft.history, shop_.currency);
    return changes;
}

/// Those that were imported, by their numbers; those that were placed here, by the references to them.
OrderCsv::Present OrderCsv::find(SqlSession& session, std::span<const Item> drafts) const {
    const std::string shop = settings_.find(session, shop_setting).value_or("");
    std::vector<std::string> numbers;
    for (const Item& draft : drafts) numbers.push_back(key_of(draft));
    std::map<std::string, OrderId> ids = keys_.orders_by_number(session, numbers);
    for (const std::string& number : numbers) {
        if (const auto own = id_of_reference(shop, number)) ids.emplace(number, *own);
    }
    Present present;
    std::vector<CustomerId> customers;
    for (const auto& [number, id] : ids) {
        auto order = orders_.find(session, id);
        if (!order || number_of(shop, *order) != number) continue;
        if (order->customer_id) customers.push_back(*order->customer_id);
        present[number].order = std::move(*order);
    }
    std::map<CustomerId, std::string> emails;
    for (Customer& customer : customers_.find_all(session, customers)) emails[customer.id] = std::move(customer.email);
    for (auto& [number, stored] : present) {
        if (stored.order.customer_id) stored.customer_email = emails[*stored.order.customer_id];
    }
    return present;
}

void OrderCsv::read_histories(SqlSession& session, Present& present) const {
    std::vector<OrderId> ids;
    for (const auto& [number, stored] : present) ids.push_back(stored.order.id);
    auto histories = keys_.histories(session, ids);
    for (auto& [number, stored] : present) stored.history = std::move(histories[stored.order.id]);
}

std::map<std::string, CustomerId> OrderCsv::customers_of(SqlSession& session, std::span<const Item> drafts) const {
    std::set<std::string> emails;
    for (const Item& draft : drafts) {
        if (!draft.customer_email.empty()) emails.insert(draft.customer_email);
    }
    return keys_.customers_by_email(session, std::vector<std::string>(emails.begin(), emails.end()));
}

std::vector<Order> OrderCsv::resolved(SqlSession& session, std::span<const Item* const> drafts,
                                      const CustomerIds& customers) const {
    std::set<std::string> skus;
    for (const Item* draft : drafts) {
        for (const OrderLine& line : draft->order.items) {
            if (line.sku) skus.insert(*line.sku);
        }
    }
    const auto products = keys_.products_by_sku(session, std::vector<std::string>(skus.begin(), skus.end()));
    std::vector<CustomerId> ids;
    for (const auto& [email, id] : customers) ids.push_back(id);
    std::map<CustomerId, Customer> known;
    for (Customer& customer : customers_.find_all(session, ids)) known.emplace(customer.id, std::move(customer));
    std::vector<Order> orders;
    for (const Item* draft : drafts) {
        Order& order = orders.emplace_back(draft->order);
        order.currency = shop_.currency.code();
        if (!draft->customer_email.empty()) {
            give_customer(order, known, customers.at(email_key(draft->customer_email)));
        }
        for (OrderLine& line : order.items) {
            const auto product = line.sku ? products.find(*line.sku) : products.end();
            if (product != products.end()) line.product_id = product->second;
        }
    }
    return orders;
}

std::vector<ImportDecision> OrderCsv::store(Transaction& transaction, const ImportColumns<ImportedLine>& columns,
                                            std::span<const Item> drafts) const {
    std::vector<ImportDecision> decisions = look(transaction, columns, drafts);
    std::vector<const Item*> added;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (decisions[i].outcome == ImportOutcome::added) added.push_back(&drafts[i]);
    }
    if (added.empty()) return decisions;
    const std::vector<OrderId> ids =
        orders_.add(transaction, resolved(transaction, added, customers_of(transaction, drafts)));
    std::vector<OrderEvent> events;
    for (std::size_t i = 0; i < added.size(); ++i) {
        for (OrderEvent& event : events_of(*added[i], ids[i])) events.push_back(std::move(event));
    }
    orders_.record(transaction, events);
    return decisions;
}

ListPage<std::vector<ImportedLine>> OrderCsv::page(SqlSession& session, const ExportQuery& query) const {
    ListPage<Order> found = orders_.list(session, query);
    std::vector<OrderId> ids;
    std::vector<CustomerId> customers;
    for (const Order& order : found.items) {
        ids.push_back(order.id);
        if (order.customer_id) customers.push_back(*order.customer_id);
    }
    std::map<CustomerId, std::string> emails;
    for (Customer& customer : customers_.find_all(session, customers)) emails[customer.id] = std::move(customer.email);
    auto histories = keys_.histories(session, ids);
    const std::string shop = settings_.find(session, shop_setting).value_or("");
    ListPage<std::vector<ImportedLine>> page;
    page.next = found.next;
    for (const Order& order : found.items) {
        std::vector<ImportedLine>& rows = page.items.emplace_back();
        for (const OrderLine& line : order.items) {
            ImportedLine& row = rows.emplace_back(row_of(order, line, rows.empty()));
            row.number = number_of(shop, order);
            row.customer_email = order.customer_id ? emails[*order.customer_id] : std::string();
        }
        if (!rows.empty()) rows.front().history = std::move(histories[order.id]);
    }
    return page;
}

}  // namespace till

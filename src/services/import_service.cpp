#include "services/import_service.h"

#include <algorithm>
#include <unordered_map>

#include "services/order_import.h"
#include "utils/text_keys.h"

namespace till {

using database::Transaction;

namespace {

// Thrown to undo an import that has faults.
class Undo : public std::exception {};

// Remembers in which line each key stands, and reports one that stands there twice.
class SeenKeys {
 public:
    bool is_new(const std::string& key, std::int64_t line, std::string_view column, ImportReport& report) {
        const auto [seen, added] = lines_.emplace(key, line);
        if (!added) {
            report.faults.push_back(
                {line, std::string(column) + " stands in line " + std::to_string(seen->second) + " already"});
        }
        return added;
    }

 private:
    std::unordered_map<std::string, std::int64_t> lines_;
};

void note(ImportReport& report, ImportedRow row) {
    ++(row.outcome == ImportOutcome::added ? report.added : report.changed);
    if (report.rows.size() < import_rows_shown) report.rows.push_back(std::move(row));
}

void compare(std::vector<ImportChange>& changes, std::string field, const std::optional<std::string>& before,
             const std::optional<std::string>& after) {
    if (before != after) changes.push_back({std::move(field), before, after});
}

std::vector<ImportChange> changes_of(const ProductDetails& before, const ProductDetails& after) {
    std::vector<ImportChange> changes;
    compare(changes, "name", before.name, after.name);
    compare(changes, "description", before.description, after.description);
    compare(changes, "category", before.category, after.category);
    compare(changes, "price", before.price.text(), after.price.text());
    compare(changes, "image_url", before.image_url, after.image_url);
    return changes;
}

std::vector<ImportChange> changes_of(const CustomerDetails& before, const CustomerDetails& after) {
    std::vector<ImportChange> changes;
    compare(changes, "name", before.name, after.name);
    compare(changes, "email", before.email, after.email);
    compare(changes, "phone", before.phone, after.phone);
    return changes;
}

// Calls `use` for every good row and `flush` after every chunk; notes every fault, and calls `leave_out` with what
// could be read of the row.
template <class T, class Use, class Flush, class LeaveOut>
void for_each_row(const OpenImport<T>& open, ImportReport& report, Use use, Flush flush, LeaveOut leave_out) {
    const ImportChunks<T> next = open();
    for (std::vector<ImportRow<T>> rows = next(); !rows.empty(); rows = next()) {
        for (const ImportRow<T>& row : rows) {
            if (row.fault.empty()) {
                use(row.line, *row.value);
                continue;
            }
            report.faults.push_back({row.line, row.fault});
            if (row.value) leave_out(*row.value);
        }
        flush();
    }
}

template <class T, class Use, class Flush>
void for_each_row(const OpenImport<T>& open, ImportReport& report, Use use, Flush flush) {
    for_each_row(open, report, use, flush, [](const T&) {});
}

}  // namespace

ImportReport ImportService::run(ImportMode mode, const Work& work) {
    ImportReport report;
    try {
        database_.write([&](Transaction& transaction) {
            report = {};
            work(transaction, report);
            const bool refused = mode == ImportMode::all_or_nothing && !report.faults.empty();
            if (refused || mode == ImportMode::preview) throw Undo();
        });
    } catch (const Undo&) {
        report.stored = false;
    }
    std::stable_sort(report.faults.begin(), report.faults.end(),
                     [](const ImportFault& a, const ImportFault& b) { return a.line < b.line; });
    return report;
}

ImportReport ImportService::products(const OpenImport<NewProduct>& open, ImportMode mode) {
    return run(mode, [&](Transaction& transaction, ImportReport& report) {
        SeenKeys seen;
        std::vector<Product> added;
        for_each_row(
            open, report,
            [&](std::int64_t line, const NewProduct& row) {
                if (!row.sku) {
                    report.faults.push_back({line, "sku is missing"});
                } else if (seen.is_new(*row.sku, line, "sku", report)) {
                    import_product(transaction, line, row, report, added);
                }
            },
            [&] {
                add_products(transaction, added);
                added.clear();
            });
    });
}

void ImportService::import_product(Transaction& transaction, std::int64_t line, const NewProduct& row,
                                   ImportReport& report, std::vector<Product>& added) {
    const auto present = products_.find_by_sku(transaction, *row.sku);
    if (!present) {
        Product product{row};
        product.stock = row.stock;
        product.created_at = product.updated_at = clock_.now();
        added.push_back(std::move(product));
        note(report, {line, *row.sku, ImportOutcome::added, {}});
        return;
    }
    const ProductDetails& details = row;
    if (static_cast<const ProductDetails&>(*present) == details) {
        ++report.unchanged;
        return;
    }
    const auto before = products_.find_to_change(transaction, present->id);
    if (!before || before->sku != row.sku) {  // another server was faster
        import_product(transaction, line, row, report, added);
        return;
    }
    Product after = *before;
    static_cast<ProductDetails&>(after) = details;
    after.version += 1;
    after.updated_at = clock_.now();
    products_.update(transaction, *before, after);
    note(report, {line, *row.sku, ImportOutcome::changed, changes_of(*before, after)});
}

void ImportService::add_products(Transaction& transaction, const std::vector<Product>& added) {
    if (added.empty()) return;
    const std::vector<ProductId> ids = products_.add(transaction, added);
    std::vector<StockMovement> initial;
    for (std::size_t i = 0; i < added.size(); ++i) {
        initial.push_back({.product_id = ids[i],
                           .change = added[i].stock,
                           .reason = MovementReason::initial,
                           .at = added[i].created_at});
    }
    stock_.open(transaction, initial);
}

ImportReport ImportService::customers(const OpenImport<CustomerDetails>& open, ImportMode mode) {
    return run(mode, [&](Transaction& transaction, ImportReport& report) {
        SeenKeys seen;
        std::vector<Customer> added;
        for_each_row(
            open, report,
            [&](std::int64_t line, const CustomerDetails& row) {
                if (seen.is_new(email_key(row.email), line, "email", report)) {
                    import_customer(transaction, line, row, report, added);
                }
            },
            [&] {
                if (!added.empty()) customers_.add(transaction, added);
                added.clear();
            });
    });
}

void ImportService::import_customer(Transaction& transaction, std::int64_t line, const CustomerDetails& row,
                                    ImportReport& report, std::vector<Customer>& added) {
    const auto present = customers_.find_by_email(transaction, row.email);
    if (!present) {
        Customer customer{row};
        customer.created_at = customer.updated_at = clock_.now();
        added.push_back(std::move(customer));
        note(report, {line, row.email, ImportOutcome::added, {}});
        return;
    }
    if (static_cast<const CustomerDetails&>(*present) == row) {
        ++report.unchanged;
        return;
    }
    Customer after = *present;
    static_cast<CustomerDetails&>(after) = row;
    after.version += 1;
    after.updated_at = clock_.now();
    customers_.update(transaction, after);
    note(report, {line, row.email, ImportOutcome::changed, changes_of(*present, after)});
}

ImportReport ImportService::orders(const OpenImport<ImportedLine>& open, ImportMode mode) {
    return run(mode, [&](Transaction& transaction, ImportReport& report) {
        ImportedOrders gathered;
        for_each_row(
            open, report, [&](std::int64_t line, const ImportedLine& row) { gathered.add(line, row, report); }, [] {},
            [&](const ImportedLine& row) { gathered.leave_out(row.number); });
        gathered.leave_out_faulty(report);
        OrderImport import(transaction, customers_, products_, orders_, settings_);
        const std::vector<Order> orders = import.resolve(gathered, report);
        if (orders.empty()) return;
        const std::vector<OrderId> ids = orders_.add(transaction, orders);
        std::vector<OrderEvent> events;
        for (std::size_t i = 0; i < orders.size(); ++i) {
            events.push_back({.order_id = ids[i], .status = orders[i].status, .at = orders[i].placed_at});
        }
        orders_.record(transaction, events);
    });
}

}  // namespace till

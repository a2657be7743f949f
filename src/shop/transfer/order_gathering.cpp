#include "platform/csv/csv.h"
#include "shop/transfer/order_csv.h"

namespace till {
namespace {

/// What a line says otherwise than the order that it belongs to; empty where they agree. What stands in the first line
/// need not stand in the others.
std::string_view disagreement(const OrderDraft& draft, const ImportedLine& row) {
    const auto differs = [](const auto& first, const auto& other) { return other && other != first; };
    if (draft.order.placed_at != row.placed_at) return "placed_at";
    if (draft.customer_email != row.customer_email.value_or("")) return "customer_email";
    if (draft.order.status != row.status) return "status";
    if (differs(draft.order.shipping_address, row.shipping_address)) return "shipping_address";
    if (differs(draft.order.note, row.note)) return "note";
    if (differs(draft.order.carrier, row.carrier)) return "carrier";
    if (differs(draft.order.tracking_number, row.tracking_number)) return "tracking_number";
    return {};
}

OrderLine line_of(const ImportedLine& row) {
    return {.sku = row.sku, .name = row.name, .unit_price = row.unit_price, .quantity = row.quantity};
}

OrderDraft draft_of(std::int64_t line, const ImportedLine& row) {
    OrderDraft draft{.line = line, .customer_email = row.customer_email.value_or(""), .history = row.history};
    draft.order = {.number = row.number,
                   .status = row.status,
                   .placed_at = row.placed_at,
                   .shipping_address = row.shipping_address,
                   .note = row.note,
                   .carrier = row.carrier,
                   .tracking_number = row.tracking_number};
    return draft;
}

struct Fault {
    std::string message;
    std::string kind;
};

/// Why the line cannot be one of this order; nothing where it is one now.
std::optional<Fault> added_to(OrderDraft& draft, const ImportedLine& row) {
    if (const std::string column(disagreement(draft, row)); !column.empty()) {
        return Fault{column + " is not that of line " + std::to_string(draft.line) + " of order " + row.number,
                     column + " is not that of the order's first line"};
    }
    if (std::ssize(draft.order.items) == imported_lines_max) {
        const std::string more = "has more than " + std::to_string(imported_lines_max) + " lines";
        return Fault{"order " + row.number + " " + more, "the order " + more};
    }
    try {
        OrderLine sold = line_of(row);
        draft.order.total += sold.line_total();
        draft.order.items.push_back(std::move(sold));
    } catch (const MoneyOverflow&) {
        return Fault{"unit_price results in a total that is too large", {}};
    }
    return std::nullopt;
}

bool belongs_to_an_order(const ImportRow<ImportedLine>& row) { return row.value && !row.value->number.empty(); }

}  // namespace

OrderEnds::OrderEnds(const ImportFile<ImportedLine>& file) {
    for (auto rows = file.next(); !rows.empty(); rows = file.next()) {
        for (const auto& row : rows) {
            if (belongs_to_an_order(row)) last_lines_[hash_of(row)] = row.line;
        }
        if (last_lines_.size() > SeenKeys::keys_max) {
            throw CsvError("the file has more than 1,000,000 orders; import it in parts");
        }
    }
}

bool OrderEnds::is_last(const ImportRow<ImportedLine>& row) const {
    const auto last = last_lines_.find(hash_of(row));
    return last == last_lines_.end() || last->second <= row.line;
}

void OrderGathering::add(const ImportRow<ImportedLine>& row, ImportTally& tally) {
    if (!row.fault.empty()) tally.fault(row.line, row.fault, row.fault_kind);
    if (!belongs_to_an_order(row)) return tally.bad();
    Begun& begun = begun_with(row);
    if (!row.fault.empty()) {
        begun.draft.is_bad = true;
    } else if (const auto fault = added_to(begun.draft, *row.value)) {
        tally.fault(row.line, fault->message, fault->kind);
        begun.draft.is_bad = true;
    } else {
        hold(begun, *row.value);
    }
    if (ends_.is_last(row)) finish(row.value->number, tally);
}

OrderGathering::Begun& OrderGathering::begun_with(const ImportRow<ImportedLine>& row) {
    const auto [begun, is_new] = begun_.try_emplace(row.value->number);
    if (is_new) begun->second.draft = draft_of(row.line, *row.value);
    return begun->second;
}

void OrderGathering::hold(Begun& begun, const ImportedLine& row) {
    const std::size_t bytes = sizeof(OrderLine) + row.name.size() + row.sku.value_or("").size() +
                              row.shipping_address.value_or("").size() + row.note.value_or("").size();
    begun.bytes += bytes;
    held_bytes_ += bytes;
    if (held_bytes_ <= held_bytes_max) return;
    throw CsvError("the lines of too many orders are mixed with each other; sort the file by number");
}

void OrderGathering::finish(const std::string& number, ImportTally& tally) {
    Begun begun = std::move(begun_.extract(number).mapped());
    held_bytes_ -= begun.bytes;
    OrderDraft& draft = begun.draft;
    if (!draft.is_bad && draft.history && draft.history->back().status != draft.order.status) {
        tally.fault(draft.line, "history does not end with the order's status", {});
        draft.is_bad = true;
    }
    if (draft.is_bad) return tally.bad();
    whole_.push_back(std::move(draft));
}

std::optional<std::vector<OrderDraft>> ImportedOrders::next(ImportTally& tally) {
    const auto rows = file_.next();
    if (rows.empty()) return std::nullopt;
    for (const auto& row : rows) gathering_.add(row, tally);
    return gathering_.take();
}

}  // namespace till

#include "shop/transfer/import_schema.h"

#include "shop/transfer/stored_text.h"

namespace till::schemas {
namespace {

// With the ellipsis of a text that was cut.
constexpr std::size_t import_text_max = ImportReport::text_shown + 1;
constexpr std::size_t import_message_max = ImportReport::message_shown + 1;

/// The steps of an order in one cell.
struct history {
    const Schema<OrderEvent>& events;

    using Type = std::vector<OrderEvent>;
    Read<Type> read(const json::Value& value) const;
    void write(const Type& value, json::Writer& writer) const;
    static json::Value document() { return json::Object{{"type", "string"}}; }
};

Read<std::vector<OrderEvent>> history::read(const json::Value& value) const {
    constexpr std::string_view complaint =
        R"(must be the steps of the order, as an export has them: [{"status":"pending","at":"2026-01-31T08:30:00Z"}])";
    const std::string* given = value.text();
    FieldErrors errors;
    try {
        if (given != nullptr) {
            Type steps = events.read_list(json::parse(*given), "history", errors, {.min = 1});
            if (errors.empty()) return steps;
        }
    } catch (const Refusal&) {
        // Not JSON: the same complaint.
    }
    return Read<Type>::wrong(std::string(complaint));
}

void history::write(const Type& value, json::Writer& writer) const {
    json::Writer text;
    events.write_list(value, text);
    writer.text(text.take());
}

const Schema<ImportColumn>& import_column() {
    static const auto schema =
        Schema<ImportColumn>("ImportColumn", "A column of an import")
            .field("name", &ImportColumn::name, text{}, "Column name in the header")
            .field("use", &ImportColumn::use, choice<ColumnUse>{},
                   "`key`: identifies the row. `written`: replaces the stored value. `new_only`: used for new records "
                   "only. `absent`: not in the file, so stored values stay unchanged")
            .example({{"name", "price"}, {"use", "written"}});
    return schema;
}

const Schema<ImportFaultCount>& import_fault_count() {
    static const auto schema =
        Schema<ImportFaultCount>("ImportFaultCount", "An error message and its count")
            .field("kind", &ImportFaultCount::kind, text{.max = import_message_max}, "Error message")
            .field("count", &ImportFaultCount::count, integer{.min = 1}, "Number of rows with this error")
            .example({{"kind", "price must not be negative"}, {"count", 1}});
    return schema;
}

const Schema<ImportFault>& import_fault() {
    static const auto schema =
        Schema<ImportFault>("ImportFault", "An error in a row")
            .field("line", &ImportFault::line, integer{.min = 1}, "Line on which the row begins")
            .field("message", &ImportFault::message, text{.max = import_message_max}, "Error message")
            .example({{"line", 17}, {"message", "price must not be negative"}});
    return schema;
}

Schema<ImportChange> import_change_schema(const Currency& currency) {
    return Schema<ImportChange>("ImportChange", "A field whose value in the file differs from the stored value")
        .field("field", &ImportChange::field, text{}, "Column name")
        .field("before", &ImportChange::before, text{.max = import_text_max, .lines = true},
               "Stored value; a long text is truncated")
        .field("after", &ImportChange::after, text{.max = import_text_max, .lines = true},
               "Value in the file; a long text is truncated")
        .example({{"field", "price"},
                  {"before", Money::from_minor(1200).text(currency)},
                  {"after", Money::from_minor(1250).text(currency)}});
}

Schema<ImportedRow> imported_row_schema(const Schema<ImportChange>& change) {
    return Schema<ImportedRow>("ImportedRow", "A row that creates or changes a record, or differs from a stored order")
        .field("line", &ImportedRow::line, integer{.min = 1},
               "Line on which the row begins; for an order, its first row")
        .field("key", &ImportedRow::key, text{}, "The SKU, e-mail address or order number")
        .field("outcome", &ImportedRow::outcome, choice<ImportOutcome>{},
               "`added`: a new record. `changed`: changes a stored record. `differing`: differs from a stored "
               "order, which stays unchanged")
        .list("changes", &ImportedRow::changes, change, "The fields that change or differ")
        .example({{"line", 2}, {"key", "CUP-042"}, {"outcome", "changed"}});
}

Schema<ImportReport> import_report_schema(const Schema<ImportedRow>& row) {
    return Schema<ImportReport>("ImportReport",
                                "The result of an import. Counts are of rows; for a file of orders, of orders, and of "
                                "rows that belong to no order")
        .computed(
            "total", [](const ImportReport& report) { return report.total(); }, integer{.min = 0},
            "Sum of the five counts below")
        .field("added", &ImportReport::added, integer{.min = 0}, "New records")
        .field("changed", &ImportReport::changed, integer{.min = 0}, "Changed records")
        .field("unchanged", &ImportReport::unchanged, integer{.min = 0},
               "Records that are already stored with the same content")
        .field("differing", &ImportReport::differing, integer{.min = 0},
               "Orders that are already stored with other content. An import never changes a stored order; `rows` "
               "lists the differences")
        .field("bad", &ImportReport::bad, integer{.min = 0}, "Rows with errors")
        .list("columns", &ImportReport::columns, import_column(), "How each column is used")
        .list("faults", &ImportReport::faults, import_fault(), "The first errors, by line",
              {.max = ImportReport::faults_shown})
        .list("fault_kinds", &ImportReport::fault_kinds, import_fault_count(),
              "All errors, counted by message, most frequent first", {.max = ImportReport::kinds_shown})
        .list("rows", &ImportReport::rows, row, "The first records that are new, changed or differing",
              {.max = ImportReport::rows_shown})
        .example({{"total", 120}, {"added", 4}, {"changed", 1}, {"unchanged", 114}, {"bad", 1}});
}

Schema<ImportJob> import_job_schema(const Schema<ImportReport>& report) {
    return Schema<ImportJob>("ImportJob", "An import job, which runs in the background")
        .field("id", &ImportJob::id, id{}, "Import ID")
        .field("kind", &ImportJob::kind, choice<ImportKind>{}, "Type of the imported records")
        .field("status", &ImportJob::state, choice<ImportState>{},
               "`done`: stored. `refused`: the file has rows with errors, and nothing was stored. `failed`: stopped "
               "for the reason in `error`; rows stored before that count as unchanged when the file is sent again")
        .field("percent", &ImportJob::percent, integer{.min = 0, .max = 100}, "Progress in percent")
        .field("started_at", &ImportJob::started_at, timestamp{}, "Time at which the file was sent")
        .field("ended_at", &ImportJob::ended_at, timestamp{}, "Time at which the job ended; null until then")
        .field("error", &ImportJob::error, text{.max = 10'000}, "Reason for the failure")
        .nested("report", &ImportJob::report, report, "Result of the import, once the job has ended")
        .example({{"id", 3}, {"status", "done"}, {"percent", 100}, {"ended_at", "2026-03-14T09:30:04Z"}});
}

}  // namespace

Schema<ExportQuery> plain_export_query() {
    return Schema<ExportQuery>("ExportQuery", "Part of an export")
        .field("after", &ExportQuery::after, text{.min = 1, .max = 4'000},
               "Cursor from the `Link` header of the previous part");
}

Schema<OrderQuery> order_export_query(const ShopSettings& shop) {
    return Schema<OrderQuery>("OrderExportQuery", "Filters for orders")
        .field("status", &OrderQuery::status, choice<OrderStatus>{}, "Only orders with this status")
        .field("from", &OrderQuery::from, range_end{.zone = shop.time_zone, .is_last = false},
               "Only orders placed at this time or later; a date starts at the beginning of that day in the shop's "
               "time zone")
        .field("to", &OrderQuery::to, range_end{.zone = shop.time_zone, .is_last = true},
               "Only orders placed before this time; a date includes all of that day in the shop's time zone")
        .field("after", &OrderQuery::after, text{.min = 1, .max = 4'000},
               "Cursor from the `Link` header of the previous part");
}

const Schema<ImportRequest>& import_request() {
    static const auto schema =
        Schema<ImportRequest>("ImportRequest", "Options of an import")
            .field("skip_bad", &ImportRequest::skip_bad, boolean{},
                   "Store the valid rows of a file that has rows with errors. By default, such a file is refused as a "
                   "whole",
                   false)
            .field("atomic", &ImportRequest::atomic, boolean{},
                   "Store everything in one transaction or nothing. All other writes, including orders, wait for it",
                   false);
    return schema;
}

Schema<ImportedLine> imported_line(const ShopSettings& shop, const Schema<OrderEvent>& events) {
    return Schema<ImportedLine>("ImportedLine", "A row of an order file")
        .field("number", &ImportedLine::number, text{.min = 1, .max = 100, .label = true}, "Order number")
        .field("placed_at", &ImportedLine::placed_at, timestamp{shop.time_zone}, "Time of the order")
        .field("customer_email", &ImportedLine::customer_email, stored_text<email>{.max = 254},
               "E-mail address of the customer; empty if the customer was deleted")
        .field("sku", &ImportedLine::sku, text{.min = 1, .max = 100}, "SKU")
        .field("name", &ImportedLine::name, text{.min = 1, .max = 200}, "Product name")
        .field("quantity", &ImportedLine::quantity, integer{.min = 1, .max = 1'000'000'000}, "Quantity")
        .field("unit_price", &ImportedLine::unit_price, money{shop.currency}, "Price of one unit")
        .field("status", &ImportedLine::status, choice<OrderStatus>{}, "Order status", OrderStatus::delivered)
        .field("shipping_address", &ImportedLine::shipping_address, text{.max = 2000, .lines = true},
               "Shipping address")
        .field("note", &ImportedLine::note, text{.max = 2000, .lines = true}, "Note from the customer")
        .field("carrier", &ImportedLine::carrier, text{.max = 100}, "Carrier")
        .field("tracking_number", &ImportedLine::tracking_number, text{.max = 100}, "Tracking number")
        .field("history", &ImportedLine::history, history{events}, "History of the order");
}

}  // namespace till::schemas

namespace till {

ImportSchemas::ImportSchemas(const ShopSettings& shop)
    : import_change(schemas::import_change_schema(shop.currency)),
      imported_row(schemas::imported_row_schema(import_change)),
      import_report(schemas::import_report_schema(imported_row)),
      import_job(schemas::import_job_schema(import_report)) {}

}  // namespace till

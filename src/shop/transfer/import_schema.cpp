#include "shop/transfer/import_schemas.h"
#include "api/schemas.h"

namespace till::schemas {
namespace {

// With the mark that says that there is more.
constexpr std::size_t import_text_max = ImportReport::text_shown + 1;
constexpr std::size_t import_message_max = ImportReport::message_shown + 1;

/// The steps of an order in one cell.
struct history {
    using Type = std::vector<OrderEvent>;
    static Read<Type> read(const json::Value& value);
    static void write(const Type& value, json::Writer& writer) { writer.text(history_text(value)); }
    static json::Value document() { return json::Object{{"type", "string"}}; }
};

Read<std::vector<OrderEvent>> history::read(const json::Value& value) {
    constexpr std::string_view complaint =
        R"(must be the steps of the order, as an export has them: [{"status":"pending","at":"2026-01-31T08:30:00Z"}])";
    const std::string* given = value.text();
    FieldErrors errors;
    try {
        if (given != nullptr) {
            Type steps = step_of_an_order().read_list(json::parse(*given), "history", errors, {.min = 1});
            if (errors.empty()) return steps;
        }
    } catch (const Refusal&) {
        // Not JSON: the same complaint.
    }
    return Read<Type>::wrong(std::string(complaint));
}

const Schema<ImportColumn>& import_column() {
    static const auto schema =
        Schema<ImportColumn>("ImportColumn", "A column that a file may have")
            .field("name", &ImportColumn::name, text{}, "Column name in the header")
            .field("use", &ImportColumn::use, choice<ColumnUse>{},
                   "`key`: identifies the row. `written`: replaces the stored value. `new_only`: used for new records "
                   "only. `absent`: not in the file, so stored values stay unchanged");
    return schema;
}

const Schema<ImportFaultCount>& import_fault_count() {
    static const auto schema =
        Schema<ImportFaultCount>("ImportFaultCount", "How often an error occurs")
            .field("kind", &ImportFaultCount::kind, text{.max = import_message_max}, "Error message")
            .field("count", &ImportFaultCount::count, integer{.min = 1}, "Number of rows with this error");
    return schema;
}

const Schema<ImportFault>& import_fault() {
    static const auto schema =
        Schema<ImportFault>("ImportFault", "An error in a row")
            .field("line", &ImportFault::line, integer{.min = 1}, "Line on which the row begins")
            .field("message", &ImportFault::message, text{.max = import_message_max}, "Error message");
    return schema;
}

const Schema<ImportChange>& import_change() {
    static const auto schema =
        Schema<ImportChange>("ImportChange", "A field whose value in the file differs from the stored value")
            .field("field", &ImportChange::field, text{}, "Column name")
            .field("before", &ImportChange::before, text{.max = import_text_max, .lines = true},
                   "Stored value; a long text is truncated")
            .field("after", &ImportChange::after, text{.max = import_text_max, .lines = true},
                   "Value in the file; a long text is truncated");
    return schema;
}

const Schema<ImportedRow>& imported_row() {
    static const auto schema =
        Schema<ImportedRow>("ImportedRow", "A row that adds or changes a record, or differs from a stored order")
            .field("line", &ImportedRow::line, integer{.min = 1},
                   "Line on which the row begins; for an order, its first row")
            .field("key", &ImportedRow::key, text{}, "The SKU, e-mail address or order number")
            .field("outcome", &ImportedRow::outcome, choice<ImportOutcome>{},
                   "`added`: a new record. `changed`: changes a stored record. `differing`: differs from a stored "
                   "order, which stays unchanged")
            .list("changes", &ImportedRow::changes, import_change(), "The fields that change or differ");
    return schema;
}

}  // namespace

const Schema<PageRequest>& export_query() {
    static const auto schema = Schema<PageRequest>("ExportQuery", "Which part of a file")
                                   .field("after", &PageRequest::after, text{.min = 1, .max = 4'000},
                                          "Cursor from the `Link` header of the previous part");
    return schema;
}

const Schema<OrderQuery>& order_export_query() {
    static const auto schema =
        Schema<OrderQuery>("OrderExportQuery", "Which orders")
            .field("status", &OrderQuery::status, choice<OrderStatus>{}, "Only orders with this status")
            .field("from", &OrderQuery::from, range_end{.is_last = false},
                   "Only orders placed at this time or later; a date starts at the beginning of that day in the shop's "
                   "time zone")
            .field("to", &OrderQuery::to, range_end{.is_last = true},
                   "Only orders placed before this time; a date includes all of that day in the shop's time zone")
            .field("after", &OrderQuery::after, text{.min = 1, .max = 4'000},
                   "Cursor from the `Link` header of the previous part");
    return schema;
}

const Schema<ImportReport>& import_report() {
    static const auto schema =
        Schema<ImportReport>("ImportReport",
                             "The result of an import. Counts are of rows; for a file of orders, of orders, and of "
                             "rows that belong to no order")
            .computed(
                "total", [](const ImportReport& report) { return report.total(); }, integer{.min = 0},
                "Total: the sum of the five counts below")
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
            .list("rows", &ImportReport::rows, imported_row(), "The first records that are new, changed or differing",
                  {.max = ImportReport::rows_shown});
    return schema;
}

const Schema<ImportJob>& import_job() {
    static const auto schema =
        Schema<ImportJob>("ImportJob", "An import job, which runs in the background")
            .field("id", &ImportJob::id, id{}, "The job's id")
            .field("kind", &ImportJob::kind, choice<ImportKind>{}, "Type of the imported records")
            .field(
                "status", &ImportJob::state, choice<ImportState>{},
                "`done`: stored. `refused`: the file has rows with errors, and nothing was stored. `failed`: stopped "
                "for the reason in `error`; rows stored before that count as unchanged when the file is sent again")
            .field("percent", &ImportJob::percent, integer{.min = 0, .max = 100}, "Progress in percent")
            .field("started_at", &ImportJob::started_at, timestamp{}, "When the file was sent")
            .field("ended_at", &ImportJob::ended_at, timestamp{}, "When the job ended; null until then")
            .field("error", &ImportJob::error, text{.max = 10'000}, "Reason for the failure")
            .nested("report", &ImportJob::report, import_report(), "Result of the import, once the job has ended");
    return schema;
}

const Schema<ImportRequest>& import_request() {
    static const auto schema =
        Schema<ImportRequest>("ImportRequest", "How to import")
            .field("skip_bad", &ImportRequest::skip_bad, boolean{},
                   "Store the valid rows of a file that has rows with errors. By default, such a file is refused as a "
                   "whole",
                   false)
            .field("atomic", &ImportRequest::atomic, boolean{},
                   "Store everything in one transaction or nothing. All other writes, including orders, wait for it",
                   false);
    return schema;
}

const CsvLayout& products_file() {
    static const CsvLayout layout{
        .keys = {"sku", "id"},
        .needed = {},
        .new_only = {"stock"},
        .first = {"sku", "name", "description", "category", "price", "stock", "image_url", "id"}};
    return layout;
}

const Schema<CustomerDetails>& imported_customer() { return new_customer(); }

const CsvLayout& customers_file() {
    static const CsvLayout layout{.keys = {"email"}, .needed = {"email"}, .new_only = {}};
    return layout;
}

const Schema<ImportedLine>& imported_line() {
    static const auto schema =
        Schema<ImportedLine>("ImportedLine", "A line of an order that was placed before")
            .field("number", &ImportedLine::number, text{.min = 1, .max = 100, .label = true}, "The order's number")
            .field("placed_at", &ImportedLine::placed_at, timestamp{}, "When it was placed")
            .field("customer_email", &ImportedLine::customer_email, email{}, "Whose it is; empty: a removed customer's")
            .field("sku", &ImportedLine::sku, text{.min = 1, .max = 100}, "The product's code")
            .field("name", &ImportedLine::name, text{.min = 1, .max = 200}, "What it was called")
            .field("quantity", &ImportedLine::quantity, integer{.min = 1, .max = 1'000'000'000}, "Quantity")
            .field("unit_price", &ImportedLine::unit_price, money{}, "As sold")
            .field("status", &ImportedLine::status, choice<OrderStatus>{}, "How far it came", OrderStatus::delivered)
            .field("shipping_address", &ImportedLine::shipping_address, text{.max = 2000, .lines = true},
                   "Where it went")
            .field("note", &ImportedLine::note, text{.max = 2000, .lines = true}, "Note from the customer")
            .field("carrier", &ImportedLine::carrier, text{.max = 100}, "Who brought it")
            .field("tracking_number", &ImportedLine::tracking_number, text{.max = 100}, "Tracking number")
            .field("history", &ImportedLine::history, history{}, "Its steps");
    return schema;
}

const CsvLayout& orders_file() {
    static const CsvLayout layout{.keys = {"number"},
                                  .needed = {"number", "placed_at", "customer_email", "name", "quantity", "unit_price"},
                                  .new_only = {},
                                  .is_all_new_only = true};
    return layout;
}

std::string history_text(const std::vector<OrderEvent>& history) {
    json::Writer writer;
    step_of_an_order().write_list(history, writer);
    return writer.take();
}

}  // namespace till::schemas

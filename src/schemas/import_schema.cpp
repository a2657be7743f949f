#include "schemas/import_schemas.h"
#include "schemas/schemas.h"

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
            .field("name", &ImportColumn::name, text{}, "Its name in the header")
            .field("use", &ImportColumn::use, choice<ColumnUse>{},
                   "`key`: rows are known by it. `written`: over what is there. `new_only`: for what is new only. "
                   "`absent`: the file does not have it, so it stays as it is in what is there");
    return schema;
}

const Schema<ImportFaultCount>& import_fault_count() {
    static const auto schema =
        Schema<ImportFaultCount>("ImportFaultCount", "How often something is wrong")
            .field("kind", &ImportFaultCount::kind, text{.max = import_message_max}, "What is wrong")
            .field("count", &ImportFaultCount::count, integer{.min = 1}, "In how many rows");
    return schema;
}

const Schema<ImportFault>& import_fault() {
    static const auto schema =
        Schema<ImportFault>("ImportFault", "Why a row cannot be used")
            .field("line", &ImportFault::line, integer{.min = 1}, "Where the row begins")
            .field("message", &ImportFault::message, text{.max = import_message_max}, "What is wrong");
    return schema;
}

const Schema<ImportChange>& import_change() {
    static const auto schema =
        Schema<ImportChange>("ImportChange", "A field that a row changes")
            .field("field", &ImportChange::field, text{}, "Which column")
            .field("before", &ImportChange::before, text{.max = import_text_max, .lines = true},
                   "What it is in the store; the beginning of a long text")
            .field("after", &ImportChange::after, text{.max = import_text_max, .lines = true}, "What the row says");
    return schema;
}

const Schema<ImportedRow>& imported_row() {
    static const auto schema =
        Schema<ImportedRow>("ImportedRow", "A row that adds or changes something, or has it otherwise")
            .field("line", &ImportedRow::line, integer{.min = 1}, "Where it begins; of an order, where its first does")
            .field("key", &ImportedRow::key, text{}, "The SKU, the e-mail address or the order's number")
            .field("outcome", &ImportedRow::outcome, choice<ImportOutcome>{},
                   "`added`: it is new. `changed`: it changes what is there. `differing`: what is there is otherwise, "
                   "and stays so")
            .list("changes", &ImportedRow::changes, import_change(), "What it changes, or has otherwise");
    return schema;
}

}  // namespace

const Schema<PageRequest>& export_query() {
    static const auto schema =
        Schema<PageRequest>("ExportQuery", "Which part of a file")
            .field("after", &PageRequest::after, text{.min = 1, .max = 4'000}, "Where `Link` says that it goes on");
    return schema;
}

const Schema<OrderQuery>& order_export_query() {
    static const auto schema =
        Schema<OrderQuery>("OrderExportQuery", "Which orders")
            .field("status", &OrderQuery::status, choice<OrderStatus>{}, "Only in this state")
            .field("from", &OrderQuery::from, range_end{.is_last = false},
                   "Placed then or later: a day of the shop's time zone, or a time")
            .field("to", &OrderQuery::to, range_end{.is_last = true},
                   "Placed on that day of the shop's time zone or earlier; or before that time")
            .field("after", &OrderQuery::after, text{.min = 1, .max = 4'000}, "Where `Link` says that it goes on");
    return schema;
}

const Schema<ImportReport>& import_report() {
    static const auto schema =
        Schema<ImportReport>("ImportReport",
                             "What becomes of a file. The numbers count its rows; of a file of orders, its orders, and "
                             "rows that belong to none")
            .computed(
                "total", [](const ImportReport& report) { return report.total(); }, integer{.min = 0},
                "All of them: the sum of the five below")
            .field("added", &ImportReport::added, integer{.min = 0}, "How many are new")
            .field("changed", &ImportReport::changed, integer{.min = 0}, "How many change what is there")
            .field("unchanged", &ImportReport::unchanged, integer{.min = 0}, "How many are there as they are")
            .field("differing", &ImportReport::differing, integer{.min = 0},
                   "How many orders are there with other content. An import never changes an order that is there, so "
                   "they stay as they are; `rows` says what differs")
            .field("bad", &ImportReport::bad, integer{.min = 0}, "How many cannot be used")
            .list("columns", &ImportReport::columns, import_column(), "What is done with each column")
            .list("faults", &ImportReport::faults, import_fault(), "The first of them, by line",
                  {.max = ImportReport::faults_shown})
            .list("fault_kinds", &ImportReport::fault_kinds, import_fault_count(),
                  "All of them, counted by what is wrong, the most frequent first", {.max = ImportReport::kinds_shown})
            .list("rows", &ImportReport::rows, imported_row(), "The first that are new, change something or differ",
                  {.max = ImportReport::rows_shown});
    return schema;
}

const Schema<ImportJob>& import_job() {
    static const auto schema =
        Schema<ImportJob>("ImportJob", "An import that goes on by itself")
            .field("id", &ImportJob::id, id{}, "Its id")
            .field("kind", &ImportJob::kind, choice<ImportKind>{}, "What is imported")
            .field("status", &ImportJob::state, choice<ImportState>{},
                   "`done`: stored. `refused`: there were bad rows, and nothing was stored. `failed`: it had to stop, "
                   "which `error` explains; what was stored before counts as unchanged when the file is sent again")
            .field("percent", &ImportJob::percent, integer{.min = 0, .max = 100}, "How much of the work is done")
            .field("started_at", &ImportJob::started_at, timestamp{}, "When it was sent")
            .field("ended_at", &ImportJob::ended_at, timestamp{}, "When it ended; null until then")
            .field("error", &ImportJob::error, text{.max = 10'000}, "Why it failed")
            .nested("report", &ImportJob::report, import_report(), "What became of the rows, once it has ended");
    return schema;
}

const Schema<ImportRequest>& import_request() {
    static const auto schema =
        Schema<ImportRequest>("ImportRequest", "How to import")
            .field("skip_bad", &ImportRequest::skip_bad, boolean{},
                   "Store the good rows of a file that has bad ones; without, such a file is not stored at all", false)
            .field("atomic", &ImportRequest::atomic, boolean{},
                   "Store everything in one transaction or nothing. Every other write waits for it: orders, too",
                   false);
    return schema;
}

const CsvLayout& products_file() {
    static const CsvLayout layout{.keys = {"sku", "id"}, .needed = {}, .new_only = {"stock"}};
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
            .field("quantity", &ImportedLine::quantity, integer{.min = 1, .max = 1'000'000'000}, "Pieces")
            .field("unit_price", &ImportedLine::unit_price, money{}, "As sold")
            .field("status", &ImportedLine::status, choice<OrderStatus>{}, "How far it came", OrderStatus::delivered)
            .field("shipping_address", &ImportedLine::shipping_address, text{.max = 2000, .lines = true},
                   "Where it went")
            .field("note", &ImportedLine::note, text{.max = 2000, .lines = true}, "From the customer")
            .field("carrier", &ImportedLine::carrier, text{.max = 100}, "Who brought it")
            .field("tracking_number", &ImportedLine::tracking_number, text{.max = 100}, "The carrier's number")
            .field("history", &ImportedLine::history, history{}, "Its steps");
    return schema;
}

const CsvLayout& orders_file() {
    static const CsvLayout layout{
        .keys = {"number"},
        .needed = {"number", "placed_at", "customer_email", "name", "quantity", "unit_price"},
        .new_only = {"placed_at", "customer_email", "sku", "name", "quantity", "unit_price", "status",
                     "shipping_address", "note", "carrier", "tracking_number", "history"}};
    return layout;
}

std::string history_text(const std::vector<OrderEvent>& history) {
    json::Writer writer;
    step_of_an_order().write_list(history, writer);
    return writer.take();
}

}  // namespace till::schemas

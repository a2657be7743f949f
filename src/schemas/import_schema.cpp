#include "models/import.h"
#include "schemas/schemas.h"

namespace till::schemas {
namespace {

const Schema<ImportFault>& import_fault() {
    static const auto schema = Schema<ImportFault>("ImportFault", "Why a row cannot be used")
                                   .field("line", &ImportFault::line, integer{.min = 1}, "Where the row begins")
                                   .field("message", &ImportFault::message, text{.max = 10'000}, "What is wrong");
    return schema;
}

const Schema<ImportChange>& import_change() {
    static const auto schema =
        Schema<ImportChange>("ImportChange", "A field that a row changes")
            .field("field", &ImportChange::field, text{}, "Which column")
            .field("before", &ImportChange::before, text{.max = 10'000, .lines = true}, "What it is in the store")
            .field("after", &ImportChange::after, text{.max = 10'000, .lines = true}, "What the row says");
    return schema;
}

const Schema<ImportedRow>& imported_row() {
    static const auto schema =
        Schema<ImportedRow>("ImportedRow", "A row that adds or changes something")
            .field("line", &ImportedRow::line, integer{.min = 1}, "Where it begins; of an order, where its first does")
            .field("key", &ImportedRow::key, text{}, "The SKU, the e-mail address or the order's number")
            .field("outcome", &ImportedRow::outcome, choice<ImportOutcome>{}, "Whether it is new")
            .list("changes", &ImportedRow::changes, import_change(), "What it changes");
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
        Schema<ImportReport>("ImportReport", "What becomes of a file's rows; of a file of orders, of the orders")
            .field("added", &ImportReport::added, integer{.min = 0}, "How many are new")
            .field("changed", &ImportReport::changed, integer{.min = 0}, "How many change what is there")
            .field("unchanged", &ImportReport::unchanged, integer{.min = 0}, "How many are there as they are")
            .computed(
                "bad", [](const ImportReport& report) { return static_cast<std::int64_t>(report.faults.size()); },
                integer{.min = 0}, "How many faults there are")
            .list("faults", &ImportReport::faults, import_fault(), "All of them, by line", {.max = 1'000'000})
            .list("rows", &ImportReport::rows, imported_row(), "The first thousand that are new or change something");
    return schema;
}

const Schema<ImportJob>& import_job() {
    static const auto schema =
        Schema<ImportJob>("ImportJob", "An import that goes on by itself")
            .field("id", &ImportJob::id, id{}, "Its id")
            .field("kind", &ImportJob::kind, choice<ImportKind>{}, "What is imported")
            .field("status", &ImportJob::state, choice<ImportState>{},
                   "`done`: stored. `refused`: there were bad rows, and nothing was stored. `failed`: for another "
                   "reason, which `error` says, and nothing was stored")
            .field("percent", &ImportJob::percent, integer{.min = 0, .max = 100}, "How much of the file has been read")
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
                   "Store the good rows of a file that has bad ones; without, such a file is not stored at all", false);
    return schema;
}

}  // namespace till::schemas

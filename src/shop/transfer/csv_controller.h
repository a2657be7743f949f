#pragma once
#include <atomic>

#include "api/paging.h"
#include "api/request.h"
#include "shop/kernel/security_log.h"
#include "shop/transfer/csv_kind.h"
#include "shop/transfer/import_jobs.h"
#include "shop/transfer/import_schema.h"

namespace till {

/// What the imports and exports of all kinds share. All of it must outlive the controllers.
struct Transfers {
    ImportJobs& jobs;
    const ImportSchemas& schemas;
    const CursorSealer& cursors;
    SecurityLog& log;
    std::atomic<int> previews = 0;  ///< that go on
};

/// CSV files of one kind: looked at, brought in, or written.
///
/// A preview reads a whole file while its client waits, so only a few go on at the same time: one more is a 503. An
/// export is a file of at most rows_max records and some MiB; a Link leads to the rest.
class CsvController {
 public:
    static constexpr int previews_max = 2;
    static constexpr std::int64_t rows_max = 10'000;
    static constexpr std::size_t bytes_max = 4 * 1024 * 1024;  ///< with which a file is full; a page more may follow

    CsvController(const AnyCsvKind& kind, Transfers& shared) : kind_(kind), shared_(shared) {}

    const AnyCsvKind& kind() const { return kind_; }

    http::Response preview(const Request& request);
    http::Response start(const Request& request);
    http::Response export_file(const Request& request);

 private:
    AnyCsvKind::Import opened(const Request& request) const;

    const AnyCsvKind& kind_;
    Transfers& shared_;
};

}  // namespace till

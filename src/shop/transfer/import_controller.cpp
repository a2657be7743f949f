#include "shop/transfer/import_controller.h"

#include <filesystem>
#include <memory>

#include "api/exchange.h"
#include "shop/transfer/csv_rows.h"
#include "shop/transfer/import_schema.h"

namespace till {
namespace {

/// A file of nothing, which is no CSV file, for a body that is empty.
struct SentFile {
    std::filesystem::path path = "/dev/null";
    std::shared_ptr<const void> owner;
};

SentFile sent_file(const Request& request) {
    if (!request.http.file) return {};
    return {request.http.file->path(), request.http.file};
}

/// With a header that fits; the rows are looked at later.
template <class T>
OpenImport<T> opened(const Request& request, const schemas::Schema<T>& schema, const schemas::CsvLayout& layout) {
    const SentFile file = sent_file(request);
    OpenImport<T> open = schemas::open_csv(file.path, schema, layout, file.owner);
    try {
        open();
    } catch (const CsvError& error) {
        throw Refusal::invalid("file", error.what());
    }
    return open;
}

/// One of the few places for previews, for as long as it is there.
class Place {
 public:
    explicit Place(std::atomic<int>& taken) : taken_(taken) {
        if (++taken_ <= ImportController::previews_max) return;
        --taken_;
        throw Refusal(problems::overloaded, "Too many files are being previewed.").retry_after(2);
    }
    ~Place() { --taken_; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

 private:
    std::atomic<int>& taken_;
};

template <class Import>
ImportJob started(const Request& request, ImportJobs& jobs, ImportKind kind, Import import) {
    const ImportRequest options = read_query(schemas::import_request(), request);
    return jobs.start(
        kind, request.caller.account,
        [options, import = std::move(import)](const ImportProgress& progress) { return import(options, progress); });
}

auto products_in(const Request& request) {
    return opened(request, schemas::imported_product(), schemas::products_file());
}

auto customers_in(const Request& request) {
    return opened(request, schemas::imported_customer(), schemas::customers_file());
}

auto orders_in(const Request& request) { return opened(request, schemas::imported_line(), schemas::orders_file()); }

}  // namespace

/// A file that turns out to be none behind its first rows is a bad one, too.
http::Response ImportController::previewed(const std::function<ImportReport(const ImportRequest&)>& preview) {
    const Place place(previews_);
    try {
        return ok(schemas::import_report().write(preview(ImportRequest{.preview = true})));
    } catch (const CsvError& error) {
        throw Refusal::invalid("file", error.what());
    }
}

http::Response ImportController::preview_products(const Request& request) {
    return previewed([&](const ImportRequest& options) { return imports_.products(products_in(request), options); });
}

http::Response ImportController::preview_customers(const Request& request) {
    return previewed([&](const ImportRequest& options) { return imports_.customers(customers_in(request), options); });
}

http::Response ImportController::preview_orders(const Request& request) {
    return previewed([&](const ImportRequest& options) { return imports_.orders(orders_in(request), options); });
}

http::Response ImportController::start_products(const Request& request) {
    return accepted(request, started(request, jobs_, ImportKind::products,
                                     [this, file = products_in(request)](const ImportRequest& options,
                                                                         const ImportProgress& progress) {
                                         return imports_.products(file, options, progress);
                                     }));
}

http::Response ImportController::start_customers(const Request& request) {
    return accepted(request, started(request, jobs_, ImportKind::customers,
                                     [this, file = customers_in(request)](const ImportRequest& options,
                                                                          const ImportProgress& progress) {
                                         return imports_.customers(file, options, progress);
                                     }));
}

http::Response ImportController::start_orders(const Request& request) {
    return accepted(request, started(request, jobs_, ImportKind::orders,
                                     [this, file = orders_in(request)](const ImportRequest& options,
                                                                       const ImportProgress& progress) {
                                         return imports_.orders(file, options, progress);
                                     }));
}

http::Response ImportController::accepted(const Request& request, const ImportJob& job) {
    log_.note(SecurityEvent::imported, actor_of(request), request.caller.account, name_of(job.kind));
    http::Response response = created("/imports", job.id, schemas::import_job().write(job));
    response.status = 202;
    return response;
}

http::Response ImportController::show(const Request& request) {
    return ok(schemas::import_job().write(jobs_.find(request.id_in_path(), request.caller.account)));
}

}  // namespace till

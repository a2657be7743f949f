#include "controllers/import_controller.h"

#include <memory>
#include <sstream>

#include "controllers/exchange.h"
#include "schemas/csv_rows.h"
#include "schemas/schemas.h"

namespace till {
namespace {

constexpr std::int64_t whole_percent = 100;

/// A file from a body, read from its beginning each time it is opened.
template <class T>
class SentFile {
 public:
    SentFile(std::string bytes, const schemas::Schema<T>& schema)
        : bytes_(std::make_shared<const std::string>(std::move(bytes))), schema_(schema) {}

    OpenImport<T> open(ImportJobs::Progress progress = {}) const {
        return [bytes = bytes_, &schema = schema_, progress = std::move(progress)] {
            struct Reading {
                std::istringstream input;
                schemas::CsvRows<T> rows;
                Reading(const std::string& text, const schemas::Schema<T>& its) : input(text), rows(input, its) {}
            };
            auto reading = std::make_shared<Reading>(*bytes, schema);
            return ImportChunks<T>([bytes, reading, progress] {
                auto rows = reading->rows.next_chunk();
                const auto position = rows.empty() ? std::streamoff{-1} : std::streamoff{reading->input.tellg()};
                if (progress && position > 0) {
                    progress(position * whole_percent / static_cast<std::int64_t>(bytes->size()));
                }
                return rows;
            });
        };
    }

 private:
    std::shared_ptr<const std::string> bytes_;
    const schemas::Schema<T>& schema_;
};

/// With a header that fits; the rows are looked at later.
template <class T>
SentFile<T> sent_file(const Request& request, const schemas::Schema<T>& schema) {
    require_content_type(request, csv_types);
    SentFile<T> file(request.http.body, schema);
    try {
        file.open()();
    } catch (const CsvError& error) {
        throw Refusal::invalid("file", error.what());
    }
    return file;
}

http::Response previewed(const ImportReport& report) { return ok(schemas::import_report().write(report)); }

template <class T>
ImportJob started(const Request& request, ImportJobs& jobs, ImportKind kind, const schemas::Schema<T>& schema,
                  std::function<ImportReport(const OpenImport<T>&, ImportMode)> import) {
    const ImportRequest options = read_query(schemas::import_request(), request);
    const ImportMode mode = options.skip_bad ? ImportMode::skip_bad : ImportMode::all_or_nothing;
    const SentFile<T> file = sent_file(request, schema);
    return jobs.start(kind, request.caller.account, [file, mode, import](const ImportJobs::Progress& progress) {
        return import(file.open(progress), mode);
    });
}

}  // namespace

http::Response ImportController::preview_products(const Request& request) {
    return previewed(imports_.products(sent_file(request, schemas::new_product()).open(), ImportMode::preview));
}

http::Response ImportController::preview_customers(const Request& request) {
    return previewed(imports_.customers(sent_file(request, schemas::new_customer()).open(), ImportMode::preview));
}

http::Response ImportController::preview_orders(const Request& request) {
    return previewed(imports_.orders(sent_file(request, schemas::imported_line()).open(), ImportMode::preview));
}

http::Response ImportController::start_products(const Request& request) {
    const auto import = [this](const auto& open, ImportMode mode) { return imports_.products(open, mode); };
    return accepted(request, started<NewProduct>(request, jobs_, ImportKind::products, schemas::new_product(), import));
}

http::Response ImportController::start_customers(const Request& request) {
    const auto import = [this](const auto& open, ImportMode mode) { return imports_.customers(open, mode); };
    return accepted(request,
                    started<CustomerDetails>(request, jobs_, ImportKind::customers, schemas::new_customer(), import));
}

http::Response ImportController::start_orders(const Request& request) {
    const auto import = [this](const auto& open, ImportMode mode) { return imports_.orders(open, mode); };
    return accepted(request,
                    started<ImportedLine>(request, jobs_, ImportKind::orders, schemas::imported_line(), import));
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

#include "shop/transfer/csv_controller.h"

#include "api/exchange.h"

namespace till {
namespace {

/// One of the few places for previews, for as long as it is there.
class Place {
 public:
    explicit Place(std::atomic<int>& taken) : taken_(taken) {
        if (++taken_ <= CsvController::previews_max) return;
        --taken_;
        throw Refusal(problems::overloaded, "Too many files are being previewed.").retry_after(2);
    }
    ~Place() { --taken_; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

 private:
    std::atomic<int>& taken_;
};

}  // namespace

/// With a header that fits; the rows are looked at later.
AnyCsvKind::Import CsvController::opened(const Request& request) const {
    if (!request.http.file) throw Refusal::invalid("file", "there is no header");
    try {
        return kind_.open(request.http.file->path(), request.http.file);
    } catch (const CsvError& error) {
        throw Refusal::invalid("file", error.what());
    }
}

/// A file that turns out to be none behind its first rows is a bad one, too.
http::Response CsvController::preview(const Request& request) {
    const Place place(shared_.previews);
    const AnyCsvKind::Import import = opened(request);
    try {
        return ok(shared_.schemas.import_report.write(import({.preview = true}, {})));
    } catch (const CsvError& error) {
        throw Refusal::invalid("file", error.what());
    }
}

http::Response CsvController::start(const Request& request) {
    AnyCsvKind::Import import = opened(request);
    const ImportRequest options = read_query(schemas::import_request(), request);
    const ImportJob job = shared_.jobs.start(
        kind_.texts().kind, request.caller.account,
        [options, import = std::move(import)](const ImportProgress& progress) { return import(options, progress); });
    shared_.log.note(SecurityEvent::imported, actor_of(request), request.caller.account, kind_.name());
    http::Response response = created("/imports", job.id, shared_.schemas.import_job.write(job));
    response.status = 202;
    return response;
}

http::Response CsvController::export_file(const Request& request) {
    const ExportQuery query = read_query(kind_.export_query(), request, shared_.cursors);
    std::string text;
    const AnyCsvKind::Position next =
        kind_.write(query, {.count = rows_max, .enough = [&text] { return text.size() >= bytes_max; }},
                    [&text](std::string_view part) { text += part; });
    shared_.log.note(SecurityEvent::exported, actor_of(request), request.caller.account, kind_.name());
    http::Response response{.status = 200, .headers = {}, .body = std::move(text)};
    response.add("Content-Type", "text/csv; charset=utf-8; header=present")
        .add("Content-Disposition", "attachment; filename=\"" + kind_.name() + ".csv\"")
        .add("Link", cursor_links(request, next ? std::optional(shared_.cursors.cursor_of(request, *next)) : next));
    return response;
}

}  // namespace till

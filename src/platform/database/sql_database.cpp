#include "platform/database/sql_database.h"

#include <atomic>
#include <mutex>

#include "platform/database/connection_factory.h"
#include "platform/database/file_rights.h"
#include "platform/database/read_scope.h"
#include "platform/database/reader_pool.h"
#include "platform/database/server_settings.h"
#include "platform/database/writer.h"

namespace till::database {

namespace {

constexpr std::chrono::seconds probe_response_s{2};
// For a server that does not respond, although it knows the time limit of a statement.
constexpr std::chrono::seconds lookup_response_s{10};

ConnectionOptions connection_options(const SqlDatabaseOptions& options, Role role) {
    const bool elsewhere = role == Role::reader && !options.read_url.empty();
    return {.address = parse_address(elsewhere ? options.read_url : options.url),
            .role = role,
            .busy_timeout_ms = options.busy_timeout_ms,
            .statement_bytes_min = options.statement_bytes_min};
}

/// A server that knows the time limit of a read has this much more time to report it.
ConnectionOptions reader_options(const SqlDatabaseOptions& options, std::chrono::milliseconds timeout_ms,
                                 std::chrono::seconds response_s) {
    ConnectionOptions reader = connection_options(options, Role::reader);
    if (timeout_ms.count() == 0) return reader;
    reader.busy_timeout_ms = std::min(reader.busy_timeout_ms, timeout_ms);
    reader.statement_timeout_ms = timeout_ms;
    reader.response_timeout_s =
        std::max(response_s, std::chrono::ceil<std::chrono::seconds>(timeout_ms) + probe_response_s);
    return reader;
}

/// Lookups serve also those that have no time limit.
ConnectionOptions lookup_options(const SqlDatabaseOptions& options) {
    ConnectionOptions reader = reader_options(options, options.read_timeout_ms, lookup_response_s);
    reader.busy_timeout_ms = options.busy_timeout_ms;
    reader.statement_timeout_ms = {};
    return reader;
}

std::unique_ptr<Connection> open_writer(const SqlDatabaseOptions& options) {
    std::unique_ptr<Connection> connection = make_connection(connection_options(options, Role::writer));
    connection->open();
    if (connection->dialect() == Dialect::sqlite) warn_of_open_files(parse_address(options.url).path);
    if (!options.allow_unsafe_settings) require_safe_settings(*connection);
    return connection;
}

ConnectionOptions probe_options(const SqlDatabaseOptions& options) {
    ConnectionOptions probe = connection_options(options, Role::reader);
    probe.busy_timeout_ms = std::min<std::chrono::milliseconds>(probe.busy_timeout_ms, probe_response_s);
    probe.response_timeout_s = probe_response_s;
    return probe;
}

}  // namespace

class SqlDatabase::Impl {
 public:
    explicit Impl(const SqlDatabaseOptions& options)
        : address(parse_address(options.url)),
          writer(open_writer(options), options),
          lookups(lookup_options(options), options.readers),
          lists(reader_options(options, options.read_timeout_ms, {}), options.list_readers),
          reports(reader_options(options, options.report_timeout_ms, {}), options.report_readers),
          probe_(make_connection(probe_options(options))) {}

    bool reachable() {
        const std::unique_lock lock(probe_mutex_, std::try_to_lock);
        if (!lock) return last_reached_;
        // A connection that has died since the last time is worth another try.
        last_reached_ = probe() || (probe_->lost() && probe());
        return last_reached_;
    }

    const Address address;
    Writer writer;  // closes last, because only the writer may checkpoint
    ReaderPool lookups;
    ReaderPool lists;
    ReaderPool reports;

    ReaderPool& readers() {
        switch (ReadScope::limits().kind) {
            case ReadKind::list:
                return lists;
            case ReadKind::report:
                return reports;
            case ReadKind::lookup:
                break;
        }
        return lookups;
    }

 private:
    bool probe() {
        try {
            probe_->open();
            probe_->rows<std::int64_t>(address.dialect == Dialect::sqlite ? "SELECT count(*) FROM sqlite_master"
                                                                          : "SELECT 1");
            return true;
        } catch (const std::exception&) {
            return false;
        }
    }

    std::mutex probe_mutex_;
    std::atomic<bool> last_reached_{true};
    std::unique_ptr<Connection> probe_;
};

SqlDatabase::SqlDatabase(SqlDatabaseOptions options) : impl_(std::make_unique<Impl>(options)) {}

SqlDatabase::~SqlDatabase() = default;

Dialect SqlDatabase::dialect() const { return impl_->address.dialect; }

bool SqlDatabase::reachable() { return impl_->reachable(); }

WriterMetrics SqlDatabase::metrics() const { return impl_->writer.metrics(); }

void SqlDatabase::run_write(Write& write) { impl_->writer.run(write); }

void SqlDatabase::run_read(const std::function<void(SqlSession&)>& work) { impl_->readers().run(work); }

}  // namespace till::database

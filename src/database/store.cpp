#include "database/store.h"

#include <atomic>
#include <mutex>

#include "database/connection.h"
#include "database/file_rights.h"
#include "database/reader_pool.h"
#include "database/server_settings.h"
#include "database/writer.h"

namespace till::database {

namespace {

constexpr std::chrono::seconds probe_answer_s{2};

ConnectionOptions connection_options(const StoreOptions& options, Role role) {
    const bool elsewhere = role == Role::reader && !options.read_url.empty();
    return {.address = parse_address(elsewhere ? options.read_url : options.url),
            .role = role,
            .busy_timeout_ms = options.busy_timeout_ms,
            .statement_bytes_min = options.statement_bytes_min};
}

std::unique_ptr<Connection> open_writer(const StoreOptions& options) {
    std::unique_ptr<Connection> connection = make_connection(connection_options(options, Role::writer));
    connection->open();
    if (connection->dialect() == Dialect::sqlite) warn_of_open_files(parse_address(options.url).path);
    if (!options.allow_unsafe_settings) require_safe_settings(*connection);
    return connection;
}

ConnectionOptions probe_options(const StoreOptions& options) {
    ConnectionOptions probe = connection_options(options, Role::reader);
    probe.busy_timeout_ms = std::min<std::chrono::milliseconds>(probe.busy_timeout_ms, probe_answer_s);
    probe.answer_timeout_s = probe_answer_s;
    return probe;
}

}  // namespace

class Store::Impl {
 public:
    explicit Impl(const StoreOptions& options)
        : address(parse_address(options.url)),
          writer(open_writer(options), options),
          readers(connection_options(options, Role::reader), options.readers),
          probe_(make_connection(probe_options(options))) {}

    bool reachable() {
        const std::unique_lock lock(probe_mutex_, std::try_to_lock);
        if (!lock) return last_reached_;
        // A connection that has died since the last time is worth another try.
        last_reached_ = probe() || (probe_->lost() && probe());
        return last_reached_;
    }

    const Address address;
    Writer writer;  // closes last, as it is the one that may checkpoint
    ReaderPool readers;

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

Store::Store(StoreOptions options) : impl_(std::make_unique<Impl>(options)) {}

Store::~Store() = default;

Dialect Store::dialect() const { return impl_->address.dialect; }

bool Store::reachable() { return impl_->reachable(); }

WriterFigures Store::figures() const { return impl_->writer.figures(); }

void Store::run_write(Write& write) { impl_->writer.run(write); }

void Store::run_read(const std::function<void(Session&)>& work) { impl_->readers.run(work); }

const std::string& Store::shown_url() const { return impl_->address.shown; }

}  // namespace till::database

#include "platform/database/sqlite_connection.h"

#include <filesystem>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/database/file_rights.h"
#include "platform/database/read_scope.h"
#include "platform/database/statement_cache.h"

namespace till::database {

namespace {

namespace api = sqlite_api;

// The memory of eight readers and a writer has to stay small; the operating system caches the file anyway.
constexpr const char* reader_cache = "PRAGMA cache_size = -1000";
constexpr const char* writer_cache = "PRAGMA cache_size = -4000";
constexpr const char* writer_checkpoint_pages = "PRAGMA wal_autocheckpoint = 4000";
constexpr const char* writer_log_bytes = "PRAGMA journal_size_limit = 67108864";

// How long the writer waits for readers of the log to end where nothing may stay in it.
constexpr std::chrono::milliseconds truncation_patience_ms{50};

// Some tens of microseconds.
constexpr int steps_between_looks = 1000;

// SOCI does not export the type information that UBSan would look at.
__attribute__((no_sanitize("vptr"))) api::sqlite3* handle_of(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

[[noreturn]] void fail(int code, const std::string& message, Role role) {
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) throw UniqueViolation(message);
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY) throw ReferenceViolation(message);
    switch (code & 0xff) {
        case SQLITE_INTERRUPT:
            throw TimedOut("a read took longer than it may, or nobody waits for it any more");
        case SQLITE_READONLY:
            // A reader says so to any change, which is a mistake in the program and not an outage.
            if (role == Role::reader) throw Error(message);
            [[fallthrough]];
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL:
        case SQLITE_NOMEM:
            throw Unavailable(message);
        default:
            throw Error(message);
    }
}

template <class Work>
auto translated(Role role, const Work& work) {
    try {
        return work();
    } catch (const soci::sqlite3_soci_error& error) {
        fail(error.result(), error.get_error_message(), role);
    } catch (const soci::soci_error& error) {
        throw Error(error.get_error_message());
    }
}

/// Each connection is used by one thread at a time, and nothing reads SQLite's memory statistics: without the locks for
/// both, which SQLite takes with every column that is read.
void spare_locks() {
    static const bool once = [] {
        api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    }();
    static_cast<void>(once);
}

void require_folder(const std::string& path) {
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    std::error_code error;
    if (!folder.empty() && !std::filesystem::is_directory(folder, error)) {
        throw std::invalid_argument("the database's URL: the folder " + folder.string() + " does not exist");
    }
}

std::string placeholders(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? ":p" : ", :p") + std::to_string(i);
    return text;
}

}  // namespace

SqliteConnection::SqliteConnection(ConnectionOptions options) : options_(std::move(options)) {
    require_folder(options_.address.path);
    if (options_.role == Role::writer) lock_ = std::make_unique<WriterLock>(options_.address.path);
}

SqliteConnection::~SqliteConnection() { close(); }

void SqliteConnection::open() {
    if (session_) return;
    try {
        connect();
        options_.role == Role::writer ? set_up_writer() : set_up_reader();
    } catch (...) {
        close();
        throw;
    }
}

void SqliteConnection::connect() {
    spare_locks();
    make_private_file(options_.address.path);
    translated(options_.role, [&] {
        session_ = std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + options_.address.path + "\"");
    });
    api::sqlite3_extended_result_codes(handle_of(*session_), 1);
    api::sqlite3_busy_timeout(handle_of(*session_), static_cast<int>(options_.busy_timeout_ms.count()));
    statements_ = std::make_unique<StatementCache>(*session_);
}

void SqliteConnection::set_up_writer() {
    lock_->acquire(options_.busy_timeout_ms);
    if (setting("PRAGMA journal_mode = WAL") != "wal") {
        throw Unavailable("SQLite cannot keep a write-ahead log for " + options_.address.path);
    }
    execute("PRAGMA synchronous = FULL");
    execute("PRAGMA foreign_keys = ON");
    execute("PRAGMA secure_delete = ON");  // what is deleted is overwritten
    execute(writer_cache);
    execute(writer_checkpoint_pages);
    execute(writer_log_bytes);
    lock_->release();
}

void SqliteConnection::set_up_reader() {
    execute("PRAGMA query_only = ON");
    execute("PRAGMA wal_autocheckpoint = 0");
    execute(reader_cache);
    // The handler runs on the reading thread, so it can only end the intended statement; sqlite3_interrupt() from
    // another thread might end a different one.
    const auto is_over = [](void* /*nothing*/) { return ReadScope::is_over() ? 1 : 0; };
    api::sqlite3_progress_handler(handle_of(*session_), steps_between_looks, is_over, nullptr);
    api::sqlite3_db_config(handle_of(*session_), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void SqliteConnection::close() noexcept {
    statements_.reset();
    // The last connection to close checkpoints, so the writer does it under its lock.
    try {
        if (lock_ && session_) lock_->acquire(options_.busy_timeout_ms);
    } catch (const Unavailable&) {
        api::sqlite3_db_config(handle_of(*session_), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    session_.reset();
    if (lock_) lock_->release();
}

std::int64_t SqliteConnection::run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                                   const std::function<void()>& on_row) {
    require_open();
    const std::int64_t count =
        translated(options_.role, [&] { return statements_->run(sql, parameters, into, on_row); });
    count_success();
    return count;
}

std::vector<std::int64_t> SqliteConnection::run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) {
    std::vector<std::int64_t> affected;
    affected.reserve(rows.size());
    for (const std::vector<Cell>& row : rows) affected.push_back(run(sql, row, {}, {}));
    return affected;
}

std::vector<std::int64_t> SqliteConnection::insert_rows(std::string_view table, std::string_view columns,
                                                        std::span<const std::vector<Cell>> rows,
                                                        std::string_view otherwise) {
    std::vector<std::int64_t> ids;
    if (rows.empty()) return ids;
    ids.reserve(rows.size());
    std::string sql("INSERT INTO ");
    sql.append(table).append(" (").append(columns).append(") VALUES (");
    sql.append(placeholders(rows.front().size())).append(")").append(otherwise);
    for (const std::vector<Cell>& row : rows) {
        run(sql, row, {}, {});
        ids.push_back(api::sqlite3_last_insert_rowid(handle_of(*session_)));
    }
    return ids;
}

void SqliteConnection::begin() {
    lock_->acquire(options_.busy_timeout_ms);
    try {
        execute("BEGIN IMMEDIATE");
    } catch (...) {
        lock_->release();
        throw;
    }
}

void SqliteConnection::commit() {
    try {
        execute("COMMIT");
    } catch (const Unavailable& error) {
        // Rolled back here; but where only the sync failed, all of it may be in the log, and recovery after a crash
        // takes it for committed.
        const bool failed_io = (api::sqlite3_extended_errcode(handle_of(*session_)) & 0xff) == SQLITE_IOERR;
        if (failed_io) throw OutcomeUnknown(error.what());
        throw;
    }
    if (erases_traces()) truncate_log();
    lock_->release();
}

/// The log still holds the pages as they were. Where readers need it for longer, the next commit tries again.
void SqliteConnection::truncate_log() noexcept {
    api::sqlite3* handle = handle_of(*session_);
    api::sqlite3_busy_timeout(handle, static_cast<int>(truncation_patience_ms.count()));
    const int result = api::sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    api::sqlite3_busy_timeout(handle, static_cast<int>(options_.busy_timeout_ms.count()));
    if (result == SQLITE_OK) traces_are_erased();
}

void SqliteConnection::rollback() noexcept {
    if (session_ && in_transaction()) {
        api::sqlite3_exec(handle_of(*session_), "ROLLBACK", nullptr, nullptr, nullptr);
        if (in_transaction()) close();
    }
    lock_->release();
}

void SqliteConnection::savepoint() { execute("SAVEPOINT member"); }

void SqliteConnection::release_savepoint() { execute("RELEASE member"); }

void SqliteConnection::undo_to_savepoint() {
    execute("ROLLBACK TO member");
    execute("RELEASE member");
}

void SqliteConnection::check_transaction() const {
    if (!session_ || !in_transaction()) throw Unavailable("SQLite rolled the whole transaction back");
}

void SqliteConnection::run_text(const std::string& statement) { execute(statement.c_str()); }

void SqliteConnection::require_open() const {
    if (!session_) throw ConnectionLost("the SQLite file had to be closed");
}

bool SqliteConnection::in_transaction() const { return api::sqlite3_get_autocommit(handle_of(*session_)) == 0; }

void SqliteConnection::execute(const char* statement) {
    require_open();
    api::sqlite3* handle = handle_of(*session_);
    if (api::sqlite3_exec(handle, statement, nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(api::sqlite3_extended_errcode(handle), api::sqlite3_errmsg(handle), options_.role);
    }
}

std::string SqliteConnection::setting(const std::string& pragma) {
    std::vector<Cell> into{cell_of("")};
    std::string result;
    translated(options_.role,
               [&] { return statements_->run_once(pragma, {}, into, [&] { result = into.front().text; }); });
    return result;
}

}  // namespace till::database

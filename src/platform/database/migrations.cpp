#include "platform/database/migrations.h"

#include <algorithm>
#include <cctype>
#include <ctime>
#include <stdexcept>

#include "embedded/migrations.h"
#include "platform/database/connection_factory.h"
#include "platform/database/migration_lock.h"
#include "platform/database/migration_text.h"
#include "platform/database/schema_tables.h"

namespace till::database {

namespace {

// A step without applied_at stopped on its way, after so many of its statements.
constexpr const char* make_table =
    "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL, "
    "checksum CHAR(40) NOT NULL, statements_done INTEGER NOT NULL, applied_at VARCHAR(20) NULL)";

struct Record {
    std::int64_t number = 0;
    std::string name;
    std::string checksum;
    std::int64_t statements_done = 0;
    bool applied = false;
};

ConnectionOptions connection_options(const SqlDatabaseOptions& options) {
    return {.address = parse_address(options.url),
            .role = Role::writer,
            .busy_timeout_ms = options.busy_timeout_ms,
            .response_timeout_s = std::chrono::hours(1)};
}

std::unique_ptr<Connection> connect(const SqlDatabaseOptions& options) {
    std::unique_ptr<Connection> connection = make_connection(connection_options(options));
    connection->open();
    return connection;
}

std::vector<Record> records(SqlSession& session) {
    std::vector<Record> all;
    if (!has_table(session, "schema_migrations")) return all;
    for (auto& [number, name, checksum, done, applied_at] :
         session.rows<std::int64_t, std::string, std::string, std::int64_t, std::optional<std::string>>(
             "SELECT number, name, checksum, statements_done, applied_at FROM schema_migrations ORDER BY number")) {
        all.push_back({number, std::move(name), std::move(checksum), done, applied_at.has_value()});
    }
    return all;
}

/// What was applied has to be the beginning of what the program has, unchanged.
void check(const std::vector<Record>& applied, const std::vector<Migration>& migrations) {
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        if (migrations[i].number != static_cast<int>(i) + 1) {
            throw std::runtime_error("the program has no migration number " + std::to_string(i + 1) + " before " +
                                     migrations[i].name);
        }
    }
    for (std::size_t i = 0; i < applied.size(); ++i) {
        const Record& record = applied[i];
        if (i >= migrations.size()) {
            throw std::runtime_error("the database is newer than this program, which does not know its migration " +
                                     record.name);
        }
        if (record.number != migrations[i].number) {
            throw std::runtime_error("the database has migration " + record.name + " but not " + migrations[i].name +
                                     " before it");
        }
        if (record.checksum != migrations[i].checksum || record.name != migrations[i].name) {
            throw std::runtime_error("migration " + migrations[i].name +
                                     " was edited after it had been applied; undo that and add a new one");
        }
    }
}

std::string now_text() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[sizeof "2000-01-01T00:00:00Z"];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

[[noreturn]] void stopped(const Migration& migration, std::size_t statement, const std::string& reason,
                          const std::string& state) {
    throw std::runtime_error("migration " + migration.name + " stopped at its statement " +
                             std::to_string(statement + 1) + ": " + reason + " (" + state + ")");
}

/// All of the step or nothing.
void apply_in_transaction(Connection& connection, const Migration& migration) {
    const std::vector<std::string> statements = statements_of(migration.sql);
    std::size_t next = 0;
    try {
        for (; next < statements.size(); ++next) connection.run_text(statements[next]);
    } catch (const Error& error) {
        stopped(migration, next, error.what(), "it is not applied, and nothing of it was kept");
    }
    connection.execute(
        "INSERT INTO schema_migrations (number, name, checksum, statements_done, applied_at) "
        "VALUES (:number, :name, :checksum, :done, :at)",
        migration.number, migration.name, migration.checksum, statements.size(), now_text());
}

/// Where the server commits each change of a table by itself, what was done is recorded statement by statement, and a
/// step that stopped continues behind it.
void apply_by_statements(Connection& connection, const Migration& migration, std::size_t done) {
    const std::vector<std::string> statements = statements_of(migration.sql);
    if (done == 0) {
        connection.execute(
            "INSERT IGNORE INTO schema_migrations (number, name, checksum, statements_done) "
            "VALUES (:number, :name, :checksum, 0)",
            migration.number, migration.name, migration.checksum);
    }
    for (std::size_t next = done; next < statements.size(); ++next) {
        try {
            connection.run_text(statements[next]);
        } catch (const Error& error) {
            stopped(migration, next, error.what(),
                    "it is not applied; what stands before that statement was kept, and the next try goes on there");
        }
        connection.execute("UPDATE schema_migrations SET statements_done = :done WHERE number = :number", next + 1,
                           migration.number);
    }
    connection.execute("UPDATE schema_migrations SET applied_at = :at WHERE number = :number", now_text(),
                       migration.number);
}

/// The next pending step, applied and named; empty when there is none.
std::string apply_next(Connection& connection, const std::vector<Migration>& migrations) {
    const std::vector<Record> found = records(connection);
    check(found, migrations);
    const bool halfway = !found.empty() && !found.back().applied;
    const std::size_t next = found.size() - (halfway ? 1 : 0);
    if (next == migrations.size()) return {};
    if (connection.dialect() == Dialect::sqlite) {
        apply_in_transaction(connection, migrations[next]);
    } else {
        apply_by_statements(connection, migrations[next],
                            halfway ? static_cast<std::size_t>(found.back().statements_done) : 0);
    }
    return migrations[next].name;
}

}  // namespace

std::vector<Migration> migrations_for(Dialect dialect) {
    const std::string_view folder = dialect == Dialect::sqlite ? "sqlite/" : "mysql/";
    std::vector<Migration> migrations;
    for (const embedded::File& file : embedded::migrations()) {
        if (file.path.starts_with(folder)) {
            migrations.push_back(make_migration(file.path.substr(folder.size()), file.bytes));
        }
    }
    std::ranges::sort(migrations, {}, &Migration::number);
    return migrations;
}

MigrationState migration_state(const SqlDatabaseOptions& options, const std::vector<Migration>& migrations) {
    const std::unique_ptr<Connection> connection = connect(options);
    const std::vector<Record> found = records(*connection);
    check(found, migrations);
    MigrationState state;
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        const bool applied = i < found.size() && found[i].applied;
        (applied ? state.applied : state.pending).push_back(migrations[i].name);
    }
    return state;
}

std::vector<std::string> migrate(const SqlDatabaseOptions& options, const std::vector<Migration>& migrations) {
    const std::unique_ptr<Connection> connection = connect(options);
    std::vector<std::string> names;
    while (true) {
        MigrationLock lock(*connection, connection_options(options));
        connection->run_text(make_table);
        const std::string name = apply_next(*connection, migrations);
        lock.commit();
        if (name.empty()) return names;
        names.push_back(name);
    }
}

}  // namespace till::database

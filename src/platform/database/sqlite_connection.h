#pragma once
#include <memory>
#include <string>

#include "platform/database/connection.h"
#include "platform/database/writer_lock.h"

namespace soci {
class session;
}

namespace till::database {

class StatementCache;

/// A connection to an SQLite file in WAL mode. The writer is the only connection of a process that writes and
/// checkpoints; it holds the WriterLock from begin() to commit() or rollback().
class SqliteConnection : public Connection {
 public:
    explicit SqliteConnection(ConnectionOptions options);
    ~SqliteConnection() override;

    Dialect dialect() const override { return Dialect::sqlite; }

    std::int64_t run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                     const std::function<void()>& on_row) override;
    std::vector<std::int64_t> run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) override;
    std::vector<std::int64_t> insert_rows(std::string_view table, std::string_view columns,
                                          std::span<const std::vector<Cell>> rows, std::string_view otherwise) override;

    void open() override;
    void begin() override;
    void commit() override;
    void rollback() noexcept override;
    void savepoint() override;
    void release_savepoint() override;
    void undo_to_savepoint() override;
    void check_transaction() const override;
    bool lost() const override { return !session_; }
    void run_text(const std::string& statement) override;

 private:
    void connect();
    void set_up_writer();
    void set_up_reader();
    void close() noexcept;
    void require_open() const;
    bool in_transaction() const;
    void truncate_log() noexcept;
    void execute(const char* statement);
    std::string setting(const std::string& pragma);

    ConnectionOptions options_;
    std::unique_ptr<WriterLock> lock_;  // writer only
    std::unique_ptr<soci::session> session_;
    std::unique_ptr<StatementCache> statements_;
};

}  // namespace till::database

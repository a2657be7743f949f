#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "platform/database/connection.h"

struct st_mysql;
struct st_mysql_res;

namespace till::database {

/// A connection to MariaDB or MySQL: READ COMMITTED, strict, UTC, utf8mb4. Statements are texts, with their values
/// escaped into them, so that many can go in one packet; MariaDB's client library sends them and reads their rows.
class MysqlConnection : public Connection {
 public:
    explicit MysqlConnection(ConnectionOptions options);
    ~MysqlConnection() override;

    Dialect dialect() const override { return Dialect::mysql; }

    std::int64_t run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                     const std::function<void()>& on_row) override;
    std::vector<std::int64_t> run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) override;
    std::vector<std::int64_t> insert_rows(std::string_view table, std::string_view columns,
                                          std::span<const std::vector<Cell>> rows, std::string_view otherwise) override;

    void open() override;
    void begin() override;
    void commit() override;
    void await_former() override;
    void rollback() noexcept override;
    void savepoint() override;
    void release_savepoint() override {}  // the next one of the same name takes its place
    void undo_to_savepoint() override;
    void check_transaction() const override;
    bool lost() const override { return state_ == State::lost; }
    void run_text(const std::string& statement) override;

 private:
    enum class State : std::uint8_t { lost, open, killed };

    /// The result of a packet of statements.
    struct PacketResult {
        std::vector<std::int64_t> affected;  ///< rows, statement by statement
        std::int64_t first_id = 0;           ///< that the first statement generated
        std::int64_t last_value = 0;         ///< of the last row
    };

    struct Close {
        void operator()(st_mysql* connection) const;
    };
    using Result = std::unique_ptr<st_mysql_res, void (*)(st_mysql_res*)>;

    [[noreturn]] void fail(unsigned code, const std::string& message);
    void connect();
    void set_up();
    void require_open() const;
    st_mysql* handle() const { return connection_.get(); }
    void query(const std::string& text);
    Result store_result();
    PacketResult send(const std::string& text);
    void read_result(PacketResult& received, bool first);
    void insert_packet(std::string& text, std::size_t rows, std::vector<std::int64_t>& ids);
    void require_large_packets() const;
    void require_fitting(std::size_t bytes) const;

    ConnectionOptions options_;
    State state_ = State::lost;
    std::size_t packet_max_bytes_ = 0;  // the server's limit
    std::int64_t former_ = 0;           // the server's number of the connection before
    std::unique_ptr<st_mysql, Close> connection_;
};

}  // namespace till::database

#include "platform/database/mysql_connection.h"

#include <thread>

#include <mysql.h>

#include "platform/database/mysql_errors.h"
#include "platform/database/mysql_text.h"
#include "platform/database/read_scope.h"
#include "platform/text/numbers.h"

namespace till::database {

namespace {

// Larger packets are not sent faster, and the server's default limit is 16 MiB.
constexpr std::size_t packet_target_bytes = 1'000'000;
constexpr std::size_t packet_spare_bytes = 1'024;

constexpr std::chrono::seconds former_wait_s{5};
constexpr std::chrono::milliseconds between_looks_ms{10};

unsigned seconds_of(std::chrono::milliseconds time) {
    return static_cast<unsigned>(std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(time).count()));
}

const char* text_or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

/// TLS 1.2 or later, with a server that proves its identity; without it there is no connection.
void require_tls(MYSQL* connection, const Address& address) {
    const my_bool yes = 1;
    mysql_ssl_set(connection, text_or_null(address.ssl_key), text_or_null(address.ssl_cert), address.ssl_ca.c_str(),
                  nullptr, nullptr);
    mysql_optionsv(connection, MYSQL_OPT_SSL_ENFORCE, &yes);
    mysql_optionsv(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
    mysql_optionsv(connection, MARIADB_OPT_TLS_VERSION, "TLSv1.2,TLSv1.3");
}

/// What MariaDB reads before a statement that may not go on for ever; MySQL reads nothing.
std::string time_limit() {
    const ReadLimits::Time until = ReadScope::limits().until;
    if (until == ReadLimits::Time::max()) return "";
    const auto left_ms = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    std::string thousandths = std::to_string(std::max<std::int64_t>(1, left_ms) % 1000);
    thousandths.insert(0, 3 - thousandths.size(), '0');
    return "/*M!100100 SET STATEMENT max_statement_time=" + std::to_string(std::max<std::int64_t>(0, left_ms) / 1000) +
           "." + thousandths + " FOR */ ";
}

void read_cell(const char* value, std::size_t length, Cell& cell) {
    cell.null = value == nullptr;
    cell.integer = 0;
    cell.text.clear();
    if (cell.null) return;
    if (cell.kind == Cell::Kind::text) {
        cell.text.assign(value, length);
        return;
    }
    const auto integer = parse_integer<std::int64_t>({value, length});
    if (!integer) throw Error("a column that is no integer was read as one");
    cell.integer = *integer;
}

void read_row(MYSQL_ROW row, const unsigned long* lengths, std::span<Cell> into) {
    for (std::size_t i = 0; i < into.size(); ++i) read_cell(row[i], lengths[i], into[i]);
}

}  // namespace

MysqlConnection::MysqlConnection(ConnectionOptions options) : options_(std::move(options)) {}

MysqlConnection::~MysqlConnection() = default;

void MysqlConnection::Close::operator()(st_mysql* connection) const { mysql_close(connection); }

void MysqlConnection::fail(unsigned code, const std::string& message) {
    if (mysql_errors::connection_lost(code)) state_ = State::lost;
    if (mysql_errors::transaction_killed(code) && state_ == State::open) state_ = State::killed;
    mysql_errors::raise(code, message);
}

void MysqlConnection::open() {
    if (state_ != State::lost) return;
    connect();
    set_up();
    state_ = State::open;
}

void MysqlConnection::connect() {
    if (connection_) former_ = static_cast<std::int64_t>(mysql_thread_id(handle()));
    connection_.reset(mysql_init(nullptr));
    if (!connection_) throw std::bad_alloc();
    const Address& address = options_.address;
    const unsigned connect_s = seconds_of(options_.busy_timeout_ms);
    const unsigned response_s = seconds_of(options_.response_timeout_s);
    mysql_optionsv(handle(), MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
    mysql_optionsv(handle(), MYSQL_OPT_READ_TIMEOUT, &response_s);
    mysql_optionsv(handle(), MYSQL_OPT_WRITE_TIMEOUT, &response_s);
    mysql_optionsv(handle(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (!address.ssl_ca.empty()) require_tls(handle(), address);
    // Over a socket where there is one, else the client library would choose by the name of the host.
    const MYSQL* connected =
        mysql_real_connect(handle(), address.socket.empty() ? address.host.c_str() : nullptr, address.user.c_str(),
                           address.password.c_str(), address.name.c_str(), address.socket.empty() ? address.port : 0,
                           text_or_null(address.socket), CLIENT_FOUND_ROWS | CLIENT_MULTI_RESULTS);
    if (connected == nullptr) {
        throw Unavailable("cannot connect to " + address.shown + ": " + mysql_error(handle()));
    }
}

/// In a Galera cluster, a reader waits before each look until its server has what any other has committed before. The
/// writer does so once, when it has come to a server, by its first SELECT here: from then on all is written there.
void MysqlConnection::set_up() {
    const auto busy_s = std::chrono::ceil<std::chrono::seconds>(options_.busy_timeout_ms).count();
    send(
        "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,"
        "ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE', time_zone = '+00:00', autocommit = 1, "
        "innodb_lock_wait_timeout = " +
        std::to_string(std::max<std::int64_t>(1, busy_s)) + " /*M!100100 , wsrep_sync_wait = 1 */" +
        " /*!80000 , max_execution_time = " + std::to_string(options_.statement_timeout_ms.count()) + " */");
    send("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    if (options_.role == Role::reader) {
        send("SET SESSION TRANSACTION READ ONLY");
    } else if (mysql_set_server_option(handle(), MYSQL_OPTION_MULTI_STATEMENTS_ON) != 0) {
        fail(mysql_errno(handle()), mysql_error(handle()));
    }
    packet_max_bytes_ = static_cast<std::size_t>(send("SELECT @@max_allowed_packet").last_value);
    require_large_packets();
    if (options_.role == Role::writer) send("SET SESSION autocommit = 1 /*M!100100 , wsrep_sync_wait = 0 */");
}

void MysqlConnection::require_open() const {
    if (state_ == State::lost) throw ConnectionLost("the connection to the database broke");
}

std::int64_t MysqlConnection::run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                                  const std::function<void()>& on_row) {
    require_open();
    std::string text;
    if (options_.role == Role::reader) text = time_limit();
    text.reserve(text.size() + longest_bytes(sql, parameters));
    append_statement(handle(), parts_between_placeholders(sql, parameters.size()), parameters, text);
    require_fitting(text.size());
    query(text);
    const Result result = store_result();
    if (!into.empty() && mysql_field_count(handle()) != into.size()) {
        throw Error("a statement gave another number of columns than was asked for");
    }
    count_success();
    if (into.empty()) return result ? 0 : static_cast<std::int64_t>(mysql_affected_rows(handle()));
    while (const MYSQL_ROW row = mysql_fetch_row(result.get())) {
        read_row(row, mysql_fetch_lengths(result.get()), into);
        if (on_row) on_row();
    }
    return static_cast<std::int64_t>(mysql_num_rows(result.get()));
}

std::vector<std::int64_t> MysqlConnection::run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) {
    if (rows.empty()) return {};
    require_open();
    const std::vector<std::string_view> parts = parts_between_placeholders(sql, rows.front().size());
    const std::size_t target = std::min(packet_target_bytes, packet_max_bytes_ - packet_spare_bytes);
    std::vector<std::int64_t> affected;
    affected.reserve(rows.size());
    const auto send_statements = [&](const std::string& packet) {
        const PacketResult received = send(packet);
        affected.insert(affected.end(), received.affected.begin(), received.affected.end());
    };
    std::string text;
    for (const std::vector<Cell>& row : rows) {
        if (!text.empty() && text.size() + longest_bytes(sql, row) > target) {
            send_statements(text);
            text.clear();
        }
        if (!text.empty()) text += ';';
        append_statement(handle(), parts, row, text);
    }
    send_statements(text);
    return affected;
}

std::vector<std::int64_t> MysqlConnection::insert_rows(std::string_view table, std::string_view columns,
                                                       std::span<const std::vector<Cell>> rows,
                                                       std::string_view otherwise) {
    std::vector<std::int64_t> ids;
    if (rows.empty()) return ids;
    require_open();
    ids.reserve(rows.size());
    std::string head("INSERT INTO ");
    head.append(table).append(" (").append(columns).append(") VALUES ");
    const std::size_t target = std::min(packet_target_bytes, packet_max_bytes_ - packet_spare_bytes);
    std::string text = head;
    std::size_t gathered = 0;
    for (const std::vector<Cell>& row : rows) {
        if (gathered > 0 && text.size() + longest_bytes(otherwise, row) + row.size() + 2 > target) {
            insert_packet(text.append(otherwise), gathered, ids);
            text = head;
            gathered = 0;
        }
        if (gathered++ > 0) text += ',';
        append_row(handle(), row, text);
    }
    insert_packet(text.append(otherwise), gathered, ids);
    return ids;
}

/// Ids of one statement are consecutive, in the steps that the server has at that moment (a cluster changes them).
void MysqlConnection::insert_packet(std::string& text, std::size_t rows, std::vector<std::int64_t>& ids) {
    if (rows > 1) text += ";SELECT @@auto_increment_increment";
    const PacketResult received = send(text);
    for (std::size_t i = 0; i < rows; ++i) {
        ids.push_back(received.first_id + static_cast<std::int64_t>(i) * received.last_value);
    }
}

void MysqlConnection::begin() {
    require_open();
    state_ = State::open;
    send("BEGIN");
}

void MysqlConnection::commit() {
    check_transaction();
    if (mysql_commit(handle()) == 0) return;
    const unsigned code = mysql_errno(handle());
    if (mysql_errors::connection_lost(code)) state_ = State::lost;
    mysql_errors::raise_from_commit(code, mysql_error(handle()));
}

void MysqlConnection::await_former() {
    const auto until = std::chrono::steady_clock::now() + former_wait_s;
    const auto works = [this] {
        return value<std::int64_t>(
                   "SELECT COUNT(*) FROM information_schema.processlist WHERE id = :id AND command <> 'Sleep'", former_)
                   .value_or(0) > 0;
    };
    while (works() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(between_looks_ms);
}

void MysqlConnection::rollback() noexcept {
    if (state_ == State::lost) return;
    state_ = mysql_rollback(handle()) == 0 ? State::open : State::lost;
}

void MysqlConnection::savepoint() { send("SAVEPOINT member"); }

void MysqlConnection::undo_to_savepoint() { send("ROLLBACK TO SAVEPOINT member"); }

void MysqlConnection::check_transaction() const {
    require_open();
    if (state_ == State::killed) throw TransactionKilled("the server ended the transaction");
}

void MysqlConnection::run_text(const std::string& statement) {
    require_open();
    send(statement);
}

void MysqlConnection::query(const std::string& text) {
    if (mysql_real_query(handle(), text.data(), text.size()) != 0) fail(mysql_errno(handle()), mysql_error(handle()));
}

/// The rows that came, all of them; nothing where a statement gives none.
MysqlConnection::Result MysqlConnection::store_result() {
    Result result(mysql_store_result(handle()), &mysql_free_result);
    if (!result && mysql_field_count(handle()) != 0) fail(mysql_errno(handle()), mysql_error(handle()));
    return result;
}

MysqlConnection::PacketResult MysqlConnection::send(const std::string& text) {
    require_fitting(text.size());
    query(text);
    PacketResult received;
    read_result(received, true);
    int more = 0;
    while ((more = mysql_next_result(handle())) == 0) read_result(received, false);
    if (more > 0) fail(mysql_errno(handle()), mysql_error(handle()));
    count_success();
    return received;
}

void MysqlConnection::read_result(PacketResult& received, bool first) {
    if (const Result result = store_result()) {
        while (const MYSQL_ROW row = mysql_fetch_row(result.get())) {
            received.last_value = row[0] == nullptr ? 0 : parse_integer<std::int64_t>(row[0]).value_or(0);
        }
        return;
    }
    received.affected.push_back(static_cast<std::int64_t>(mysql_affected_rows(handle())));
    if (first) received.first_id = static_cast<std::int64_t>(mysql_insert_id(handle()));
}

void MysqlConnection::require_large_packets() const {
    const std::size_t needed = options_.statement_bytes_min + packet_spare_bytes;
    if (packet_max_bytes_ >= needed) return;
    throw Unavailable("the database server has max_allowed_packet = " + std::to_string(packet_max_bytes_) +
                      ", and server.body_kilobytes needs it to be at least " + std::to_string(needed) +
                      ": raise the one (16M is its default) or lower the other");
}

void MysqlConnection::require_fitting(std::size_t bytes) const {
    if (packet_max_bytes_ != 0 && bytes > packet_max_bytes_ - packet_spare_bytes) {
        throw TooLarge("a statement is longer than the server's max_allowed_packet");
    }
}

}  // namespace till::database

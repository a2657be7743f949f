#include "platform/database/mysql_errors.h"

#include <algorithm>
#include <initializer_list>

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>

#include "platform/database/connection.h"

namespace till::database::mysql_errors {

namespace {

// Not in every version of the header.
constexpr unsigned connection_killed = 1927;
constexpr unsigned max_execution_time = 3024;
constexpr unsigned statement_timeout = 1969;
// A Galera node that is alone: it has done nothing, and another connection may lead to one that will.
constexpr unsigned cluster_not_ready = 1047;
constexpr unsigned server_lost_extended = 2055;

bool among(unsigned code, std::initializer_list<unsigned> codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool unavailable(unsigned code) {
    return among(code, {ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS, ER_DISK_FULL, ER_OUTOFMEMORY,
                        ER_OUT_OF_SORTMEMORY, ER_OUT_OF_RESOURCES, ER_RECORD_FILE_FULL, ER_GET_ERRNO,
                        ER_OPTION_PREVENTS_STATEMENT, ER_READ_ONLY_MODE, ER_QUERY_INTERRUPTED, ER_ERROR_ON_WRITE});
}

}  // namespace

bool connection_lost(unsigned code) {
    return among(code, {CR_SOCKET_CREATE_ERROR,      CR_CONNECTION_ERROR,
                        CR_CONN_HOST_ERROR,          CR_UNKNOWN_HOST,
                        CR_SERVER_GONE_ERROR,        CR_SERVER_LOST,
                        CR_COMMANDS_OUT_OF_SYNC,     CR_MALFORMED_PACKET,
                        server_lost_extended,        connection_killed,
                        ER_SERVER_SHUTDOWN,          ER_ABORTING_CONNECTION,
                        ER_NET_READ_ERROR,           ER_NET_READ_INTERRUPTED,
                        ER_NET_ERROR_ON_WRITE,       ER_NET_WRITE_INTERRUPTED,
                        ER_NET_PACKETS_OUT_OF_ORDER, ER_NEW_ABORTING_CONNECTION,
                        ER_NORMAL_SHUTDOWN,          cluster_not_ready});
}

bool transaction_killed(unsigned code) { return among(code, {ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT, ER_CHECKREAD}); }

void raise(unsigned code, const std::string& message) {
    const std::string text = message + " (" + std::to_string(code) + ")";
    if (connection_lost(code)) throw ConnectionLost(text);
    if (transaction_killed(code)) throw TransactionKilled(text);
    if (among(code, {ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME, ER_DUP_UNIQUE})) throw UniqueViolation(text);
    if (among(code, {ER_NO_REFERENCED_ROW, ER_NO_REFERENCED_ROW_2, ER_ROW_IS_REFERENCED, ER_ROW_IS_REFERENCED_2})) {
        throw ReferenceViolation(text);
    }
    if (among(code, {max_execution_time, statement_timeout})) throw TimedOut(text);
    if (unavailable(code)) throw Unavailable(text);
    throw Error(text);
}

void raise_from_commit(unsigned code, const std::string& message) {
    const std::string text = message + " (" + std::to_string(code) + ")";
    if (transaction_killed(code)) throw TransactionKilled(text);
    if (among(code, {ER_OPTION_PREVENTS_STATEMENT, ER_READ_ONLY_MODE, cluster_not_ready})) throw Unavailable(text);
    throw OutcomeUnknown(text);
}

}  // namespace till::database::mysql_errors

#include "platform/database/server_settings.h"

#include <stdexcept>

namespace till::database {

namespace {

[[noreturn]] void refuse(const std::string& setting, std::int64_t value) {
    throw std::runtime_error("the database server has " + setting + " = " + std::to_string(value) +
                             ", with which it loses acknowledged orders at a crash; set it to 1, or allow it with "
                             "database.allow_unsafe_settings = true");
}

}  // namespace

void require_safe_settings(SqlSession& session) {
    if (session.dialect() == Dialect::sqlite) return;
    const auto found = session.rows<std::int64_t, std::int64_t, std::int64_t>(
        "SELECT @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog");
    const auto [flush, log, sync] = found.at(0);
    if (flush != 1) refuse("innodb_flush_log_at_trx_commit", flush);
    if (log != 0 && sync != 1) refuse("sync_binlog", sync);
}

}  // namespace till::database

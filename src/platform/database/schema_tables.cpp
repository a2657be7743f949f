#include "platform/database/schema_tables.h"

namespace till::database {

bool has_table(SqlSession& session, std::string_view name) {
    const std::string_view count =
        session.dialect() == Dialect::sqlite
            ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name"
            : "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = :name";
    return session.value<std::int64_t>(count, name).value_or(0) > 0;
}

}  // namespace till::database

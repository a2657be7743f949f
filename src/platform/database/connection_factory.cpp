#include "platform/database/connection_factory.h"

#include "platform/database/mysql_session.h"
#include "platform/database/sqlite_session.h"

namespace till::database {

std::unique_ptr<Connection> make_connection(const ConnectionOptions& options) {
    if (options.address.dialect == Dialect::sqlite) return std::make_unique<SqliteSession>(options);
    return std::make_unique<MysqlSession>(options);
}

}  // namespace till::database

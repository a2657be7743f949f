#include "platform/database/connection_factory.h"

#include "platform/database/mysql_connection.h"
#include "platform/database/sqlite_connection.h"

namespace till::database {

std::unique_ptr<Connection> make_connection(const ConnectionOptions& options) {
    if (options.address.dialect == Dialect::sqlite) return std::make_unique<SqliteConnection>(options);
    return std::make_unique<MysqlConnection>(options);
}

}  // namespace till::database

#include "platform/database/migration_text.h"

#include <stdexcept>

#include "platform/hashing/sha1.h"
#include "platform/text/numbers.h"
#include "platform/text/split.h"
#include "platform/text/trim.h"

namespace till::database {

namespace {

bool ends_statement(std::string_view line, std::string_view statement) {
    if (!line.ends_with(';')) return false;
    return !statement.starts_with("CREATE TRIGGER") || line == "END;";
}

}  // namespace

Migration make_migration(std::string_view file_name, std::string_view sql) {
    const std::string name(file_name.substr(0, file_name.rfind(".sql")));
    std::string_view rest = name;
    const int number = take_integer<int>(rest).value_or(0);
    if (number <= 0) {
        throw std::runtime_error("the name of migration " + name + " does not begin with a number");
    }
    return {.number = number, .name = name, .sql = std::string(sql), .checksum = sha1_of(sql)};
}

std::vector<std::string> statements_of(std::string_view sql) {
    std::vector<std::string> statements;
    std::string statement;
    while (!sql.empty()) {
        const std::string_view line = take_part(sql, '\n');
        const std::string_view content = trimmed(line);
        if (content.starts_with("--") || (content.empty() && statement.empty())) continue;
        statement.append(statement.empty() ? content : line).append("\n");
        if (!ends_statement(content, statement)) continue;
        const std::string_view whole = trimmed(statement);
        statements.emplace_back(whole.substr(0, whole.size() - 1));
        statement.clear();
    }
    if (!trimmed(statement).empty()) statements.emplace_back(trimmed(statement));
    return statements;
}

}  // namespace till::database

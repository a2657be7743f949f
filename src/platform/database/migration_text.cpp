#include "platform/database/migration_text.h"

#include <charconv>
#include <stdexcept>

#include <boost/uuid/detail/sha1.hpp>

namespace till::database {

namespace {

constexpr std::string_view white = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(white);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

std::string checksum_of(std::string_view bytes) {
    boost::uuids::detail::sha1 hash;
    hash.process_bytes(bytes.data(), bytes.size());
    boost::uuids::detail::sha1::digest_type digest;
    hash.get_digest(digest);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned int word : digest) {
        for (int shift = 28; shift >= 0; shift -= 4) text += digits[(word >> shift) & 0xfU];
    }
    return text;
}

bool ends_statement(std::string_view line, std::string_view statement) {
    if (!line.ends_with(';')) return false;
    return !statement.starts_with("CREATE TRIGGER") || line == "END;";
}

}  // namespace

Migration make_migration(std::string_view file_name, std::string_view sql) {
    const std::string name(file_name.substr(0, file_name.rfind(".sql")));
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || number <= 0) {
        throw std::runtime_error("the name of migration " + name + " does not begin with a number");
    }
    return {.number = number, .name = name, .sql = std::string(sql), .checksum = checksum_of(sql)};
}

std::vector<std::string> statements_of(std::string_view sql) {
    std::vector<std::string> statements;
    std::string statement;
    while (!sql.empty()) {
        const std::size_t end = std::min(sql.find('\n'), sql.size());
        const std::string_view line = sql.substr(0, end);
        sql.remove_prefix(std::min(end + 1, sql.size()));
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

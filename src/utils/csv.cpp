#include "utils/csv.h"

#include <algorithm>
#include <istream>
#include <set>

#include <spdlog/fmt/fmt.h>

#include "utils/unicode.h"

namespace till {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The first thing that is wrong with a row is what is said of it.
void blame(CsvRow& row, std::string error) {
    if (!row.error) row.error = std::move(error);
}

void append(CsvRow& row, std::string& field, char letter) {
    if (field.size() < CsvReader::field_bytes_max) {
        field += letter;
    } else {
        blame(row, fmt::format("a field is longer than {} bytes", CsvReader::field_bytes_max));
    }
}

void check_text(CsvRow& row) {
    for (std::size_t i = 0; i < row.fields.size() && !row.error; ++i) {
        if (row.fields[i].find('\0') != std::string::npos) blame(row, fmt::format("field {} holds a NUL", i + 1));
        if (!is_utf8(row.fields[i])) blame(row, fmt::format("field {} is not UTF-8", i + 1));
    }
}

void check_header(const std::vector<std::string>& names) {
    std::set<std::string> seen;
    for (const std::string& name : names) {
        if (name.empty()) throw CsvError("a column of the header has no name");
        if (!seen.insert(name).second) throw CsvError(fmt::format("the header names the column {} twice", name));
    }
}

}  // namespace

CsvReader::CsvReader(std::istream& input) : input_(input) {
    skip_byte_order_mark();
    auto row = read_row();
    if (!row) throw CsvError("there is no header");
    if (row->error) throw CsvError(fmt::format("the header: {}", *row->error));
    for (const std::string& name : row->fields) header_.emplace_back(trimmed(name));
    check_header(header_);
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found == header_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header_.begin());
}

std::optional<CsvRow> CsvReader::next() {
    auto row = read_row();
    if (row && row->fields.size() != header_.size()) {
        blame(*row, fmt::format("has {} fields where the header has {}", row->fields.size(), header_.size()));
    }
    return row;
}

std::optional<CsvRow> CsvReader::read_row() {
    while (take_line_break()) {
    }
    if (peek() == end_of_file) return std::nullopt;
    CsvRow row;
    row.line = line_;
    while (read_field(row)) {
    }
    check_text(row);
    return row;
}

/// True where another field of the row follows.
bool CsvReader::read_field(CsvRow& row) {
    std::string field;
    const bool quoted = peek() == '"';
    if (quoted) read_quoted(row, field);
    const bool more = read_plain(row, field, quoted);
    if (row.fields.size() < columns_max) {
        row.fields.push_back(std::move(field));
    } else {
        blame(row, fmt::format("has more than {} fields", columns_max));
    }
    return more;
}

void CsvReader::read_quoted(CsvRow& row, std::string& field) {
    take();
    while (peek() != end_of_file) {
        const char letter = take();
        if (letter != '"') {
            append(row, field, letter);
        } else if (peek() == '"') {
            append(row, field, take());
        } else {
            return;
        }
    }
    blame(row, "a quote is not closed before the end of the file");
}

/// What stands before the next comma or line break; behind a closed quote nothing may.
bool CsvReader::read_plain(CsvRow& row, std::string& field, bool quoted) {
    while (true) {
        if (peek() == end_of_file || take_line_break()) return false;
        const char letter = take();
        if (letter == ',') return true;
        if (quoted) blame(row, "there is text behind a closing quote");
        append(row, field, letter);
    }
}

bool CsvReader::take_line_break() {
    if (peek() != '\r' && peek() != '\n') return false;
    if (take() == '\r' && peek() == '\n') take();
    return true;
}

void CsvReader::skip_byte_order_mark() {
    if (peek() == end_of_file) return;
    if (std::string_view(buffer_.data(), filled_).starts_with(byte_order_mark)) position_ = byte_order_mark.size();
}

int CsvReader::peek() {
    if (position_ == filled_) {
        input_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        if (input_.bad()) throw CsvError("the file cannot be read");
        position_ = 0;
        filled_ = static_cast<std::size_t>(input_.gcount());
    }
    return position_ == filled_ ? end_of_file : static_cast<unsigned char>(buffer_[position_]);
}

/// Only after peek() found something.
char CsvReader::take() {
    const char letter = buffer_[position_++];
    if (letter == '\r' || (letter == '\n' && !after_return_)) ++line_;
    after_return_ = letter == '\r';
    return letter;
}

std::string csv_field(std::string_view text) {
    const bool blank_ends = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && !blank_ends) return std::string(text);
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

namespace {

// Where the apostrophes that it begins with are left aside.
bool begins_like_a_formula(std::string_view text) {
    constexpr std::string_view beginnings = "=+-@\t\r";
    const auto begin = text.find_first_not_of('\'');
    return begin != std::string_view::npos && beginnings.find(text[begin]) != std::string_view::npos;
}

}  // namespace

std::string with_apostrophe(std::string text) {
    if (begins_like_a_formula(text)) text.insert(text.begin(), '\'');
    return text;
}

std::string without_apostrophe(std::string text) {
    if (text.starts_with('\'') && begins_like_a_formula(text)) text.erase(text.begin());
    return text;
}

std::string csv_row(const std::vector<std::string>& fields) {
    // One empty field would be an empty line, which readers leave out.
    if (fields.size() == 1 && fields.front().empty()) return "\"\"\r\n";
    std::string row;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) row += ',';
        row += csv_field(fields[i]);
    }
    return row += "\r\n";
}

}  // namespace till

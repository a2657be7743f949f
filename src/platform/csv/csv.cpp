#include "platform/csv/csv.h"

#include <algorithm>
#include <istream>
#include <set>

#include <spdlog/fmt/fmt.h>

#include "platform/text/trim.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t name_shown = 100;  // code points of a column's name in a message

/// The first thing that is wrong with a row is what is said of it.
void blame(CsvRow& row, std::string kind, std::string_view more = "") {
    if (row.error) return;
    row.error = kind + std::string(more);
    row.error_kind = std::move(kind);
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
        if (seen.insert(name).second) continue;
        throw CsvError(fmt::format("the header names the column {} twice", first_code_points(name, name_shown)));
    }
}

/// What people send instead of a text in UTF-8, by how it begins.
void check_beginning(std::string_view bytes) {
    using namespace std::string_view_literals;
    const bool marked = bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv);
    if (marked || bytes.substr(0, 2).find('\0') != std::string_view::npos) {
        throw CsvError("the file is in UTF-16; save it as CSV in UTF-8");
    }
    if (bytes.starts_with("PK\x03\x04"sv)) {
        throw CsvError("the file is a workbook or another archive; save the sheet as CSV in UTF-8");
    }
}

}  // namespace

CsvReader::CsvReader(std::istream& input) : input_(input) {
    begin();
    auto row = read_row();
    if (!row) throw CsvError("there is no header");
    if (row->error) throw CsvError(fmt::format("the header: {}", *row->error));
    for (const std::string& name : row->fields) header_.emplace_back(trimmed(name));
    check_header(header_);
}

std::optional<CsvRow> CsvReader::next() { return read_row(); }

std::optional<CsvRow> CsvReader::read_row() {
    while (take_line_break()) {
    }
    if (peek() == end_of_file) return std::nullopt;
    CsvRow row;
    row.line = line_;
    row_bytes_ = 0;
    break_in_quotes_.reset();
    while (!is_lost(row) && read_field(row)) {
    }
    check_count(row);
    if (is_lost(row)) go_on_behind_first_line(row);
    check_text(row);
    return row;
}

void CsvReader::check_count(CsvRow& row) const {
    const std::size_t expected = header_.size();
    if (expected == 0 || row.fields.size() == expected || row.error) return;
    row.error = fmt::format("has {} fields where the header has {}", row.fields.size(), expected);
    row.error_kind =
        row.fields.size() < expected ? "has fewer fields than the header" : "has more fields than the header";
}

/// Whether a row that continues over line breaks is known to be bad: a quote may have taken other rows in. Of one with
/// too many fields no more is read, so that a file of such rows is not read over and over.
bool CsvReader::is_lost(const CsvRow& row) const {
    if (!break_in_quotes_ || header_.empty()) return false;
    return row.error || row.fields.size() > header_.size();
}

void CsvReader::go_on_behind_first_line(CsvRow& row) {
    const BreakInQuotes& place = *break_in_quotes_;
    *row.error += fmt::format(" (a quote opens in line {} and goes on over the end of the line)", place.quote_line);
    const std::int64_t in_buffer = place.next_byte - buffer_begins_;
    if (in_buffer >= 0) {
        position_ = static_cast<std::size_t>(in_buffer);
    } else {
        input_.clear();
        if (!input_.seekg(place.next_byte)) throw CsvError("the file cannot be read");
        buffer_begins_ = place.next_byte;
        position_ = filled_ = 0;
    }
    line_ = place.next_line;
    after_return_ = false;
}

/// True where another field of the row follows.
bool CsvReader::read_field(CsvRow& row) {
    std::string field;
    const bool quoted = peek() == '"';
    if (quoted) read_quoted(row, field);
    if (is_lost(row)) return false;
    const bool more = read_plain(row, field, quoted);
    if (row.fields.size() < columns_max) {
        row.fields.push_back(std::move(field));
    } else {
        blame(row, fmt::format("has more than {} fields", columns_max));
    }
    return more;
}

void CsvReader::read_quoted(CsvRow& row, std::string& field) {
    const std::size_t quote_line = line_;
    take();
    while (peek() != end_of_file && !is_lost(row)) {
        const std::size_t before = line_;
        const char letter = take();
        if (letter != '"') {
            append(row, field, letter);
        } else if (peek() == '"') {
            append(row, field, take());
        } else {
            return;
        }
        if (line_ != before && !break_in_quotes_) {
            if (letter == '\r' && peek() == '\n') append(row, field, take());
            break_in_quotes_ = {bytes_read(), line_, quote_line};
        }
    }
    blame(row, "a quote is not closed");
}

/// What stands before the next separator or line break; behind a closed quote nothing may.
bool CsvReader::read_plain(CsvRow& row, std::string& field, bool quoted) {
    while (!is_lost(row)) {
        if (peek() == end_of_file || take_line_break()) return false;
        const char letter = take();
        if (letter == separator_) return true;
        if (quoted) blame(row, "there is text after a closing quote");
        append(row, field, letter);
    }
    return false;
}

void CsvReader::append(CsvRow& row, std::string& field, char letter) {
    if (field.size() >= field_bytes_max) {
        blame(row, fmt::format("a field is longer than {} bytes", field_bytes_max));
    } else if (row_bytes_ >= row_bytes_max) {
        blame(row, fmt::format("the row is longer than {} bytes", row_bytes_max));
    } else {
        field += letter;
        ++row_bytes_;
    }
}

bool CsvReader::take_line_break() {
    if (peek() != '\r' && peek() != '\n') return false;
    if (take() == '\r' && peek() == '\n') take();
    return true;
}

void CsvReader::begin() {
    if (peek() == end_of_file) return;
    const std::string_view bytes(buffer_.data(), filled_);
    check_beginning(bytes);
    if (bytes.starts_with(byte_order_mark)) position_ = byte_order_mark.size();
    detect_separator();
}

/// The one that stands most often in the first line, outside of quotes.
void CsvReader::detect_separator() {
    std::string_view line(buffer_.data() + position_, filled_ - position_);
    line.remove_prefix(std::min(line.find_first_not_of("\r\n"), line.size()));
    std::size_t commas = 0;
    std::size_t semicolons = 0;
    std::size_t tabs = 0;
    bool in_quotes = false;
    for (const char letter : line) {
        if (letter == '"') in_quotes = !in_quotes;
        if (in_quotes) continue;
        if (letter == '\r' || letter == '\n') break;
        commas += letter == ',' ? 1 : 0;
        semicolons += letter == ';' ? 1 : 0;
        tabs += letter == '\t' ? 1 : 0;
    }
    if (semicolons > commas && semicolons >= tabs) separator_ = ';';
    if (tabs > commas && tabs > semicolons) separator_ = '\t';
}

int CsvReader::peek() {
    if (position_ == filled_) {
        buffer_begins_ += static_cast<std::int64_t>(filled_);
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

std::string csv_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

namespace {

/// Whether a formula begins here, where the apostrophes in front of it are left aside.
bool begins_like_a_formula(std::string_view text, bool at_the_very_beginning) {
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    if (text.empty()) return false;
    if (std::string_view("=+-@").find(text.front()) != std::string_view::npos) return true;
    if (at_the_very_beginning && std::string_view("\t\r\n").find(text.front()) != std::string_view::npos) return true;
    // ＝ ＋ － ＠, which spreadsheets of East Asia take for the same.
    constexpr std::string_view full_width[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::ranges::any_of(full_width, [text](std::string_view sign) { return text.starts_with(sign); });
}

/// What a spreadsheet may take for the end of a cell.
bool ends_a_cell(char letter) { return std::string_view(",;\t|\"\r\n").find(letter) != std::string_view::npos; }

bool is_where_a_formula_begins(std::string_view text, std::size_t place) {
    return (place == 0 || ends_a_cell(text[place - 1])) && begins_like_a_formula(text.substr(place), place == 0);
}

}  // namespace

std::string with_apostrophes(std::string_view text) {
    std::string guarded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_where_a_formula_begins(text, i)) guarded += '\'';
        guarded += text[i];
    }
    return guarded;
}

// An apostrophe that is put in or taken off changes nothing about where cells may begin, so what was put in is found.
std::string without_apostrophes(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'' && is_where_a_formula_begins(text, i)) continue;
        plain += text[i];
    }
    return plain;
}

CsvLine& CsvLine::text(std::string_view text) {
    separate();
    row_ += csv_quoted(with_apostrophes(text));
    return *this;
}

CsvLine& CsvLine::plain(std::string_view value) {
    separate();
    row_ += value;
    return *this;
}

void CsvLine::separate() {
    if (!first_) row_ += ',';
    first_ = false;
}

}  // namespace till

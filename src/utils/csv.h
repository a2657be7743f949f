#pragma once
#include <array>
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace till {

/// A row below the header. Where `error` says what is wrong with it, `fields` holds nothing to rely on; otherwise it
/// has as many fields as the header, in its order.
struct CsvRow {
    std::size_t line = 0;  ///< where the row begins, from 1; a quoted field may hold line breaks
    std::vector<std::string> fields;
    std::optional<std::string> error;
};

/// The file as a whole cannot be used: no header, a bad one, or reading failed.
class CsvError : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// Reads CSV (RFC 4180) a row at a time, in memory that does not grow with the file. Beyond the RFC it takes LF and CR
/// for line breaks, a byte order mark, empty lines (left out), and a quote within a field that does not begin with
/// one. The text has to be UTF-8 without NUL; a field has at most 1 MiB.
class CsvReader {
 public:
    static constexpr std::size_t field_bytes_max = 1 << 20;
    static constexpr std::size_t columns_max = 1024;

    /// Reads the header, whose names have to differ; blanks around them do not count. Throws CsvError. `input` has to
    /// outlive the reader.
    explicit CsvReader(std::istream& input);

    const std::vector<std::string>& header() const { return header_; }

    /// Where the column of that name stands in every row.
    std::optional<std::size_t> column(std::string_view name) const;

    /// The next row, good or bad; nothing after the last. Throws CsvError where reading fails.
    std::optional<CsvRow> next();

 private:
    static constexpr int end_of_file = -1;

    std::optional<CsvRow> read_row();
    bool read_field(CsvRow& row);
    void read_quoted(CsvRow& row, std::string& field);
    bool read_plain(CsvRow& row, std::string& field, bool quoted);
    bool take_line_break();
    void skip_byte_order_mark();
    int peek();
    char take();

    std::istream& input_;
    std::array<char, 65536> buffer_{};
    std::size_t position_ = 0;
    std::size_t filled_ = 0;
    std::size_t line_ = 1;
    bool after_return_ = false;
    std::vector<std::string> header_;
};

/// The text as a field: in quotes where it has to be.
std::string csv_field(std::string_view text);

/// A spreadsheet takes a text that begins like a formula for one and runs it. With an apostrophe in front, it is a text
/// there; without_apostrophe() takes that off again.
std::string with_apostrophe(std::string text);
std::string without_apostrophe(std::string text);

/// A row with its line break (CRLF, as the RFC has it).
std::string csv_row(const std::vector<std::string>& fields);

}  // namespace till

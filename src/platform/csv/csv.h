#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
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
    std::string error_kind;  ///< the same without lines and numbers, for counting rows of one kind
};

/// The file as a whole cannot be used: no header, a bad one, or reading failed.
class CsvError : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// Reads CSV (RFC 4180) a row at a time, in memory that does not grow with the file. Beyond the RFC it takes LF and CR
/// for line breaks, a byte order mark, empty lines (left out), a quote within a field that does not begin with one, and
/// semicolons or tabs between the fields, as spreadsheets write them where the comma is the decimal separator: the
/// header says which. The text has to be UTF-8 without NUL; a field has at most 1 MiB, a row 2 MiB.
///
/// A quote that is not closed takes in what follows. So a row that continues over line breaks and turns out to be bad
/// is one bad line: reading continues with the next line, and no other row is lost with it.
class CsvReader {
 public:
    static constexpr std::size_t field_bytes_max = 1 << 20;
    static constexpr std::size_t row_bytes_max = 2 << 20;
    static constexpr std::size_t columns_max = 1024;

    /// Reads the header, whose names have to differ; blanks around them do not count. Throws CsvError. `input` has to
    /// outlive the reader, and to be one that can be read again from an earlier place.
    explicit CsvReader(std::istream& input);

    const std::vector<std::string>& header() const { return header_; }

    /// The next row, good or bad; nothing after the last. Throws CsvError where reading fails.
    std::optional<CsvRow> next();

    /// How many bytes have been read.
    std::int64_t bytes_read() const { return buffer_begins_ + static_cast<std::int64_t>(position_); }

 private:
    static constexpr int end_of_file = -1;

    /// Where the first line break stands that a quoted field of the row continues over.
    struct BreakInQuotes {
        std::int64_t next_byte = 0;
        std::size_t next_line = 0;
        std::size_t quote_line = 0;  ///< where the quote opens
    };

    std::optional<CsvRow> read_row();
    bool read_field(CsvRow& row);
    void read_quoted(CsvRow& row, std::string& field);
    bool read_plain(CsvRow& row, std::string& field, bool quoted);
    void append(CsvRow& row, std::string& field, char letter);
    void check_count(CsvRow& row) const;
    bool is_lost(const CsvRow& row) const;
    void go_on_behind_first_line(CsvRow& row);
    bool take_line_break();
    void begin();
    void detect_separator();
    int peek();
    char take();

    std::istream& input_;
    std::array<char, 65536> buffer_{};
    std::int64_t buffer_begins_ = 0;
    std::size_t position_ = 0;
    std::size_t filled_ = 0;
    std::size_t line_ = 1;
    std::size_t row_bytes_ = 0;
    bool after_return_ = false;
    char separator_ = ',';
    std::optional<BreakInQuotes> break_in_quotes_;
    std::vector<std::string> header_;
};

/// The text in quotes.
std::string csv_quoted(std::string_view text);

/// A spreadsheet takes a text that begins like a formula for one and runs it, and where it splits rows at other marks
/// than this file does, also one that stands behind a separator or a quote (OWASP, CSV Injection). With an apostrophe
/// in front, each of them is a text there; without_apostrophes() takes off what with_apostrophes() has put in, and only
/// that.
std::string with_apostrophes(std::string_view text);
std::string without_apostrophes(std::string_view text);

/// A row being written, with CRLF at its end, as the RFC has it.
class CsvLine {
 public:
    /// In quotes, guarded by apostrophes.
    CsvLine& text(std::string_view text);
    CsvLine& text(const std::string& text) { return this->text(std::string_view(text)); }
    /// Of nothing, an empty text.
    CsvLine& text(const std::optional<std::string>& text) {
        return this->text(text ? std::string_view(*text) : std::string_view());
    }
    /// As it is: a number, or a name of this program's own.
    CsvLine& plain(std::string_view value);

    std::string end() { return std::move(row_) + "\r\n"; }

 private:
    void separate();

    std::string row_;
    bool first_ = true;
};

}  // namespace till

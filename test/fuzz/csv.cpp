// CSV files: good rows have as many fields as the header, and what was read can be written and is read as the same.
#include "platform/csv/csv.h"

#include <sstream>
#include <string>

#include "fuzz/fuzz.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

using fuzz::check;

struct File {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
};

File read(const std::string& text) {
    std::istringstream input(text);
    CsvReader reader(input);
    File file{reader.header(), {}};
    while (auto row = reader.next()) file.rows.push_back(std::move(*row));
    return file;
}

void check_row(const File& file, const CsvRow& row, std::size_t& line) {
    check(row.line > line || (line == 0 && row.line > 0), "lines go up");
    line = row.line;
    if (row.error) return;
    check(row.fields.size() == file.header.size(), "a good row has all fields");
    for (const std::string& field : row.fields) {
        check(is_utf8(field) && field.find('\0') == std::string::npos, "a field is text");
        check(field.size() <= CsvReader::field_bytes_max, "a field has a bound");
    }
}

std::string row_of(const std::vector<std::string>& fields) {
    CsvLine line;
    for (const std::string& field : fields) line.plain(csv_quoted(field));
    return line.end();
}

void check_written_anew(const File& file) {
    // With a byte order mark, so that a header that begins with one more is not mistaken for it.
    std::string text = "\xEF\xBB\xBF" + row_of(file.header);
    std::vector<CsvRow> good;
    for (const CsvRow& row : file.rows) {
        if (row.error) continue;
        text += row_of(row.fields);
        good.push_back(row);
    }
    const File again = read(text);
    check(again.header == file.header, "a header is read as what was written");
    check(again.rows.size() == good.size(), "and there are as many rows");
    for (std::size_t i = 0; i < good.size(); ++i) {
        check(!again.rows[i].error && again.rows[i].fields == good[i].fields, "and they are the same");
    }
}

}  // namespace
}  // namespace till

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    File file;
    try {
        file = read(std::string(fuzz::text_of(data, size)));
    } catch (const CsvError&) {
        return 0;
    }
    std::size_t line = 0;
    for (const CsvRow& row : file.rows) check_row(file, row, line);
    check_written_anew(file);
    return 0;
}

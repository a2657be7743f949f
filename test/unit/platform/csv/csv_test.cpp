#include "platform/csv/csv.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace till {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Fields = std::vector<std::string>;

std::vector<CsvRow> rows_of(const std::string& text) {
    std::istringstream input(text);
    CsvReader reader(input);
    std::vector<CsvRow> rows;
    while (auto row = reader.next()) rows.push_back(std::move(*row));
    return rows;
}

std::string refusal(const std::string& text) {
    try {
        rows_of(text);
    } catch (const CsvError& error) {
        return error.what();
    }
    return "";
}

struct Good {
    const char* name;
    std::string text;
    Fields fields;
    std::size_t line = 2;
};

class CsvRowOfTwo : public testing::TestWithParam<Good> {};

TEST_P(CsvRowOfTwo, IsRead) {
    const std::vector<CsvRow> rows = rows_of(GetParam().text);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].error, std::nullopt);
    EXPECT_EQ(rows[0].fields, GetParam().fields);
    EXPECT_EQ(rows[0].line, GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Csv, CsvRowOfTwo,
    testing::Values(Good{"Plain", "a,b\n1,2\n", {"1", "2"}}, Good{"NoLastBreak", "a,b\n1,2", {"1", "2"}},
                    Good{"Crlf", "a,b\r\n1,2\r\n", {"1", "2"}}, Good{"Cr", "a,b\r1,2\r", {"1", "2"}},
                    Good{"Quoted", "a,b\n\"1\",\"2\"\n", {"1", "2"}},
                    Good{"CommaInQuotes", "a,b\n\"1,5\",2\n", {"1,5", "2"}},
                    Good{"QuoteInQuotes", "a,b\n\"3\"\" tape\",\"\"\"\"\n", {"3\" tape", "\""}},
                    Good{"BreakInQuotes", "a,b\n\"1\n2\",\"3\r\n4\"\n", {"1\n2", "3\r\n4"}},
                    Good{"QuoteWithinPlain", "a,b\n3\" tape,2\n", {"3\" tape", "2"}},
                    Good{"Empty", "a,b\n,\n", {"", ""}}, Good{"EmptyQuotes", "a,b\n\"\",\"\"\n", {"", ""}},
                    Good{"EmptyLastWithoutBreak", "a,b\n1,", {"1", ""}},
                    Good{"BlanksAreKept", "a,b\n 1 , 2\n", {" 1 ", " 2"}},
                    Good{"ByteOrderMark", "\xEF\xBB\xBF\"a\",b\n1,2\n", {"1", "2"}},
                    Good{"Utf8", "a,b\ncaf\xC3\xA9,\xF0\x9F\x8D\xBA\n", {"caf\xC3\xA9", "\xF0\x9F\x8D\xBA"}},
                    Good{"EmptyLines", "\n\na,b\r\n\r\n\n1,2\n\n\n", {"1", "2"}, 6},
                    Good{"BreakInHeader", "\"a\nx\",b\n1,2\n", {"1", "2"}, 3}),
    [](const auto& one) { return std::string(one.param.name); });

struct Bad {
    const char* name;
    std::string text;
    std::size_t line;
    std::string error;
};

class BadCsvRow : public testing::TestWithParam<Bad> {};

TEST_P(BadCsvRow, IsReportedWithItsLine) {
    std::vector<CsvRow> bad;
    for (CsvRow& row : rows_of(GetParam().text)) {
        if (row.error) bad.push_back(std::move(row));
    }
    ASSERT_EQ(bad.size(), 1U);
    EXPECT_EQ(bad[0].line, GetParam().line);
    EXPECT_THAT(*bad[0].error, HasSubstr(GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Csv, BadCsvRow,
    testing::Values(Bad{"TooFew", "a,b\n1,2\n1\n", 3, "has 1 fields where the header has 2"},
                    Bad{"TooMany", "a,b\n1,2,3\n1,2\n", 2, "has 3 fields where the header has 2"},
                    Bad{"FarTooMany", "a,b\n" + std::string(5000, ',') + "\n1,2\n", 2, "more than 1024 fields"},
                    Bad{"OpenQuote", "a,b\n1,2\n1,\"2\n3,4\n5,6\n", 3, "a quote is not closed"},
                    Bad{"OpenQuoteAtTheVeryEnd", "a,b\n1,\"", 2, "a quote is not closed"},
                    Bad{"TextBehindQuote", "a,b\n\"1\"x,2\n1,2\n", 2, "text after a closing quote"},
                    Bad{"BlankBehindQuote", "a,b\n\"1\" ,2\n", 2, "text after a closing quote"},
                    Bad{"NotUtf8", "a,b\n1,2\ncaf\xE9,2\n1,2\n", 3, "field 1 is not UTF-8"},
                    Bad{"OverlongUtf8", "a,b\n1,\xC0\xAF\n", 2, "field 2 is not UTF-8"},
                    Bad{"Surrogate", "a,b\n1,\xED\xA0\x80\n", 2, "field 2 is not UTF-8"},
                    Bad{"Nul", std::string("a,b\n1,\0\n1,2\n", 12), 2, "field 2 holds a NUL"},
                    Bad{"TooLong", "a,b\n1,2\n\"" + std::string((1 << 20) + 1, 'x') + "\",2\n1,2\n", 3,
                        "longer than 1048576 bytes"},
                    Bad{"BehindAFieldOfThreeLines", "a,b\n\"1\r\n2\r\n3\",4\n5\n", 5, "has 1 fields"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Csv, GoesOnBehindABadRow) {
    const std::vector<CsvRow> rows = rows_of("a,b\n1\n\xFF,2\n\"x\"y,2\n3,4\n");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[3].fields, (Fields{"3", "4"}));
    EXPECT_EQ(rows[3].line, 5U);
    EXPECT_EQ(rows[3].error, std::nullopt);
}

// An unclosed quote takes in what follows; only the line in which it opens is lost.
TEST(Csv, LosesNoOtherRowToAQuote) {
    const std::string before = "a,b\n1,x\n2,y\n";
    for (const char* broken : {"3,\"open\n", "\"3,open\n", "3,\"open\"\"\n", "\"3\",\"o\"pen\"\n"}) {
        std::string text = before + broken;
        for (int i = 4; i <= 1000; ++i) text += std::to_string(i) + ",\"z\"\n";
        const std::vector<CsvRow> rows = rows_of(text);
        ASSERT_EQ(rows.size(), 1000U) << broken;
        EXPECT_TRUE(rows[2].error) << broken;
        EXPECT_EQ(rows[2].line, 4U) << broken;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i == 2) continue;
            EXPECT_EQ(rows[i].error, std::nullopt) << broken << " and " << i;
            EXPECT_EQ(rows[i].fields[0], std::to_string(i + 1)) << broken;
            EXPECT_EQ(rows[i].line, i + 2) << broken;
        }
    }
}

TEST(Csv, SaysWhereTheQuoteOpensThatTakesInLines) {
    const std::vector<CsvRow> rows = rows_of("a,b\n\"1\n2\",\"x\n3,4\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(*rows[0].error, HasSubstr("a quote opens in line 2"));
    EXPECT_EQ(rows[0].error_kind, "a quote is not closed");
    EXPECT_EQ(rows[2].fields, (Fields{"3", "4"}));
}

TEST(Csv, ReadsAFileOfOpenQuotesInOneGo) {
    std::string text = "a,b\n";
    for (int i = 0; i < 20'000; ++i) text += "x\",\"\n";
    EXPECT_GE(rows_of(text).size(), 1U) << "each line is looked at a few times, not once for each line before it";
}

TEST(Csv, TakesTheSeparatorsOfSpreadsheets) {
    for (const char* text : {"a;b\n\"1,5\";2\n", "a\tb\n1,5\t2\n", "\"a,x\";b;c\n1,5;2;\n", "\r\na;b\r\n1,5;2\r\n"}) {
        const std::vector<CsvRow> rows = rows_of(text);
        ASSERT_EQ(rows.size(), 1U) << text;
        EXPECT_EQ(rows[0].fields[0], "1,5") << text;
        EXPECT_EQ(rows[0].fields[1], "2") << text;
    }
}

TEST(Csv, HasRowsOfABound) {
    std::string text = "a,b,c\n";
    const std::string field(900'000, 'x');
    text += field + "," + field + "," + field + "\n1,2,3\n";
    const std::vector<CsvRow> rows = rows_of(text);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(*rows[0].error, HasSubstr("the row is longer than 2097152 bytes"));
    EXPECT_EQ(rows[1].error, std::nullopt);
}

TEST(Csv, TakesTheLongestField) {
    const std::string longest(1 << 20, 'x');
    EXPECT_EQ(rows_of("a\n" + longest + "\n")[0].fields[0], longest);
}

TEST(Csv, ReadsAcrossItsBuffer) {
    // Every position of a row's quotes and breaks meets the end of a buffer once.
    for (std::size_t size = 65'500; size < 65'540; ++size) {
        const std::string filler(size, 'x');
        const std::vector<CsvRow> rows = rows_of("a,b\r\n" + filler + ",\"1\"\"\r\n2\"\r\n3,4\r\n");
        ASSERT_EQ(rows.size(), 2U) << size;
        EXPECT_EQ(rows[0].fields, (Fields{filler, "1\"\r\n2"})) << size;
        EXPECT_EQ(rows[1].fields, (Fields{"3", "4"})) << size;
        EXPECT_EQ(rows[1].line, 4U) << size;
    }
}

TEST(Csv, NamesItsColumnsWithoutTheBlanksAroundThem) {
    std::istringstream input(" sku ,\"name\",price\n");
    const CsvReader reader(input);
    EXPECT_THAT(reader.header(), ElementsAre("sku", "name", "price"));
}

TEST(Csv, IsRefusedWithoutAGoodHeader) {
    EXPECT_THAT(refusal(""), HasSubstr("there is no header"));
    EXPECT_THAT(refusal("\xEF\xBB\xBF"), HasSubstr("there is no header"));
    EXPECT_THAT(refusal("\n\r\n"), HasSubstr("there is no header"));
    EXPECT_THAT(refusal("a,b,a\n"), HasSubstr("names the column a twice"));
    EXPECT_THAT(refusal("a,,b\n"), HasSubstr("has no name"));
    EXPECT_THAT(refusal("a,\"b\n"), HasSubstr("the header: a quote is not closed"));
    EXPECT_THAT(refusal("a,\xFF\n"), HasSubstr("the header: field 2 is not UTF-8"));
    EXPECT_THAT(refusal(std::string("\xFF\xFE"
                                    "a\0",
                                    4)),
                HasSubstr("UTF-16"));
    EXPECT_THAT(refusal(std::string("\xFE\xFF\0a", 4)), HasSubstr("UTF-16"));
    EXPECT_THAT(refusal(std::string("a\0,\0b\0", 6)), HasSubstr("UTF-16"));
    EXPECT_THAT(refusal("PK\x03\x04workbook"), HasSubstr("save the sheet as CSV"));
}

TEST(Csv, MayHaveAHeaderAlone) { EXPECT_TRUE(rows_of("a,b\n").empty()); }

TEST(Csv, SaysWhenReadingFails) {
    class Broken : public std::stringbuf {
        std::streamsize xsgetn(char* /*to*/, std::streamsize /*size*/) override { throw std::runtime_error("disk"); }
    };
    Broken broken;
    std::istream input(&broken);
    EXPECT_THROW(CsvReader reader(input), CsvError);
}

std::string row_of(const Fields& fields) {
    CsvLine line;
    for (const std::string& field : fields) line.plain(csv_quoted(field));
    return line.end();
}

TEST(CsvRow, IsReadAsItWasWritten) {
    for (const Fields& fields : {Fields{"", ""}, Fields{"", "b"}, Fields{"a\r\nb", "\"", ",", " x ", "caf\xC3\xA9"},
                                 Fields{""}, Fields{"\r"}, Fields{"\"\"", "\n"}}) {
        Fields header;
        for (std::size_t i = 0; i < fields.size(); ++i) header.push_back("c" + std::to_string(i));
        const std::vector<CsvRow> rows = rows_of(row_of(header) + row_of(fields));
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].fields, fields);
    }
}

TEST(ACsvText, IsAlwaysInQuotes) {
    EXPECT_EQ(CsvLine().text(std::string("plain")).plain("3.50").text(std::string("3\" x,y;z")).end(),
              "\"plain\",3.50,\"3\"\" x,y;z\"\r\n");
    EXPECT_EQ(CsvLine().text(std::optional<std::string>()).text(std::string("a\nb")).end(), "\"\",\"a\nb\"\r\n");
}

struct Formula {
    std::string text;
    std::string guarded;
};

// OWASP, CSV Injection: = + - @, tab, return and line feed at the beginning, their full-width forms, and the same
// behind what a spreadsheet may take for a separator or for the end of a text.
TEST(ACsvText, IsNoFormulaForASpreadsheet) {
    for (const auto& [text, guarded] : {Formula{"=1+1", "'=1+1"},
                                        {"+49 30", "'+49 30"},
                                        {"-5", "'-5"},
                                        {"@SUM(A1)", "'@SUM(A1)"},
                                        {"\tx", "'\tx"},
                                        {"\r=x", "'\r'=x"},
                                        {"\nx", "'\nx"},
                                        {"\uFF1D1+1", "'\uFF1D1+1"},
                                        {"\uFF0B1", "'\uFF0B1"},
                                        {"\uFF0D1", "'\uFF0D1"},
                                        {"\uFF20x", "'\uFF20x"},
                                        {"x;=1+1;y", "x;'=1+1;y"},
                                        {"x,=1", "x,'=1"},
                                        {"x\t@y", "x\t'@y"},
                                        {"x\n\uFF1Dy", "x\n'\uFF1Dy"},
                                        {"x|+y", "x|'+y"},
                                        {"\"=1\"", "\"'=1\""},
                                        {"x;'=1", "x;''=1"}}) {
        EXPECT_EQ(with_apostrophes(text), guarded);
        EXPECT_EQ(without_apostrophes(guarded), text) << "and comes back as it was";
    }
}

TEST(ACsvText, ComesBackAsItWasWhateverItIs) {
    for (const char* text : {"", "x", "1+1", "'", "''", "'s Gravenhage", "a=b", "'=1+1", "''@x", ";';'=;''-", "a;' b",
                             "'\t'=", "rock 'n' roll; 'tis"}) {
        EXPECT_EQ(without_apostrophes(with_apostrophes(text)), text);
    }
    for (const char* text : {"", "x", "1+1", "'", "'s Gravenhage", "a=b", "a - b", "rock 'n' roll; 'tis"}) {
        EXPECT_EQ(with_apostrophes(text), text);
        EXPECT_EQ(without_apostrophes(text), text);
    }
}

}  // namespace
}  // namespace till

#include "platform/text/folding.h"

#include <gmock/gmock.h>

#include "platform/text/unicode.h"

namespace till {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = QueryWord::Kind;

TEST(Folding, TakesAwayCaseAccentsAndCompatibilityForms) {
    EXPECT_EQ(fold("CAFE"), "cafe");
    EXPECT_EQ(fold("Caf\u00e9"), "cafe");
    EXPECT_EQ(fold("Cafe\u0301"), "cafe");
    EXPECT_EQ(fold("Stra\u00dfe"), "strasse");
    EXPECT_EQ(fold("\ufb01ne \uff21\u2460"), "fine a1");
    EXPECT_EQ(fold("\u00c5ngstr\u00f6m"), "angstrom");
    EXPECT_EQ(fold("soft\u00adware"), "software");
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold(std::string_view("A\0B", 3)), std::string("a\0b", 3));
}

TEST(Folding, OfFoldedTextChangesNothing) {
    for (const char* text : {"\u0390", "\u1E9E", "\u0130stanbul", "\u03a3\u03c2", "\uFDFA", "\u212B"}) {
        EXPECT_EQ(fold(fold(text)), fold(text)) << text;
    }
}

TEST(Folding, MakesAsciiOfLatinLettersWithoutDecomposition) {
    const std::pair<const char*, const char*> letters[] = {
        {"I\u015f\u0131k \u0130", "isik i"},
        {"\u0141\u00f3d\u017a", "lodz"},
        {"\u00d8l", "ol"},
        {"\u00c6bleskive", "aebleskive"},
        {"\u0153uf \u0152UF", "oeuf oeuf"},
        {"\u0110\u00f0\u00d0", "ddd"},
        {"\u00de\u00f3r \u00fe", "thor th"},
        {"\u0126\u0127", "hh"},
        {"\u00df \u1e9e", "ss ss"},
        {"\u014b\u0259\u018f\u017f", "nees"},
        {"\u0166\u0167\u023f\u0237", "ttsj"},
        {"o\u0338", "o"},
        {"\u0138\u0149", "q\u02bcn"},
    };
    for (const auto& [text, folded] : letters) EXPECT_EQ(fold(text), folded) << text;
}

TEST(Folding, KeepsMarksThatMakeAnotherLetter) {
    EXPECT_EQ(fold("\u30cf\u30fc\u30d6"), fold("\uff8a\uff70\uff8c\uff9e")) << "half-width kana";
    EXPECT_NE(fold("\u30cf"), fold("\u30d0"));
    EXPECT_NE(fold("\u0915\u093f"), fold("\u0915\u0940")) << "vowels of Devanagari";
    EXPECT_NE(fold("\u0e01\u0e34"), fold("\u0e01\u0e35")) << "vowels of Thai";
    EXPECT_EQ(fold("\u0643\u064e\u062a\u0640\u0628"), fold("\u0643\u062a\u0628")) << "points and stretches of Arabic";
    EXPECT_EQ(fold("\u05e9\u05b8\u05c1"), "\u05e9");
}

TEST(Folding, MakesAsciiOfDigits) { EXPECT_EQ(fold("\u0660\u0661\u06f9 \uff11 \u096a"), "019 1 4"); }

TEST(FoldingCase, KeepsAccents) {
    EXPECT_EQ(fold_case("Caf\u00c9@Example.COM"), "caf\u00e9@example.com");
    EXPECT_EQ(fold_case("E\u0301"), "\u00e9") << "two ways to write one letter";
    EXPECT_NE(fold_case("cafe"), fold_case("caf\u00e9"));
}

TEST(Words, AreRunsOfLettersAndDigits) {
    EXPECT_THAT(document_words("White METAL Lantern, 15cm (caf\u00e9-style)"),
                ElementsAre("white", "metal", "lantern", "15cm", "cafe", "style"));
    EXPECT_THAT(document_words("to be or not to be"), ElementsAre("to", "be", "or", "not", "to", "be"));
    EXPECT_THAT(document_words("  ,.- \t\n"), IsEmpty());
    EXPECT_THAT(document_words(""), IsEmpty());
    EXPECT_THAT(document_words("85123A"), ElementsAre("85123a"));
}

TEST(Words, AreOfAnyScript) {
    EXPECT_THAT(document_words("\u041b\u0410\u041c\u041f\u0410 \u65e5\u672c\u8a9e"),
                ElementsAre("\u043b\u0430\u043c\u043f\u0430", "\u65e5\u672c", "\u672c\u8a9e", "\u8a9e"));
}

TEST(Words, ArePairsWhereNothingStandsBetweenThem) {
    EXPECT_THAT(document_words("\u65e5\u672c\u8a9e\u30b3\u30fc\u30d2\u30fc\u8c46"),
                ElementsAre("\u65e5\u672c", "\u672c\u8a9e", "\u8a9e\u30b3", "\u30b3\u30fc", "\u30fc\u30d2",
                            "\u30d2\u30fc", "\u30fc\u8c46", "\u8c46"));
    EXPECT_THAT(document_words("iPhone\u30b1\u30fc\u30b9 3\u5e74"),
                ElementsAre("iphone", "\u30b1\u30fc", "\u30fc\u30b9", "\u30b9", "3", "\u5e74"));
    EXPECT_THAT(document_words("\u0e01\u0e32\u0e41\u0e1f"),
                ElementsAre("\u0e01\u0e32", "\u0e32\u0e41", "\u0e41\u0e1f", "\u0e1f"));
    EXPECT_THAT(document_words("\u0e81\u0eb2"), ElementsAre("\u0e81\u0eb2", "\u0eb2")) << "Lao";
    EXPECT_THAT(document_words("\u178f\u17c2"), ElementsAre("\u178f\u17c2")) << "Khmer: a letter with its vowel";
    EXPECT_THAT(document_words("\u1000\u102c\u1016"), ElementsAre("\u1000\u102c\u1016", "\u1016")) << "Myanmar";
    EXPECT_THAT(document_words("\ud55c\uad6d \uc11c\uc6b8"), testing::SizeIs(2)) << "Korean has spaces";
}

TEST(Words, OfASearchArePairsToo) {
    const auto word = [](const char* text, Kind kind) { return QueryWord{fold(text), kind}; };
    EXPECT_THAT(
        query_words("Coffee \u30b3\u30fc\u30d2\u30fc \u8c46"),
        ElementsAre(word("coffee", Kind::word), word("\u30b3\u30fc", Kind::pair), word("\u30fc\u30d2", Kind::pair),
                    word("\u30d2\u30fc", Kind::pair), word("\u8c46", Kind::character)));
    EXPECT_THAT(query_words(""), IsEmpty());
}

TEST(Words, OfAnyPartOfARunAreAmongTheDocuments) {
    const std::vector<std::string> document = document_words("\u65e5\u672c\u8a9e\u30cf\u3099\u30fc\u8c46");
    for (const char* part : {"\u65e5\u672c", "\u8a9e\u30d0\u30fc", "\u30d0\u30fc\u8c46", "\u8c46", "\u8a9e"}) {
        for (const QueryWord& word : query_words(part)) {
            EXPECT_TRUE(std::any_of(document.begin(), document.end(), [&](const std::string& in_document) {
                return word.kind == Kind::pair ? in_document == word.text : in_document.starts_with(word.text);
            })) << part;
        }
    }
}

TEST(Words, HaveFewMarksOnALetter) {
    std::string marks = "\u30cf";
    for (int i = 0; i < 1000; ++i) marks += "\u3099";
    for (const std::string& word : document_words(marks + marks)) EXPECT_LE(code_points(word), 40U);
}

TEST(Words, AreCutAtFortyCodePoints) {
    const std::vector<std::string> words = document_words(std::string(100, 'a') + " b");
    EXPECT_THAT(words, ElementsAre(std::string(40, 'a'), "b"));
    std::string accents;
    for (int i = 0; i < 41; ++i) accents += "\u0436";
    EXPECT_EQ(code_points(document_words(accents).front()), 40U);
}

}  // namespace
}  // namespace till

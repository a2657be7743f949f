#include "shop/catalogue/search_terms.h"

#include <gmock/gmock.h>

namespace till {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SearchTerm whole(std::string text) { return {std::move(text), true}; }
SearchTerm beginning(std::string text) { return {std::move(text), false}; }

TEST(SearchTerms, AreWholeWordsButForTheLast) {
    EXPECT_THAT(search_terms("Red caf\u00e9 lam"), ElementsAre(whole("red"), whole("cafe"), beginning("lam")));
    EXPECT_THAT(search_terms("lam"), ElementsAre(beginning("lam")));
}

TEST(SearchTerms, AskForNothingWithoutAWord) {
    for (const char* nothing : {"", "   ", "%", "-- ,"}) EXPECT_THAT(search_terms(nothing), IsEmpty()) << nothing;
}

TEST(SearchTerms, SayNothingTwice) {
    EXPECT_THAT(search_terms("red red red lamp"), ElementsAre(whole("red"), beginning("lamp")));
    EXPECT_THAT(search_terms("lamp red lamp"), ElementsAre(whole("lamp"), whole("red")));
    EXPECT_THAT(search_terms("lamp lam"), ElementsAre(whole("lamp"))) << "what is `lamp` begins with `lam`";
    EXPECT_THAT(search_terms("lam lamp"), ElementsAre(whole("lam"), beginning("lamp")));
}

TEST(SearchTerms, AreEightAtMost) {
    EXPECT_THAT(search_terms("a b c d e f g h i j"), ElementsAre(whole("a"), whole("b"), whole("c"), whole("d"),
                                                                 whole("e"), whole("f"), whole("g"), beginning("h")));
    EXPECT_THAT(search_terms("a b a b a b a b a b cd"), ElementsAre(whole("a"), whole("b"), beginning("cd")));
}

}  // namespace
}  // namespace till

#include "platform/errors/refusal.h"

#include <gmock/gmock.h>

namespace till {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(ARefusal, SaysWhatKindOfNoItIs) {
    const Refusal refusal(problems::not_found, "There is no product 5.");
    EXPECT_EQ(&refusal.problem(), &problems::not_found);
    EXPECT_STREQ(refusal.what(), "There is no product 5.");
    EXPECT_TRUE(refusal.errors().empty());
    EXPECT_TRUE(refusal.members().empty());
    EXPECT_EQ(refusal.retry_after_s(), 0);
}

TEST(ARefusal, NamesEveryBadField) {
    const Refusal refusal = Refusal::invalid({{"name", {"is missing"}}, {"price", {"is too high", "is odd"}}});
    EXPECT_EQ(refusal.problem().status, 422);
    EXPECT_EQ(refusal.problem().code, "validation-failed");
    EXPECT_THAT(refusal.errors(), ElementsAre(Pair("name", ElementsAre("is missing")),
                                              Pair("price", ElementsAre("is too high", "is odd"))));
    EXPECT_THAT(Refusal::invalid("sku", "is odd").errors(), ElementsAre(Pair("sku", ElementsAre("is odd"))));
}

TEST(ARefusal, CarriesMembersAndATimeToRetry) {
    const ProblemValue list{ProblemValue::List{{1}, {"one"}, {ProblemValue::Object{{"two", {2}}}}}};
    const Refusal refusal = Refusal(problems::overloaded, "Later.").with("a", list).with("b", {2}).retry_after(3);
    EXPECT_THAT(refusal.members(), ElementsAre(ProblemMember{"a", list}, ProblemMember{"b", {2}}));
    EXPECT_NE(list, ProblemValue{ProblemValue::List{}});
    EXPECT_EQ(refusal.retry_after_s(), 3);
}

}  // namespace
}  // namespace till

#include "shop/pricing/basket.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "support/samples.h"

namespace till {
namespace {

TEST(ABasket, AddsUpItsLines) {
    const std::vector<BasketLine> lines{{test::money("2.50"), 3}, {test::money("0.10"), 10}};
    const BasketTotals totals = totals_of(lines);
    EXPECT_EQ(totals.line_count, 2);
    EXPECT_EQ(totals.item_count, 13);
    EXPECT_EQ(totals.total, test::money("8.50"));
    EXPECT_EQ(amount_of(lines[0]), test::money("7.50"));
}

TEST(ABasket, MayBeEmpty) {
    const BasketTotals totals = totals_of({});
    EXPECT_EQ(totals.line_count, 0);
    EXPECT_EQ(totals.item_count, 0);
    EXPECT_EQ(totals.total, Money());
}

TEST(ABasket, HasATotalThatCanBeCounted) {
    const Money most = Money::from_minor(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(totals_of(std::vector<BasketLine>{{most, 1}}).total, most);
    EXPECT_THROW(static_cast<void>(totals_of(std::vector<BasketLine>{{most, 2}})), MoneyOverflow);
    EXPECT_THROW(static_cast<void>(totals_of(std::vector<BasketLine>{{most, 1}, {Money::from_minor(1), 1}})),
                 MoneyOverflow);
}

}  // namespace
}  // namespace till

#include "shop/orders/order_drafting.h"

#include <gmock/gmock.h>

#include "shop/kernel/order_bounds.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::ElementsAre;
using testing::Pair;

Offers shelf() { return {{1, test::offer(1, "Lamp", "2.50")}, {2, test::offer(2, "Mug", "4.00")}}; }

TEST(DraftLines, CopiesWhatTheProductsSayToday) {
    const std::vector<OrderLine> lines = draft_lines({{2, 3}, {1, 1}}, shelf(), OrderBounds());
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].line, 1);
    EXPECT_EQ(lines[0].product_id, 2);
    EXPECT_EQ(lines[0].sku, "SKU-2");
    EXPECT_EQ(lines[0].name, "Mug");
    EXPECT_EQ(lines[0].unit_price, test::money("4.00"));
    EXPECT_EQ(lines[0].quantity, 3);
    EXPECT_EQ(lines[1].line, 2);
    EXPECT_EQ(lines[1].name, "Lamp");
}

TEST(DraftLines, AddsUpLinesOfOneProduct) {
    const std::vector<OrderLine> lines = draft_lines({{1, 1}, {2, 1}, {1, 5}}, shelf(), OrderBounds());
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].product_id, 1);
    EXPECT_EQ(lines[0].quantity, 6);
    EXPECT_EQ(lines[1].quantity, 1);
}

TEST(DraftLines, HaveBounds) {
    const OrderBounds bounds{.lines_max = 1, .line_units_max = 5, .units_max = 7};
    EXPECT_EQ(draft_lines({{1, 2}, {1, 3}}, shelf(), bounds).front().quantity, 5);
    EXPECT_THAT(test::errors_of([&] {
                    draft_lines({{1, 2}, {1, 4}}, shelf(), bounds);
                }),
                ElementsAre(Pair("items.1.quantity", ElementsAre("results in more than 5 units of one product"))));
    EXPECT_THAT(
        test::errors_of([&] {
            draft_lines({{1, 5}, {2, 5}}, shelf(), bounds);
        }),
        ElementsAre(Pair("items", ElementsAre("must have at most 1 products", "must have at most 7 units in total"))));
}

TEST(DraftLines, NamesEveryUnknownProduct) {
    EXPECT_THAT(test::errors_of([] {
                    draft_lines({{404, 1}, {1, 1}, {405, 1}, {404, 1}}, shelf(), OrderBounds());
                }),
                ElementsAre(Pair("items.0.product_id", ElementsAre("is not a product")),
                            Pair("items.2.product_id", ElementsAre("is not a product")),
                            Pair("items.3.product_id", ElementsAre("is not a product"))));
}

TEST(TheTotal, IsTheSumOfTheLines) {
    EXPECT_EQ(total_of(draft_lines({{1, 2}, {2, 3}}, shelf(), OrderBounds())), test::money("17.00"));
    EXPECT_EQ(total_of({}), Money());
}

TEST(TheTotal, IsRefusedWhereItCannotBeCounted) {
    OrderLine dear{
        .name = "Palace", .unit_price = Money::from_minor(std::numeric_limits<std::int64_t>::max()), .quantity = 1};
    EXPECT_EQ(total_of({dear}), dear.unit_price);
    EXPECT_THAT(test::errors_of([&] {
                    total_of({dear, dear});
                }),
                ElementsAre(Pair("items", ElementsAre("have a total that is too large"))));
    dear.quantity = 2;
    EXPECT_THAT(test::errors_of([&] { total_of({dear}); }), ElementsAre(Pair("items", testing::_)));
}

}  // namespace
}  // namespace till

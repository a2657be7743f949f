#include "platform/console/progress.h"

#include <gtest/gtest.h>

namespace till {
namespace {

TEST(ProgressLine, SaysHowFarHowFastAndHowLongStill) {
    EXPECT_EQ(progress_line("Orders", 2'000, 4'000, 2.5),
              "Orders  [############            ]  50%  2,000 of 4,000  800/s  3 s left");
    EXPECT_EQ(progress_line("Orders", 10, 100'000, 1),
              "Orders  [                        ]  0%  10 of 100,000  10/s  166 min 39 s left");
}

TEST(ProgressLine, StandsAtTheBeginningAndTheEnd) {
    EXPECT_EQ(progress_line("Rows", 0, 8, 0), "Rows  [                        ]  0%  0 of 8  0/s");
    EXPECT_EQ(progress_line("Rows", 8, 8, 2), "Rows  [########################]  100%  8 of 8  4/s");
    EXPECT_EQ(progress_line("Rows", 9, 8, 1), "Rows  [########################]  100%  9 of 8  9/s");
}

TEST(ProgressLine, CountsWhereTheEndIsNotKnown) {
    EXPECT_EQ(progress_line("Rows", 1'234'567, 0, 1), "Rows  1,234,567  1,234,567/s");
}

}  // namespace
}  // namespace till

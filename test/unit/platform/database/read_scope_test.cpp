#include "platform/database/read_scope.h"

#include <thread>

#include <gtest/gtest.h>

#include "platform/database/errors.h"

namespace till::database {
namespace {

using Time = ReadLimits::Time;

TEST(ReadScopes, LimitNothingWhereThereIsNone) {
    EXPECT_EQ(ReadScope::limits().kind, ReadKind::lookup);
    EXPECT_FALSE(ReadScope::is_over());
    EXPECT_NO_THROW(ReadScope::require_time());
}

TEST(ReadScopes, EndWhenTheirTimeIsOver) {
    const ReadScope over({.until = Time::min()});
    EXPECT_TRUE(ReadScope::is_over());
    EXPECT_THROW(ReadScope::require_time(), TimedOut);
}

TEST(ReadScopes, EndWhenNobodyWaitsAnyMore) {
    bool gone = false;
    const ReadScope scope({.given_up = [&] { return gone; }});
    EXPECT_FALSE(ReadScope::is_over());
    gone = true;
    EXPECT_TRUE(ReadScope::is_over());
}

TEST(ReadScopes, CountForTheirThreadAndTheInnermostFirst) {
    const ReadScope outer({.kind = ReadKind::report, .until = Time::min()});
    {
        const ReadScope inner({.kind = ReadKind::list});
        EXPECT_EQ(ReadScope::limits().kind, ReadKind::list);
        EXPECT_FALSE(ReadScope::is_over());
    }
    EXPECT_EQ(ReadScope::limits().kind, ReadKind::report);
    std::thread([] { EXPECT_FALSE(ReadScope::is_over()); }).join();
}

}  // namespace
}  // namespace till::database

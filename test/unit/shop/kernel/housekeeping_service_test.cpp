#include "shop/kernel/housekeeping_service.h"

#include <algorithm>

#include "shop/orders/expired_keys.h"
#include "shop/sessions/expired_sessions.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;

class TheHousekeeping : public testing::Test {
 public:
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    HousekeepingService housekeeping{database};

    TheHousekeeping() {
        housekeeping.add(remove_expired_keys(repositories.keys));
        housekeeping.add(remove_expired_sessions(repositories.sessions));
    }
};

TEST_F(TheHousekeeping, RemovesKeysAfterTwoDaysInSmallBatches) {
    std::int64_t rows = 250;
    EXPECT_CALL(repositories.keys, remove_expired(_, clock.time - std::chrono::hours(48), testing::Le(500)))
        .WillRepeatedly([&](auto&, auto, std::int64_t at_most) {
            const std::int64_t removed = std::min(rows, at_most);
            rows -= removed;
            return removed;
        });
    housekeeping.run(clock.time);
    EXPECT_EQ(rows, 0);
    EXPECT_EQ(database.commits, 3 + 1) << "a write for each piece, so that others come in between";
}

TEST_F(TheHousekeeping, RemovesSessionsThatCannotBeRefreshedAnyMore) {
    std::int64_t rows = 150;
    EXPECT_CALL(repositories.sessions, remove_expired(_, clock.time, testing::Le(500)))
        .WillRepeatedly([&](auto&, auto, std::int64_t at_most) {
            const std::int64_t removed = std::min(rows, at_most);
            rows -= removed;
            return removed;
        });
    housekeeping.run(clock.time);
    EXPECT_EQ(rows, 0);
}

TEST_F(TheHousekeeping, StopsWhenItIsTold) {
    std::stop_source stop;
    EXPECT_CALL(repositories.keys, remove_expired).WillOnce([&](auto&, auto, std::int64_t at_most) {
        stop.request_stop();
        return at_most;
    });
    EXPECT_CALL(repositories.sessions, remove_expired).Times(0);
    housekeeping.run(clock.time, stop.get_token());
    EXPECT_EQ(database.commits, 1);
}

}  // namespace
}  // namespace till

#include "shop/sessions/session_registry.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::_;
using testing::Return;

class TheSessionRegistry : public testing::Test {
 public:
    TheSessionRegistry() {
        ON_CALL(repositories.sessions, state(_, 5)).WillByDefault([this](database::SqlSession& session, SessionId) {
            session.depends_on(tag);
            if (while_it_reads) while_it_reads();
            return state;
        });
    }

    static constexpr database::Tag tag = 77;

    test::FakeDatabase database;
    test::MockRepositories repositories;
    caching::Invalidations invalidations;
    SessionRegistry registry{database, repositories.sessions, invalidations, 1h};
    std::optional<SessionState> state = SessionState{.account = 31, .role = Role::admin, .customer = 7};
    std::function<void()> while_it_reads;
};

TEST_F(TheSessionRegistry, AsksTheDatabaseOnlyForWhatItDoesNotKnow) {
    EXPECT_EQ(registry.known(5), nullptr);
    EXPECT_EQ(database.reads, 0);
    const auto found = registry.find(5);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, *state);
    ASSERT_NE(registry.known(5), nullptr);
    EXPECT_EQ(*registry.known(5), *state);
    EXPECT_EQ(*registry.find(5), *state);
    EXPECT_EQ(database.reads, 1);
    EXPECT_EQ(registry.known(6), nullptr);
}

TEST_F(TheSessionRegistry, ForgetsWhatIsInvalidated) {
    registry.find(5);
    state->role = Role::customer;
    invalidations.invalidate({&tag, 1});
    EXPECT_EQ(registry.known(5), nullptr);
    EXPECT_EQ(registry.find(5)->role, Role::customer);
    state.reset();
    invalidations.invalidate({&tag, 1});
    EXPECT_EQ(registry.find(5), nullptr);
    EXPECT_EQ(registry.known(5), nullptr);
}

TEST_F(TheSessionRegistry, KeepsNothingThatIsInvalidatedWhileItIsRead) {
    while_it_reads = [this] { invalidations.invalidate({&tag, 1}); };
    EXPECT_NE(registry.find(5), nullptr);
    EXPECT_EQ(registry.known(5), nullptr);
}

TEST_F(TheSessionRegistry, KeepsNothingWhereItMayNot) {
    SessionRegistry forgetful(database, repositories.sessions, invalidations, 0ms);
    EXPECT_NE(forgetful.find(5), nullptr);
    EXPECT_EQ(forgetful.known(5), nullptr);
}

TEST_F(TheSessionRegistry, KnowsNothingOfASessionThatHasEnded) {
    state.reset();
    EXPECT_EQ(registry.find(5), nullptr);
    EXPECT_EQ(registry.known(5), nullptr);
}

TEST_F(TheSessionRegistry, HoldsABoundedNumber) {
    ON_CALL(repositories.sessions, state).WillByDefault([this](database::SqlSession& session, SessionId) {
        session.depends_on(tag);
        return state;
    });
    for (SessionId id = 1; id <= 100'000; ++id) registry.find(id);
    EXPECT_GT(registry.metrics().evictions, 0U);
    EXPECT_LE(registry.metrics().bytes, 8U * 1024 * 1024);
    EXPECT_NE(registry.known(100'000), nullptr);
    EXPECT_EQ(registry.known(1), nullptr) << "what was used least lately goes first";
}

}  // namespace
}  // namespace till

#include <thread>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "platform/database/migration_text.h"
#include "platform/database/migrations.h"
#include "support/databases.h"

namespace till::database {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<Migration> two_steps{
    make_migration("0001_start.sql", "CREATE TABLE a (x INTEGER);\nCREATE TABLE b (x INTEGER);\n"),
    make_migration("0002_more.sql", "INSERT INTO a (x) VALUES (1);\nINSERT INTO a (x) VALUES (2);\n")};

std::vector<Migration> with(const Migration& third) {
    std::vector<Migration> steps = two_steps;
    steps.push_back(third);
    return steps;
}

class Migrations : public test::OnBothDatabases {
 public:
    std::string reason(const std::vector<Migration>& steps) {
        std::string from_state;
        try {
            migration_state(options(), steps);
            from_state = "accepted";
        } catch (const std::runtime_error& error) {
            from_state = error.what();
        }
        try {
            migrate(options(), steps);
        } catch (const std::runtime_error& error) {
            EXPECT_EQ(from_state, error.what());
        }
        return from_state;
    }
    std::int64_t rows_of(const std::string& table) {
        SqlDatabase database(options());
        return database.read(
            [&](SqlSession& session) { return session.value<std::int64_t>("SELECT count(*) FROM " + table).value(); });
    }
    std::string failure(const std::vector<Migration>& steps) {
        try {
            migrate(options(), steps);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "applied";
    }
};

TEST_P(Migrations, AreAllPendingInAnEmptyDatabase) {
    const MigrationState state = migration_state(options(), two_steps);
    EXPECT_THAT(state.applied, IsEmpty());
    EXPECT_THAT(state.pending, ElementsAre("0001_start", "0002_more"));
}

TEST_P(Migrations, AreAppliedOnceAndInOrder) {
    EXPECT_THAT(migrate(options(), two_steps), ElementsAre("0001_start", "0002_more"));
    EXPECT_THAT(migrate(options(), two_steps), IsEmpty());
    EXPECT_EQ(rows_of("a"), 2);
    const MigrationState state = migration_state(options(), two_steps);
    EXPECT_THAT(state.applied, ElementsAre("0001_start", "0002_more"));
    EXPECT_THAT(state.pending, IsEmpty());
}

TEST_P(Migrations, TakeUpNewSteps) {
    migrate(options(), two_steps);
    const auto steps = with(make_migration("0003_third.sql", "INSERT INTO a (x) VALUES (3);"));
    EXPECT_THAT(migration_state(options(), steps).pending, ElementsAre("0003_third"));
    EXPECT_THAT(migrate(options(), steps), ElementsAre("0003_third"));
    EXPECT_EQ(rows_of("a"), 3);
}

TEST_P(Migrations, StopAtAnAppliedStepThatWasEdited) {
    migrate(options(), two_steps);
    std::vector<Migration> edited = two_steps;
    edited[0] = make_migration("0001_start.sql", "CREATE TABLE a (x INTEGER);\n");
    EXPECT_THAT(reason(edited), HasSubstr("0001_start was edited"));
}

TEST_P(Migrations, StopAtADatabaseThatIsNewer) {
    migrate(options(), with(make_migration("0003_third.sql", "INSERT INTO a (x) VALUES (3);")));
    EXPECT_THAT(reason(two_steps), testing::AllOf(HasSubstr("newer"), HasSubstr("0003_third")));
}

TEST_P(Migrations, StopAtAMissingNumber) {
    std::vector<Migration> steps{two_steps[0], make_migration("0003_third.sql", "SELECT 1;")};
    EXPECT_THAT(reason(steps), testing::AllOf(HasSubstr("number 2"), HasSubstr("0003_third")));
}

TEST_P(Migrations, AreAppliedOnceByManyAtATime) {
    std::vector<std::thread> threads;
    std::atomic<std::size_t> applied = 0;
    for (int i = 0; i < 6; ++i) threads.emplace_back([&] { applied += migrate(options(), two_steps).size(); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(applied, 2U);
    EXPECT_EQ(rows_of("a"), 2);
}

TEST_P(Migrations, NameTheStatementAtWhichAStepStopped) {
    const auto steps =
        with(make_migration("0003_broken.sql",
                            "CREATE TABLE c (x INTEGER);\n-- this fails;\nINSERT INTO nowhere (x) VALUES (1);\n"
                            "CREATE TABLE d (x INTEGER);"));
    const std::string reason = failure(steps);
    EXPECT_THAT(reason, HasSubstr("0003_broken stopped at its statement 2"));
    EXPECT_THAT(reason, HasSubstr("nowhere"));
    EXPECT_THAT(reason, HasSubstr("not applied"));
    const MigrationState state = migration_state(options(), steps);
    EXPECT_THAT(state.applied, ElementsAre("0001_start", "0002_more"));
    EXPECT_THAT(state.pending, ElementsAre("0003_broken"));
    EXPECT_THAT(failure(steps), HasSubstr("stopped at its statement 2")) << "it must not fail at what it did already";

    SqlDatabase(options()).write(
        [](Transaction& transaction) { transaction.execute("CREATE TABLE nowhere (x INTEGER)"); });
    EXPECT_THAT(migrate(options(), steps), ElementsAre("0003_broken"));
    EXPECT_EQ(rows_of("nowhere"), 1);
    EXPECT_EQ(rows_of("d"), 0);
}

TEST_P(Migrations, OfTheProgramAreNumberedFromOne) {
    const std::vector<Migration> steps = migrations_for(on_sqlite() ? Dialect::sqlite : Dialect::mysql);
    ASSERT_FALSE(steps.empty());
    for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(steps[i].number, static_cast<int>(i) + 1);
    EXPECT_EQ(migrate(options(), steps).size(), steps.size());
}

TILL_ON_BOTH_DATABASES(Migrations);

}  // namespace
}  // namespace till::database

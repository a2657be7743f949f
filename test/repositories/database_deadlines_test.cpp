#include <atomic>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "platform/database/errors.h"
#include "platform/database/read_scope.h"
#include "platform/database/sql_database.h"
#include "support/databases.h"

namespace till::database {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Reads that would never end.
class ADeadline : public test::OnBothDatabases {
 public:
    SqlDatabaseOptions few_connections() const {
        SqlDatabaseOptions few = options();
        few.readers = few.list_readers = few.report_readers = 1;
        return few;
    }
    std::string endless() const {
        return on_sqlite() ? "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
                           : "SELECT SLEEP(1000)";
    }
    static std::int64_t one(SqlSession& session) { return session.value<std::int64_t>("SELECT 1").value(); }

    SqlDatabase database{few_connections()};
};

TEST_P(ADeadline, EndsAStatementInItsMidst) {
    for (const ReadKind kind : {ReadKind::lookup, ReadKind::list, ReadKind::report}) {
        const auto read_for_ever = [&] {
            const ReadScope scope({.kind = kind, .until = steady_clock::now() + milliseconds(50)});
            database.read([&](SqlSession& session) { session.value<std::int64_t>(endless()); });
        };
        EXPECT_THROW(read_for_ever(), TimedOut);
        const ReadScope scope({.kind = kind, .until = steady_clock::now() + std::chrono::minutes(1)});
        EXPECT_EQ(database.read(one), 1) << "its connection is good for the next";
    }
}

TEST_P(ADeadline, IsForAllStatementsOfARead) {
    const ReadScope scope({.until = steady_clock::now() - milliseconds(1)});
    EXPECT_THROW(database.read(one), TimedOut);
}

TEST_P(ADeadline, IsNotForWritesNorForReadsWithoutOne) {
    const ReadScope scope({.until = steady_clock::now() - milliseconds(1)});
    EXPECT_EQ(database.write([](Transaction& transaction) { return one(transaction); }), 1);
    std::async(std::launch::async, [&] { EXPECT_EQ(database.read(one), 1); }).get();
}

TEST_P(ADeadline, EndsAReadThatIsGivenUp) {
    if (!on_sqlite()) GTEST_SKIP() << "a server's statement runs to its time limit";
    std::atomic<bool> gone{false};
    std::promise<void> begun;
    auto reading = std::async(std::launch::async, [&] {
        const ReadScope scope({.given_up = [&] { return gone.load(); }});
        database.read([&](SqlSession& session) {
            begun.set_value();
            session.value<std::int64_t>(endless());
        });
    });
    begun.get_future().wait();
    std::this_thread::sleep_for(milliseconds(50));  // time to be in the statement's midst
    gone = true;
    EXPECT_THROW(reading.get(), TimedOut);
}

TEST_P(ADeadline, LetsNoStatementBeginOfAReadThatIsGivenUp) {
    bool gone = false;
    const ReadScope scope(
        {.until = std::chrono::steady_clock::now() + std::chrono::minutes(1), .given_up = [&] { return gone; }});
    database.read([&](SqlSession& session) {
        EXPECT_EQ(one(session), 1);
        gone = true;
        EXPECT_THROW(one(session), TimedOut);
    });
    gone = false;
    EXPECT_EQ(database.read(one), 1) << "the connection is as good as before";
}

TEST_P(ADeadline, OfOneKindOfReadKeepsNoneOfAnotherWaiting) {
    std::promise<void> begun;
    std::promise<void> may_end;
    auto listing = std::async(std::launch::async, [&] {
        const ReadScope scope({.kind = ReadKind::list});
        database.read([&](SqlSession& session) {
            one(session);
            begun.set_value();
            may_end.get_future().wait();
        });
    });
    begun.get_future().wait();
    EXPECT_EQ(database.read(one), 1);
    const auto list_within = [&](milliseconds time) {
        const ReadScope scope({.kind = ReadKind::list, .until = steady_clock::now() + time});
        return database.read(one);
    };
    EXPECT_THROW(list_within(milliseconds(20)), Unavailable) << "there is one connection for lists, and it is taken";
    may_end.set_value();
    listing.get();
    EXPECT_EQ(list_within(std::chrono::minutes(1)), 1);
}

TILL_ON_BOTH_DATABASES(ADeadline);

}  // namespace
}  // namespace till::database

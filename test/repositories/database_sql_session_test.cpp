#include <atomic>
#include <limits>
#include <thread>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "repositories/database_things.h"

namespace till::database {
namespace {

class SqlSessions : public DatabaseOfThings {};

TEST_P(SqlSessions, GiveBackAModelAsItWasInserted) {
    Thing thing{.name = "Lamp", .amount = 1999, .good = true, .note = "for the desk", .weight = 300};
    thing.id = insert(thing);
    EXPECT_GT(thing.id, 0);
    EXPECT_EQ(find(thing.id), thing);
}

TEST_P(SqlSessions, TellNullFromEmptyAndZero) {
    Thing nothing{.name = "null"};
    Thing empty{.name = "empty", .note = "", .weight = 0};
    nothing.id = insert(nothing);
    empty.id = insert(empty);
    EXPECT_EQ(find(nothing.id), nothing);
    EXPECT_EQ(find(empty.id), empty);
}

TEST_P(SqlSessions, DoNotCarryAValueIntoANullRowThatFollows) {
    const std::int64_t first = insert({.name = "a", .note = "noted", .weight = 7});
    const std::int64_t second = insert({.name = "b"});
    const auto rows = database.read([&](SqlSession& session) {
        return session.rows<std::string, std::int64_t>(
            "SELECT note, weight FROM things WHERE id IN (:first, :second) ORDER BY id", first, second);
    });
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0], std::make_tuple("noted", 7));
    EXPECT_EQ(rows[1], std::make_tuple("", 0));
}

TEST_P(SqlSessions, KeepTextByteForByte) {
    const std::vector<std::string> texts{"it's",
                                         "''",
                                         "\"quoted\"",
                                         "back\\slash",
                                         "\\'",
                                         "\\",
                                         "100% _ ?",
                                         ":name :1",
                                         "a:b::c:=d",
                                         "`tick`",
                                         "-- no comment; DROP TABLE things",
                                         "tab\tline\nreturn\r",
                                         "\xc3\xa9\xc3\x9f\xc5\x93",
                                         "\xf0\x9f\x9b\x92 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
                                         "\xe6\x97\xa5\xe6\x9c\xac",
                                         "\x1a\x01\x7f",
                                         " spaces "};
    for (const std::string& text : texts) {
        Thing thing{.name = text, .note = text};
        thing.id = insert(thing);
        EXPECT_EQ(find(thing.id), thing) << text;
        const auto found = database.read([&](SqlSession& session) {
            return session.value<std::int64_t>("SELECT id FROM things WHERE name = :name", text);
        });
        EXPECT_EQ(found, thing.id) << text;
    }
}

TEST_P(SqlSessions, KeepANulInsideText) {
    Thing thing{.name = "nul", .note = std::string("a\0b", 3)};
    thing.id = insert(thing);
    EXPECT_EQ(find(thing.id), thing);
}

TEST_P(SqlSessions, KeepVeryLongTextAndShortTextAfterIt) {
    std::string text(3'000'000, '\'');
    Thing longer{.name = "long", .note = text};
    longer.id = insert(longer);
    Thing shorter{.name = "short", .note = "s"};
    shorter.id = insert(shorter);
    EXPECT_EQ(find(longer.id), longer);
    EXPECT_EQ(find(shorter.id), shorter);
}

TEST_P(SqlSessions, KeepTheWholeRangeOfIntegers) {
    for (const std::int64_t amount : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
                                      (std::int64_t{1} << 53) + 1, std::numeric_limits<std::int64_t>::max()}) {
        Thing thing{.name = std::to_string(amount), .amount = amount, .weight = amount};
        thing.id = insert(thing);
        EXPECT_EQ(find(thing.id), thing);
    }
}

TEST_P(SqlSessions, TakeOtherKindsForAStatementOfTheSameText) {
    const auto length = [&](const auto& value) {
        return database.read(
            [&](SqlSession& session) { return session.value<std::int64_t>("SELECT length(:value)", value).value(); });
    };
    EXPECT_EQ(length("text"), 4);
    EXPECT_EQ(length(12345), 5);
    EXPECT_EQ(length("longer text"), 11);
}

TEST_P(SqlSessions, CountTheRowsThatMatchedAlsoWhereNothingChanged) {
    insert({.name = "a", .amount = 1});
    insert({.name = "b", .amount = 1});
    const auto update = [&](std::int64_t amount, std::int64_t at_most) {
        return database.write([&](Transaction& transaction) {
            return transaction.execute("UPDATE things SET amount = :amount WHERE amount <= :most", amount, at_most);
        });
    };
    EXPECT_EQ(update(1, 1), 2);
    EXPECT_EQ(update(5, 0), 0);
    EXPECT_EQ(update(2, 1), 2);
}

TEST_P(SqlSessions, ReportATakenUniqueKey) {
    insert({.name = "once"});
    EXPECT_THROW(insert({.name = "once"}), UniqueViolation);
    EXPECT_THROW(insert({.name = "once"}), UniqueViolation);
    EXPECT_EQ(count(), 1);
}

TEST_P(SqlSessions, ReportOtherMistakesAsErrorsAndGoOn) {
    EXPECT_THROW(database.read([](SqlSession& session) { session.value<std::int64_t>("SELEC 1"); }), Error);
    EXPECT_THROW(database.read(
                     [](SqlSession& session) { session.value<std::int64_t>("SELECT x FROM nowhere WHERE a = :a", 1); }),
                 Error);
    EXPECT_THROW(database.write([](Transaction& transaction) {
        transaction.execute("INSERT INTO things (name, amount, good) VALUES (:name, NULL, 0)", "x");
    }),
                 Error);
    EXPECT_EQ(count(), 0);
}

TEST_P(SqlSessions, RefuseChangesInAReader) {
    const auto change = [](SqlSession& session) { session.execute("DELETE FROM things WHERE id > :id", 0); };
    insert({.name = "kept"});
    try {
        database.read(change);
        ADD_FAILURE() << "a reader changed something";
    } catch (const Unavailable& error) {
        ADD_FAILURE() << "a mistake was taken for an outage: " << error.what();
    } catch (const Error&) {
        EXPECT_EQ(count(), 1);
    }
}

TEST_P(SqlSessions, CanBeUsedOnAfterARowsReaderThrew) {
    for (int i = 0; i < 10; ++i) insert({.name = std::to_string(i)});
    for (int i = 0; i < 3; ++i) {
        EXPECT_THROW(database.read([](SqlSession& session) {
            std::vector<Cell> into(1);
            session.run("SELECT id FROM things", {}, into, [] { throw std::domain_error("enough"); });
        }),
                     std::domain_error);
    }
    EXPECT_EQ(count(), 10);
    insert({.name = "after"});
}

TEST_P(SqlSessions, RefuseToReadAnotherNumberOfColumnsThanTheServerSends) {
    if (on_sqlite()) return;  // reads a column that is not there as null
    EXPECT_THROW(database.read([](SqlSession& session) { session.rows<std::int64_t, std::int64_t>("SELECT 1"); }),
                 Error);
}

TEST_P(SqlSessions, OutliveMoreStatementsThanAreKept) {
    database.read([](SqlSession& session) {
        for (int i = 0; i < 1'000; ++i) {
            const std::string sql = "SELECT " + std::to_string(i) + " + :n";
            EXPECT_EQ(session.value<std::int64_t>(sql, 1), i + 1);
        }
    });
}

TEST_P(SqlSessions, ServeManyReadersAtOnce) {
    const std::int64_t id = insert({.name = "read me", .amount = 5});
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 50; ++n) right += find(id).has_value() ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, 800);
}

TEST_P(SqlSessions, AreReachable) { EXPECT_TRUE(database.reachable()); }

TILL_ON_BOTH_DATABASES(SqlSessions);

}  // namespace
}  // namespace till::database

#include <algorithm>
#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "platform/database/errors.h"
#include "platform/database/sql_database.h"
#include "support/databases.h"
#include "support/on_threads.h"

namespace till::database {
namespace {

SqlDatabaseOptions with_readers(SqlDatabaseOptions options, std::size_t readers) {
    options.readers = readers;
    options.busy_timeout_ms = std::chrono::milliseconds(50);
    return options;
}

class Databases : public test::OnBothDatabases {
 public:
    Databases() {
        database.write([&](Transaction& transaction) {
            transaction.execute(std::string("CREATE TABLE stock (id ") + (on_sqlite() ? "INTEGER" : "BIGINT") +
                                " PRIMARY KEY, on_hand INTEGER NOT NULL)");
        });
        database.write([](Transaction& transaction) { add(transaction, 1, 0); });
    }

    static void add(Transaction& transaction, std::int64_t id, std::int64_t on_hand) {
        transaction.execute("INSERT INTO stock (id, on_hand) VALUES (:id, :on_hand)", id, on_hand);
    }
    static std::int64_t raise(Transaction& transaction, std::int64_t id, std::int64_t by) {
        return transaction.execute("UPDATE stock SET on_hand = on_hand + :by WHERE id = :id", by, id);
    }
    static std::optional<std::int64_t> on_hand(SqlSession& session, std::int64_t id) {
        return session.value<std::int64_t>("SELECT on_hand FROM stock WHERE id = :id", id);
    }
    std::optional<std::int64_t> on_hand(std::int64_t id) {
        return database.read([&](SqlSession& session) { return on_hand(session, id); });
    }

    /// Runs `work(i)` on threads while the writer is kept busy, so that their writes wait together.
    void write_together(int count, const std::function<void(int)>& work) {
        std::latch busy(1);
        std::latch go_on(1);
        std::vector<std::thread> threads;
        threads.emplace_back([&] {
            database.write([&](Transaction&) {
                busy.count_down();
                go_on.wait();
            });
        });
        busy.wait();
        for (int i = 0; i < count; ++i) threads.emplace_back([&, i] { work(i); });
        while (database.metrics().waiting != static_cast<std::size_t>(count)) std::this_thread::yield();
        go_on.count_down();
        for (std::thread& thread : threads) thread.join();
    }

    SqlDatabase database{options()};
};

TEST_P(Databases, LetWritesGiveWayToThoseWhoRead) {
    const int own = getpriority(PRIO_PROCESS, 0);
    EXPECT_EQ(database.write([](Transaction&) { return getpriority(PRIO_PROCESS, 0); }), std::min(own + 5, 19));
    EXPECT_EQ(database.read([](SqlSession&) { return getpriority(PRIO_PROCESS, 0); }), own);
}

TEST_P(Databases, ShowACommittedWriteToEveryReaderOnceItReturned) {
    std::atomic<int> seen = 0;
    test::on_threads(32, [&](int thread) {
        for (int n = 0; n < 20; ++n) {
            const std::int64_t id = 1'000 + thread * 100 + n;
            database.write([&](Transaction& transaction) { add(transaction, id, n); });
            seen += on_hand(id) == n ? 1 : 0;
        }
    });
    EXPECT_EQ(seen, 32 * 20);
}

TEST_P(Databases, CommitWhatWaitsTogetherOnce) {
    const std::uint64_t before = database.metrics().commits;
    write_together(40, [&](int i) {
        database.write([&](Transaction& transaction) {
            add(transaction, 100 + i, i);
            raise(transaction, 1, 1);
        });
    });
    EXPECT_EQ(database.metrics().commits, before + 2);
    EXPECT_EQ(on_hand(1), 40);
    for (int i = 0; i < 40; ++i) EXPECT_EQ(on_hand(100 + i), i);
}

TEST_P(Databases, UndoOnlyTheWritesThatAreRefused) {
    std::atomic<int> refused = 0;
    std::atomic<int> taken = 0;
    write_together(30, [&](int i) {
        try {
            database.write([&](Transaction& transaction) {
                raise(transaction, 1, 1);
                add(transaction, i % 3 == 0 ? 1 : 100 + i, 0);
                if (i % 3 == 1) throw std::domain_error("sold out");
            });
        } catch (const std::domain_error&) {
            ++refused;
        } catch (const UniqueViolation&) {
            ++taken;
        }
    });
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(taken, 10);
    EXPECT_EQ(on_hand(1), 10);
    for (int i = 0; i < 30; ++i) EXPECT_EQ(on_hand(100 + i).has_value(), i % 3 == 2) << i;
}

TEST_P(Databases, UndoARefusedWriteThatCameAlone) {
    EXPECT_THROW(database.write([&](Transaction& transaction) {
        raise(transaction, 1, 1);
        throw std::domain_error("no");
    }),
                 std::domain_error);
    EXPECT_EQ(on_hand(1), 0);
}

TEST_P(Databases, RunBatchedWritesTogetherAndEachAloneWhenOneFails) {
    struct Item {
        std::int64_t id;
        std::size_t ran_with = 0;
    };
    const BatchedWrite<Item> insert(database, [](Transaction& transaction, std::span<Item* const> items) {
        std::vector<std::vector<Cell>> rows;
        for (Item* item : items) {
            rows.push_back({cell_of(item->id), cell_of(7)});
            item->ran_with = items.size();
        }
        transaction.insert_rows("stock", "id, on_hand", rows, "");
    });
    std::vector<Item> items;
    for (int i = 0; i < 10; ++i) items.push_back({100 + i});
    write_together(10, [&](int i) { insert(items[static_cast<std::size_t>(i)]); });
    for (const Item& item : items) {
        EXPECT_EQ(item.ran_with, 10U);
        EXPECT_EQ(on_hand(item.id), 7);
    }

    std::vector<Item> more{{200}, {100}, {201}, {1}, {202}};
    std::atomic<int> taken = 0;
    write_together(5, [&](int i) {
        try {
            insert(more[static_cast<std::size_t>(i)]);
        } catch (const UniqueViolation&) {
            ++taken;
        }
    });
    EXPECT_EQ(taken, 2);
    for (const std::int64_t id : {200, 201, 202}) EXPECT_EQ(on_hand(id), 7);
}

TEST_P(Databases, SellNoMoreThanThereIs) {
    database.write([](Transaction& transaction) { raise(transaction, 1, 20); });
    std::atomic<int> sold = 0;
    write_together(64, [&](int) {
        sold += database.write([](Transaction& transaction) {
            return transaction.execute("UPDATE stock SET on_hand = on_hand - 1 WHERE id = :id AND on_hand >= 1", 1);
        }) == 1;
    });
    EXPECT_EQ(sold, 20);
    EXPECT_EQ(on_hand(1), 0);
}

TEST_P(Databases, ReturnWhatTheWorkReturns) {
    const auto result =
        database.write([](Transaction& transaction) { return std::to_string(raise(transaction, 1, 2)); });
    EXPECT_EQ(result, "1");
    EXPECT_THROW(database.read([](SqlSession&) -> int { throw std::domain_error("from a reader"); }),
                 std::domain_error);
}

TEST_P(Databases, ShareADatabaseWithOtherProcesses) {
    SqlDatabase other(options());
    const auto raise_often = [](SqlDatabase& writer) {
        for (int i = 0; i < 100; ++i) writer.write([](Transaction& transaction) { raise(transaction, 1, 1); });
    };
    std::thread first([&] { raise_often(database); });
    std::thread second([&] { raise_often(other); });
    first.join();
    second.join();
    EXPECT_EQ(on_hand(1), 200);
    EXPECT_EQ(other.read([](SqlSession& session) { return on_hand(session, 1); }), 200);
}

TEST_P(Databases, AreUnavailableToReadersWhileAllConnectionsAreBusy) {
    SqlDatabase small(with_readers(options(), 2));
    std::latch busy(2);
    std::latch go_on(1);
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&] {
            small.read([&](SqlSession& session) {
                on_hand(session, 1);
                busy.count_down();
                go_on.wait();
            });
        });
    }
    busy.wait();
    EXPECT_THROW(small.read([](SqlSession& session) { on_hand(session, 1); }), Unavailable);
    EXPECT_TRUE(small.reachable());
    go_on.count_down();
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(small.read([](SqlSession& session) { return on_hand(session, 1); }), 0);
}

TEST_P(Databases, KeepWhatWasWrittenForTheNextStart) {
    {
        SqlDatabase first(options());
        first.write([](Transaction& transaction) { add(transaction, 77, 5); });
    }
    SqlDatabase second(options());
    EXPECT_EQ(second.read([](SqlSession& session) { return on_hand(session, 77); }), 5);
}

TEST_P(Databases, AnnounceWhatWasInvalidatedWhenOthersCanSeeIt) {
    std::vector<Tag> announced;
    std::optional<std::int64_t> seen;
    SqlDatabaseOptions announcing = options();
    announcing.committed = [&](std::span<const Tag> tags) {
        announced.assign(tags.begin(), tags.end());
        seen = on_hand(1);  // of another database
    };
    SqlDatabase other(announcing);
    other.write([](Transaction& transaction) {
        raise(transaction, 1, 7);
        transaction.invalidate(1);
    });
    EXPECT_EQ(announced, std::vector<Tag>{1});
    EXPECT_EQ(seen, 7);
}

TILL_ON_BOTH_DATABASES(Databases);

}  // namespace
}  // namespace till::database

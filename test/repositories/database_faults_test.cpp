#include <atomic>
#include <csignal>
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "platform/database/connection_factory.h"
#include "platform/database/errors.h"
#include "platform/database/mapping.h"
#include "platform/database/sql_database.h"
#include "support/private_mariadb.h"

namespace till::database {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// On the server that all share; the tests that stop a server have one of their own.
class MariadbFaults : public testing::Test {
 public:
    static SqlDatabaseOptions options_for(test::PrivateMariadb& server) {
        SqlDatabaseOptions made;
        made.url = server.fresh_database();
        made.readers = 2;
        return made;
    }
    static void make_stock(SqlDatabase& database) {
        database.write([](Transaction& transaction) {
            transaction.execute("CREATE TABLE stock (id BIGINT PRIMARY KEY, on_hand INTEGER NOT NULL)");
        });
        database.write([](Transaction& transaction) {
            transaction.execute("INSERT INTO stock (id, on_hand) VALUES (1, 0), (2, 0)");
        });
    }
    static void raise(Transaction& transaction, std::int64_t id) {
        transaction.execute("UPDATE stock SET on_hand = on_hand + 1 WHERE id = :id", id);
    }
    static std::int64_t on_hand(SqlDatabase& database, std::int64_t id) {
        return database.read([&](SqlSession& session) {
            return session.value<std::int64_t>("SELECT on_hand FROM stock WHERE id = :id", id).value();
        });
    }
    static std::int64_t connection_id(SqlSession& session) {
        return session.value<std::int64_t>("SELECT CONNECTION_ID()").value();
    }

    test::PrivateMariadb& server = test::PrivateMariadb::shared();
};

TEST_F(MariadbFaults, AReadIsRunAgainWhenItsConnectionDied) {
    SqlDatabase database(options_for(server));
    make_stock(database);
    const std::int64_t id = database.read([](SqlSession& session) { return connection_id(session); });
    server.run("KILL " + std::to_string(id));
    EXPECT_EQ(on_hand(database, 1), 0);
    EXPECT_NE(database.read([](SqlSession& session) { return connection_id(session); }), id);
}

TEST_F(MariadbFaults, ALookupIsRunAgainWhenItsConnectionDied) {
    struct Stock {
        std::int64_t id = 0;
        std::int64_t on_hand = -1;
    };
    const auto mapping = Mapping<Stock>("stock").column("id", &Stock::id).column("on_hand", &Stock::on_hand);
    SqlDatabase database(options_for(server));
    make_stock(database);
    const std::int64_t id = database.read([](SqlSession& session) { return connection_id(session); });
    server.run("KILL " + std::to_string(id));
    const auto found = database.read([&](SqlSession& session) { return session.find_by_key(mapping, 1); });
    EXPECT_EQ(found.value().on_hand, 0);
}

TEST_F(MariadbFaults, AReadWhoseConnectionDiesHalfWayIsUnavailable) {
    SqlDatabase database(options_for(server));
    make_stock(database);
    EXPECT_THROW(database.read([&](SqlSession& session) {
        server.run("KILL " + std::to_string(connection_id(session)));
        connection_id(session);
    }),
                 Unavailable);
    EXPECT_EQ(on_hand(database, 1), 0);
}

TEST_F(MariadbFaults, AWriteIsRunAgainWhenItsConnectionDiedBeforeTheCommit) {
    SqlDatabase database(options_for(server));
    make_stock(database);
    int runs = 0;
    database.write([&](Transaction& transaction) {
        if (++runs == 1) server.run("KILL " + std::to_string(connection_id(transaction)));
        raise(transaction, 1);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(on_hand(database, 1), 1);
}

TEST_F(MariadbFaults, AWriteWhoseConnectionDiesAsItCommitsHasAnUnknownOutcome) {
    SqlDatabase database(options_for(server));
    make_stock(database);
    int runs = 0;
    EXPECT_THROW(database.write([&](Transaction& transaction) {
        ++runs;
        const std::int64_t id = connection_id(transaction);
        raise(transaction, 1);
        server.run("KILL " + std::to_string(id));
    }),
                 OutcomeUnknown);
    EXPECT_EQ(runs, 1);
    database.write([](Transaction& transaction) { raise(transaction, 2); });
    EXPECT_EQ(on_hand(database, 2), 1);
}

TEST_F(MariadbFaults, TheConnectionBeforeIsWaitedForWhereTheServerIsStillAtWork) {
    const std::string url = server.fresh_database();
    const ConnectionOptions impatient{
        .address = parse_address(url), .role = Role::writer, .response_timeout_s = std::chrono::seconds(1)};
    const std::unique_ptr<Connection> connection = make_connection(impatient);
    const std::unique_ptr<Connection> other = make_connection({.address = parse_address(url), .role = Role::writer});
    connection->open();
    other->open();
    const std::int64_t former = connection_id(*connection);
    const auto at_work = [&] {
        return other->value<std::int64_t>("SELECT COUNT(*) FROM information_schema.processlist WHERE id = :id", former)
            .value();
    };
    EXPECT_THROW(connection->run_text("DO SLEEP(3)"), ConnectionLost);
    EXPECT_EQ(at_work(), 1);
    connection->open();
    connection->await_former();
    EXPECT_EQ(at_work(), 0);
    EXPECT_NE(connection_id(*connection), former);
}

TEST_F(MariadbFaults, ADeadlockIsRunAgain) {
    const SqlDatabaseOptions options = options_for(server);
    SqlDatabase one(options);
    SqlDatabase other(options);
    make_stock(one);
    std::atomic<int> locked = 0;
    const auto raise_both = [&](SqlDatabase& database, std::int64_t first, std::int64_t second) {
        bool meet = true;
        database.write([&](Transaction& transaction) {
            raise(transaction, first);
            if (std::exchange(meet, false)) {
                ++locked;
                while (locked < 2) std::this_thread::yield();
            }
            raise(transaction, second);
        });
    };
    std::thread first([&] { raise_both(one, 1, 2); });
    std::thread second([&] { raise_both(other, 2, 1); });
    first.join();
    second.join();
    EXPECT_EQ(on_hand(one, 1), 2);
    EXPECT_EQ(on_hand(one, 2), 2);
    EXPECT_EQ(one.metrics().rerun + other.metrics().rerun, 1U);
}

TEST_F(MariadbFaults, ALockThatDoesNotComeFreeUndoesAllOfTheWrite) {
    SqlDatabaseOptions options = options_for(server);
    SqlDatabase other(options);
    make_stock(other);
    options.busy_timeout_ms = milliseconds(1'000);
    SqlDatabase database(options);
    std::latch locked(1);
    std::latch go_on(1);
    std::thread holding([&] {
        other.write([&](Transaction& transaction) {
            raise(transaction, 2);
            locked.count_down();
            go_on.wait();
        });
    });
    locked.wait();
    int runs = 0;
    database.write([&](Transaction& transaction) {
        if (++runs == 2) go_on.count_down();
        raise(transaction, 1);
        raise(transaction, 2);
    });
    holding.join();
    EXPECT_GE(runs, 2);
    EXPECT_EQ(on_hand(database, 1), 1) << "the statements before the one that timed out must not count twice";
    EXPECT_EQ(on_hand(database, 2), 2);
}

TEST_F(MariadbFaults, SettingsThatLoseOrdersStopTheStart) {
    SqlDatabaseOptions options = options_for(server);
    server.run("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    std::string reason;
    try {
        SqlDatabase database(options);
    } catch (const std::runtime_error& error) {
        reason = error.what();
    }
    options.allow_unsafe_settings = true;
    EXPECT_NO_THROW(SqlDatabase database(options));
    server.run("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
    EXPECT_THAT(reason, HasSubstr("innodb_flush_log_at_trx_commit = 2"));
    EXPECT_THAT(reason, HasSubstr("database.allow_unsafe_settings"));
}

TEST_F(MariadbFaults, SessionsAreStrictAndInUtc) {
    SqlDatabase database(options_for(server));
    const auto look = [](SqlSession& session) {
        EXPECT_EQ(session.value<std::string>("SELECT @@time_zone"), "+00:00");
        EXPECT_EQ(session.value<std::string>("SELECT @@tx_isolation"), "READ-COMMITTED");
        EXPECT_EQ(session.value<std::string>("SELECT @@character_set_client"), "utf8mb4");
        EXPECT_THAT(session.value<std::string>("SELECT @@sql_mode").value(), HasSubstr("STRICT_ALL_TABLES"));
        EXPECT_THAT(session.value<std::string>("SELECT @@sql_mode").value(), testing::Not(HasSubstr("ANSI_QUOTES")));
    };
    database.read(look);
    database.write(look);
}

TEST_F(MariadbFaults, AServerIsReachedOverItsSocket) {
    SqlDatabaseOptions options = options_for(server);
    options.url = server.over_socket(options.url);
    SqlDatabase database(options);
    EXPECT_TRUE(database.reachable());
}

TEST_F(MariadbFaults, AWrongPasswordIsNotRepeated) {
    SqlDatabaseOptions options = options_for(server);
    options.url = "mysql://till:s3cret@127.0.0.1:" + std::to_string(server.port()) + "/till_1";
    try {
        SqlDatabase database(options);
        FAIL() << "connected";
    } catch (const Unavailable& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("till@127.0.0.1"), testing::Not(HasSubstr("s3cret"))));
    }
}

TEST_F(MariadbFaults, IdsFollowTheServersIncrement) {
    SqlDatabase database(options_for(server));
    const auto ids = database.write([](Transaction& transaction) {
        transaction.execute("CREATE TABLE numbered (id BIGINT PRIMARY KEY AUTO_INCREMENT, n INTEGER NOT NULL)");
        transaction.execute("SET SESSION auto_increment_increment = 3, auto_increment_offset = 2");
        std::vector<std::vector<Cell>> rows;
        for (int n = 0; n < 5; ++n) rows.push_back({cell_of(n)});
        return transaction.insert_rows("numbered", "n", rows, "");
    });
    EXPECT_THAT(ids, testing::ElementsAre(2, 5, 8, 11, 14));
    const auto found = database.read(
        [](SqlSession& session) { return session.rows<std::int64_t>("SELECT id FROM numbered ORDER BY n"); });
    for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(std::get<0>(found.at(i)), ids[i]);
}

TEST(MariadbOutage, IsSurvivedByReadersAndWriters) {
    test::PrivateMariadb server;
    SqlDatabaseOptions options;
    options.url = server.fresh_database();
    options.busy_timeout_ms = milliseconds(1'000);
    SqlDatabase database(options);
    MariadbFaults::make_stock(database);
    EXPECT_EQ(MariadbFaults::on_hand(database, 1), 0);
    EXPECT_TRUE(database.reachable());

    server.stop(SIGKILL);
    EXPECT_FALSE(database.reachable());
    EXPECT_THROW(MariadbFaults::on_hand(database, 1), Unavailable);
    EXPECT_THROW(database.write([](Transaction& transaction) { MariadbFaults::raise(transaction, 1); }), Unavailable);
    EXPECT_THROW(SqlDatabase another(options), Unavailable);

    server.start();
    EXPECT_TRUE(database.reachable());
    database.write([](Transaction& transaction) { MariadbFaults::raise(transaction, 1); });
    EXPECT_EQ(MariadbFaults::on_hand(database, 1), 1);

    server.stop(SIGTERM);
    server.start();
    EXPECT_EQ(MariadbFaults::on_hand(database, 1), 1);
    database.write([](Transaction& transaction) { MariadbFaults::raise(transaction, 1); });
    EXPECT_EQ(MariadbFaults::on_hand(database, 1), 2);
}

}  // namespace
}  // namespace till::database

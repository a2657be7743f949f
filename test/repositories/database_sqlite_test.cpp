#include <fstream>
#include <latch>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include "platform/database/errors.h"
#include "platform/database/sql_database.h"
#include "platform/database/writer_lock.h"
#include "support/temporary_folder.h"

namespace till::database {
namespace {

using testing::HasSubstr;

class Sqlite : public testing::Test {
 public:
    SqlDatabaseOptions options(std::chrono::milliseconds patience = std::chrono::seconds(5)) const {
        SqlDatabaseOptions made;
        made.url = "sqlite:" + path();
        made.busy_timeout_ms = patience;
        return made;
    }
    std::string path() const { return folder.file("a shop's = store.db"); }

    test::TemporaryFolder folder;
};

std::int64_t setting(SqlSession& session, const std::string& name) {
    return session.value<std::int64_t>("PRAGMA " + name).value();
}

TEST_F(Sqlite, MakesTheFileWhereTheUrlSays) {
    SqlDatabase database(options());
    EXPECT_TRUE(std::filesystem::exists(path()));
}

mode_t rights_of(const std::string& file) {
    struct stat status {};
    EXPECT_EQ(stat(file.c_str(), &status), 0) << file;
    return status.st_mode & 0777;
}

TEST_F(Sqlite, KeepsItsFilesToTheirOwnerWhateverTheUmask) {
    const mode_t before = umask(0);
    {
        SqlDatabase database(options());
        database.write([](Transaction& transaction) { transaction.execute("CREATE TABLE things (id INTEGER)"); });
        database.read([](SqlSession& session) { session.value<std::int64_t>("SELECT COUNT(*) FROM things"); });
        for (const char* suffix : {"", "-wal", "-shm", "-writer"})
            EXPECT_EQ(rights_of(path() + suffix), 0600) << suffix;
    }
    umask(before);
}

TEST_F(Sqlite, WarnsOfFilesThatOthersCanRead) {
    { const SqlDatabase database(options()); }
    std::ostringstream log;
    const auto former = spdlog::default_logger();
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
    { const SqlDatabase database(options()); }
    EXPECT_EQ(log.str(), "");
    ASSERT_EQ(chmod(path().c_str(), 0644), 0);
    { const SqlDatabase database(options()); }
    spdlog::set_default_logger(former);
    EXPECT_THAT(log.str(), HasSubstr("chmod 600 " + path()));
}

/// All that the files of the database hold, in any of its pages, also those that are free.
std::string contents_of(const std::string& path) {
    std::ostringstream bytes;
    for (const char* suffix : {"", "-wal"}) bytes << std::ifstream(path + suffix, std::ios::binary).rdbuf();
    return bytes.str();
}

TEST_F(Sqlite, KeepsNothingOfWhatIsErased) {
    const std::string secret = "Ada Lovelace, 12 St James's Square";
    SqlDatabase database(options());
    database.write([&](Transaction& transaction) {
        transaction.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, address TEXT)");
        transaction.execute("CREATE INDEX people_address ON people (address)");
        for (int i = 0; i < 500; ++i) {
            transaction.execute("INSERT INTO people (address) VALUES (:address)", secret + std::string(i, '.'));
        }
    });
    EXPECT_THAT(contents_of(path()), HasSubstr(secret));
    database.write(
        [](Transaction& transaction) { transaction.execute("UPDATE people SET address = 'gone' WHERE id < 100"); });
    database.write([](Transaction& transaction) {
        transaction.execute("DELETE FROM people WHERE id >= 100");
        transaction.erase_traces();
    });
    EXPECT_THAT(contents_of(path()), testing::Not(HasSubstr(secret)));
}

TEST_F(Sqlite, ErasesLaterWhatAReaderStillNeeds) {
    const std::string secret = "Ada Lovelace, 12 St James's Square";
    SqlDatabase database(options());
    database.write([&](Transaction& transaction) {
        transaction.execute("CREATE TABLE people (address TEXT)");
        transaction.execute("INSERT INTO people (address) VALUES (:address)", secret);
    });
    std::latch reading(1);
    std::latch erased(1);
    std::jthread reader([&] {
        database.read([&](SqlSession& session) {
            std::vector<Cell> into{cell_of("")};
            session.run("SELECT address FROM people", {}, into, [&] {
                reading.count_down();
                erased.wait();
            });
        });
    });
    reading.wait();
    database.write([](Transaction& transaction) {
        transaction.execute("DELETE FROM people");
        transaction.erase_traces();
    });
    EXPECT_THAT(contents_of(path()), HasSubstr(secret)) << "the reader sees what was there when it began";
    erased.count_down();
    reader.join();
    database.write([](Transaction& transaction) { transaction.execute("DELETE FROM people"); });
    EXPECT_THAT(contents_of(path()), testing::Not(HasSubstr(secret))) << "after the next commit";
}

TEST_F(Sqlite, NamesAFolderThatDoesNotExist) {
    SqlDatabaseOptions wrong;
    wrong.url = "sqlite:" + folder.file("nowhere/store.db");
    try {
        SqlDatabase database(wrong);
        FAIL() << "opened";
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), HasSubstr(folder.file("nowhere")));
    }
}

TEST_F(Sqlite, SaysThatAFileIsNoDatabase) {
    std::ofstream(path()) << "This is not a database, however long it may be." << std::string(4'096, '.');
    EXPECT_THROW(SqlDatabase database(options()), Error);
}

TEST_F(Sqlite, WritesDurably) {
    SqlDatabase database(options());
    database.write([](Transaction& transaction) {
        EXPECT_EQ(transaction.value<std::string>("PRAGMA journal_mode"), "wal");
        EXPECT_EQ(setting(transaction, "synchronous"), 2);
        EXPECT_EQ(setting(transaction, "foreign_keys"), 1);
        EXPECT_EQ(setting(transaction, "query_only"), 0);
    });
}

TEST_F(Sqlite, ReadersNeitherWriteNorCheckpoint) {
    SqlDatabase database(options());
    database.read([](SqlSession& session) {
        EXPECT_EQ(setting(session, "query_only"), 1);
        EXPECT_EQ(setting(session, "wal_autocheckpoint"), 0);
    });
}

TEST_F(Sqlite, IsUnavailableWhileAnotherProcessWrites) {
    SqlDatabase database(options(std::chrono::milliseconds(50)));
    WriterLock other(path());
    other.acquire(std::chrono::milliseconds(0));
    EXPECT_THROW(database.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); }),
                 Unavailable);
    EXPECT_TRUE(database.reachable());
    other.release();
    database.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); });
}

TEST_F(Sqlite, WaitsForItsTurnWithAnotherProcess) {
    SqlDatabase database(options());
    WriterLock other(path());
    other.acquire(std::chrono::milliseconds(0));
    std::thread writing(
        [&] { database.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); }); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    other.release();
    writing.join();
    EXPECT_EQ(database.read([](SqlSession& session) { return session.value<std::int64_t>("SELECT count(*) FROM t"); }),
              0);
}

TEST_F(Sqlite, LetsOneWaiterInBetweenTwoTurnsOfABusyWriter) {
    WriterLock busy(path());
    WriterLock patient(path());
    std::atomic<bool> got_in = false;
    busy.acquire(std::chrono::milliseconds(0));
    std::thread waiting([&] {
        patient.acquire(std::chrono::seconds(20));
        got_in = true;
        patient.release();
    });
    while (!got_in) {
        busy.release();
        busy.acquire(std::chrono::seconds(20));
    }
    waiting.join();
}

TEST_F(Sqlite, IsUnavailableWhenTheDiskIsFullAndGoesOnAfterwards) {
    SqlDatabase database(options());
    database.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); });
    const auto fill = [](Transaction& transaction) {
        transaction.execute("INSERT INTO t (x) VALUES (:x)", std::string(1'000'000, 'x'));
    };
    database.write([](Transaction& transaction) { transaction.execute("PRAGMA max_page_count = 20"); });
    EXPECT_THROW(database.write(fill), Unavailable);
    database.write([](Transaction& transaction) { transaction.execute("INSERT INTO t (x) VALUES (:x)", "small"); });
    database.write([](Transaction& transaction) { transaction.execute("PRAGMA max_page_count = 100000"); });
    database.write(fill);
    EXPECT_EQ(database.read([](SqlSession& session) { return session.value<std::int64_t>("SELECT count(*) FROM t"); }),
              2);
}

TEST_F(Sqlite, ReadsOnWhileAWriteIsUnderWay) {
    SqlDatabase database(options());
    database.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); });
    std::latch inserted(1);
    std::latch go_on(1);
    std::thread writing([&] {
        database.write([&](Transaction& transaction) {
            transaction.execute("INSERT INTO t (x) VALUES (1)");
            inserted.count_down();
            go_on.wait();
        });
    });
    inserted.wait();
    const auto count = [](SqlSession& session) { return session.value<std::int64_t>("SELECT count(*) FROM t"); };
    EXPECT_EQ(database.read(count), 0);
    go_on.count_down();
    writing.join();
    EXPECT_EQ(database.read(count), 1);
}

}  // namespace
}  // namespace till::database

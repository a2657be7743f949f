#include <fstream>
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "database/errors.h"
#include "database/store.h"
#include "database/writer_lock.h"
#include "support/temporary_folder.h"

namespace till::database {
namespace {

using testing::HasSubstr;

class Sqlite : public testing::Test {
 public:
    StoreOptions options(std::chrono::milliseconds patience = std::chrono::seconds(5)) const {
        StoreOptions made;
        made.url = "sqlite:" + path();
        made.busy_timeout_ms = patience;
        return made;
    }
    std::string path() const { return folder.file("a shop's = store.db"); }

    test::TemporaryFolder folder;
};

std::int64_t setting(Session& session, const std::string& name) {
    return session.value<std::int64_t>("PRAGMA " + name).value();
}

TEST_F(Sqlite, MakesTheFileWhereTheUrlSays) {
    Store store(options());
    EXPECT_TRUE(std::filesystem::exists(path()));
}

TEST_F(Sqlite, NamesAFolderThatDoesNotExist) {
    StoreOptions wrong;
    wrong.url = "sqlite:" + folder.file("nowhere/store.db");
    try {
        Store store(wrong);
        FAIL() << "opened";
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), HasSubstr(folder.file("nowhere")));
    }
}

TEST_F(Sqlite, SaysThatAFileIsNoDatabase) {
    std::ofstream(path()) << "This is not a database, however long it may be." << std::string(4'096, '.');
    EXPECT_THROW(Store store(options()), Error);
}

TEST_F(Sqlite, WritesDurably) {
    Store store(options());
    store.write([](Transaction& transaction) {
        EXPECT_EQ(transaction.value<std::string>("PRAGMA journal_mode"), "wal");
        EXPECT_EQ(setting(transaction, "synchronous"), 2);
        EXPECT_EQ(setting(transaction, "foreign_keys"), 1);
        EXPECT_EQ(setting(transaction, "query_only"), 0);
    });
}

TEST_F(Sqlite, ReadersNeitherWriteNorCheckpoint) {
    Store store(options());
    store.read([](Session& session) {
        EXPECT_EQ(setting(session, "query_only"), 1);
        EXPECT_EQ(setting(session, "wal_autocheckpoint"), 0);
    });
}

TEST_F(Sqlite, IsUnavailableWhileAnotherProcessWrites) {
    Store store(options(std::chrono::milliseconds(50)));
    WriterLock other(path());
    other.acquire(std::chrono::milliseconds(0));
    EXPECT_THROW(store.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); }), Unavailable);
    EXPECT_TRUE(store.reachable());
    other.release();
    store.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); });
}

TEST_F(Sqlite, WaitsForItsTurnWithAnotherProcess) {
    Store store(options());
    WriterLock other(path());
    other.acquire(std::chrono::milliseconds(0));
    std::thread writing(
        [&] { store.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); }); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    other.release();
    writing.join();
    EXPECT_EQ(store.read([](Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM t"); }), 0);
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
    Store store(options());
    store.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); });
    const auto fill = [](Transaction& transaction) {
        transaction.execute("INSERT INTO t (x) VALUES (:x)", std::string(1'000'000, 'x'));
    };
    store.write([](Transaction& transaction) { transaction.execute("PRAGMA max_page_count = 20"); });
    EXPECT_THROW(store.write(fill), Unavailable);
    store.write([](Transaction& transaction) { transaction.execute("INSERT INTO t (x) VALUES (:x)", "small"); });
    store.write([](Transaction& transaction) { transaction.execute("PRAGMA max_page_count = 100000"); });
    store.write(fill);
    EXPECT_EQ(store.read([](Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM t"); }), 2);
}

TEST_F(Sqlite, ReadsOnWhileAWriteIsUnderWay) {
    Store store(options());
    store.write([](Transaction& transaction) { transaction.execute("CREATE TABLE t (x)"); });
    std::latch inserted(1);
    std::latch go_on(1);
    std::thread writing([&] {
        store.write([&](Transaction& transaction) {
            transaction.execute("INSERT INTO t (x) VALUES (1)");
            inserted.count_down();
            go_on.wait();
        });
    });
    inserted.wait();
    const auto count = [](Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM t"); };
    EXPECT_EQ(store.read(count), 0);
    go_on.count_down();
    writing.join();
    EXPECT_EQ(store.read(count), 1);
}

}  // namespace
}  // namespace till::database

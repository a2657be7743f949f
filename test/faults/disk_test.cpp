#include "faults/disk.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <unistd.h>

#include "faults/effort.h"
#include "faults/shoppers.h"
#include "faults/tally.h"
#include "support/eventually.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 120s;

class Disk : public FaultOnBoth {
 protected:
    // What a shop can do without writing.
    static void expect_reads_go_on(FaultyShop& shop, std::int64_t order) {
        const Api admin = shop.admin();
        EXPECT_THAT(admin.get("/products/" + std::to_string(shop.products().front())), HasStatus(200));
        EXPECT_THAT(admin.get("/products?sort=name&per_page=5"), HasStatus(200));
        EXPECT_THAT(admin.get("/orders/" + std::to_string(order)), HasStatus(200));
        EXPECT_THAT(admin.get("/orders?per_page=5"), HasStatus(200));
    }

    static std::int64_t place_one(FaultyShop& shop, const Guest& guest) {
        const std::int64_t product = shop.products().front();
        const std::int64_t number =
            shop.record().asks({.kind = Asked::Kind::order, .customer = guest.customer, .basket = {{product, 1}}});
        const Response placed =
            shop.with_token(guest.token)
                .post("/orders", json::Object{{"items", json::Array{item_of(product, 1)}}, {"note", note_of(number)}});
        shop.record().was_done(number, placed.number("id"));
        return placed.number("id");
    }

    static constexpr const char* store_name = "store.db";
};

/// A file system in memory, with little room, unmounted with the object.
class SmallDisk {
 public:
    explicit SmallDisk(int megabytes) {
        const std::string size = "size=" + std::to_string(megabytes) + "m";
        mounted_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, size.c_str()) == 0;
    }
    ~SmallDisk() {
        if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool is_mounted() const { return mounted_; }
    std::string file(const std::string& name) const { return folder_.file(name); }

    void fill() const {
        const int file = open(filler().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        for (std::size_t chunk = 1U << 20U; chunk > 0;) {
            if (write(file, std::string(chunk, 'x').data(), chunk) <= 0) chunk /= 2;
        }
        close(file);
    }
    void make_room() const { std::filesystem::remove(filler()); }

 private:
    std::string filler() const { return folder_.file("filler"); }

    TemporaryFolder folder_;
    bool mounted_ = false;
};

TEST_P(Disk, ThatIsFullIsAnsweredWith503UntilThereIsRoom) {
    const int times = by_effort(2, 10, 100);
    const SmallDisk disk(24);
    if (!disk.is_mounted())
        GTEST_SKIP() << "mounting a file system needs root; Disk.ThatFails… fills the disk in the VFS";
    FaultyShop shop("sqlite:" + disk.file(store_name));
    shop.fill_shelves();
    const std::vector<Guest> guests = new_guests(shop, 8);
    const std::int64_t order = place_one(shop, guests.front());
    Shoppers shoppers(shop, guests, 80);
    for (int i = 0; i < times && !HasFailure(); ++i) {
        ASSERT_TRUE(shoppers.wait_for_orders(100)) << "it takes no orders any more";
        const std::int64_t busy = shoppers.told().busy;
        const auto is_felt = [&] {
            disk.fill();
            return shoppers.told().busy > busy + 20;
        };
        ASSERT_TRUE(eventually(is_felt, patience));
        expect_reads_go_on(shop, order);
        disk.make_room();
    }
    EXPECT_TRUE(shoppers.wait_for_orders(100)) << "it goes on by itself";
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures("a tmpfs filled " + std::to_string(times) + " times under load, " + spelled(shoppers.told().busy) +
                 " answers 503, reads and then orders went on: " + Tally(findings).text());
}

TEST_P(Disk, ThatFailsNowAndThenIsAnsweredWith503AndStopsNothing) {
    const int times = by_effort(12, 100, 2'000);
    const TemporaryFolder folder;
    TestDisk disk;
    FaultyShop shop("sqlite:" + folder.file(store_name), disk.settings(false));
    shop.fill_shelves();
    const std::vector<Guest> guests = new_guests(shop, 8);
    const std::int64_t order = place_one(shop, guests.front());
    std::mt19937_64 random = dice(90);
    Shoppers shoppers(shop, guests, 90);
    VfsControl& control = disk.control();
    for (int i = 0; i < times && !HasFailure(); ++i) {
        const std::int64_t before = control.failures;
        const bool is_sync = i % 3 == 2;
        control.write_error = i % 3 == 0 ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        control.failures_left = chance(random, 0.3) ? -1 : between(random, 1, 10);
        (is_sync ? control.syncs_left : control.writes_left) = between(random, 0, is_sync ? 10 : 200);
        (is_sync ? control.fails_syncs : control.fails_writes) = 1;
        ASSERT_TRUE(eventually([&] { return control.failures > before; }, patience));
        expect_reads_go_on(shop, order);
        control.fails_syncs = control.fails_writes = 0;
        ASSERT_TRUE(shoppers.wait_for_orders(10)) << "it does not go on by itself";
    }
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures(std::to_string(times) + " times writes (full, I/O error) or syncs failed, " +
                 spelled(control.failures) + " failures: " + Tally(findings).text());
}

TEST_P(Disk, ThatFailsAndThenLosesItsPowerLosesNoOrder) {
    const int times = by_effort(4, 20, 500);
    std::mt19937_64 random = dice(95);
    Tally tally;
    for (int i = 0; i < times && !HasFailure(); ++i) {
        const TemporaryFolder folder;
        TestDisk disk;
        FaultyShop shop("sqlite:" + folder.file(store_name), disk.settings(true));
        shop.fill_shelves();
        Shoppers shoppers(shop, new_guests(shop, 6), 96 + static_cast<std::uint64_t>(i));
        ASSERT_TRUE(shoppers.wait_for_orders(20));
        disk.control().syncs_left = between(random, 0, 10);
        disk.control().fails_syncs = 1;
        ASSERT_TRUE(eventually([&] { return disk.control().failures > between(random, 0, 3); }, patience));
        if (chance(random, 0.5)) {
            disk.control().fails_syncs = 0;
            ASSERT_TRUE(shoppers.wait_for_orders(between(random, 1, 20)));
        }
        shop.kill();
        shoppers.leave();
        EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
        EXPECT_THAT(shop.audit(), FindsNothingWrong()) << "as the program left it";
        Platter platter(disk.log());
        platter.go_on_to(disk.log_size());
        const TemporaryFolder after;
        platter.cut_power(std::mt19937_64(random()), after.path());
        const Findings findings = audit(shop.record().read(), contents_of("sqlite:" + after.file(store_name)));
        EXPECT_THAT(findings, FindsNothingWrong()) << "as the power cut left it";
        tally.add(findings);
    }
    note_figures(std::to_string(times) + " times syncs failed, then the power: " + tally.text());
}

INSTANTIATE_TEST_SUITE_P(, Disk, testing::ValuesIn(only_sqlite()),
                         [](const auto& information) { return information.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Disk);

}  // namespace
}  // namespace till::test

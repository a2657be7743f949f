#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <stop_token>
#include <thread>

#include "faults/effort.h"
#include "faults/faulty_shop.h"
#include "faults/running_cluster.h"
#include "faults/shoppers.h"
#include "faults/tally.h"
#include "support/places.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int shoppers_at_once = 12;
constexpr auto a_while = 6s;
constexpr auto outage_max = 20s;
constexpr auto recovery_max = 120s;

/// Several nodes behind a proxy, as one shop.
class ClusterShop : public RecordedShop {
 public:
    explicit ClusterShop(RunningCluster& cluster) : RecordedShop(cluster.database_url()), port_(cluster.api_port()) {
        Settings settings = settings_for(database_url());
        settings.insert(cluster.settings().begin(), cluster.settings().end());
        make_admin(settings);
        sign_in_admin();
        fill_shelves();
        set_door(port_);
    }

 protected:
    std::uint16_t port() const override { return port_; }

 private:
    std::uint16_t port_;
};

std::string spelled_s(Clock::duration time) {
    const auto tenths = std::chrono::round<std::chrono::duration<int, std::deci>>(time).count();
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " s";
}

/// Watches shoppers from now on: the longest time without an order, and how many requests failed.
class Watch {
 public:
    explicit Watch(const Told& told)
        : told_(told),
          orders_(told.orders),
          failed_(failures()),
          watcher_([this](const auto& end) { look_until(end); }) {}

    void end() {
        watcher_.request_stop();
        watcher_.join();
    }
    /// After the end.
    Clock::duration longest() const { return longest_; }
    std::int64_t orders() const { return told_.orders - orders_; }
    std::int64_t failed() const { return failures() - failed_; }

 private:
    std::int64_t failures() const { return told_.nothing + told_.busy; }

    void look_until(const std::stop_token& end) {
        std::int64_t last = told_.orders;
        Clock::time_point since = Clock::now();
        while (!end.stop_requested()) {
            longest_ = std::max(longest_, Clock::now() - since);
            if (told_.orders != last) {
                last = told_.orders;
                since = Clock::now();
            }
            std::this_thread::sleep_for(1ms);
        }
    }

    const Told& told_;
    const std::int64_t orders_;
    const std::int64_t failed_;
    Clock::duration longest_{};
    std::jthread watcher_;
};

/// What one kind of fault did, each time that it was made.
class Damage {
 public:
    void add(const Watch& watch) {
        ++times_;
        longest_ = std::max(longest_, watch.longest());
        failed_ += watch.failed();
        orders_ += watch.orders();
    }
    std::string text() const {
        return std::to_string(times_) + (times_ == 1 ? " time, " : " times, at most ") + spelled_s(longest_) +
               " without an order; " + spelled(failed_) + " requests failed, " + spelled(orders_) + " orders meanwhile";
    }

 private:
    int times_ = 0;
    Clock::duration longest_{};
    std::int64_t failed_ = 0;
    std::int64_t orders_ = 0;
};

using Words = std::vector<std::string>;

struct ClusterFault {
    std::string kind;  ///< DATABASE stands for what the part is at that moment
    std::string part;
    Words breaks;  ///< of script/cluster
    Words mends;
    bool loses_files = false;
};

std::vector<ClusterFault> all_faults(const RunningCluster& cluster, const std::string& other_program) {
    std::vector<ClusterFault> faults;
    const auto add = [&](const std::string& kind, const std::string& part, const char* breaks, const char* mends) {
        faults.push_back({.kind = kind, .part = part, .breaks = {breaks, part}, .mends = {mends, part}});
    };
    for (const std::string till : {"till1", "till2", "till3"}) {
        add("a node of Till is killed", till, "kill", "start");
        add("a node of Till hangs", till, "freeze", "thaw");
        add("a node of Till is stopped", till, "stop", "start");
    }
    for (const std::string database : {"db1", "db2", "db3"}) {
        add("DATABASE is killed", database, "kill", "start");
        add("DATABASE hangs", database, "freeze", "thaw");
        add("DATABASE is stopped", database, "stop", "start");
        if (cluster.has_cables()) add("DATABASE is cut off", database, "cut", "mend");
        add("DATABASE is not heard by the others", database, "isolate", "mend");
    }
    add("Redis is killed", "redis", "kill", "start");
    add("Redis hangs", "redis", "freeze", "thaw");
    faults.push_back({.kind = "DATABASE loses its files, and gets them from another node",
                      .part = "db3",
                      .breaks = {"kill", "db3"},
                      .mends = {"start", "db3"},
                      .loses_files = true});
    faults.push_back(
        {.kind = "HAProxy reads its file again", .part = "haproxy", .breaks = {"reload"}, .mends = {"reload"}});
    faults.push_back({.kind = "each node of Till gives way to another program, one by one",
                      .part = "till",
                      .breaks = {"upgrade", "--program", other_program},
                      .mends = {"upgrade", "--program", till_program()}});
    return faults;
}

std::string kind_now(const ClusterFault& fault, RunningCluster& cluster) {
    static const std::string unknown = "DATABASE";
    std::string kind = fault.kind;
    if (!kind.starts_with(unknown)) return kind;
    const bool writes = cluster.writer() == fault.part;
    return kind.replace(0, unknown.size(), writes ? "the database's writer" : "a database node that stands by");
}

class Cluster : public FaultOnBoth {
 protected:
    static void await_health(RunningCluster& cluster) {
        const Clock::time_point deadline = Clock::now() + recovery_max;
        while (!cluster.is_well()) {
            ASSERT_LT(Clock::now(), deadline) << "the cluster does not recover:\n" << cluster.table();
            std::this_thread::sleep_for(200ms);
        }
    }

    void make_and_mend(const ClusterFault& fault, RunningCluster& cluster, const Shoppers& shoppers) {
        const std::string kind = kind_now(fault, cluster);
        SCOPED_TRACE(kind + ": " + fault.part);
        ASSERT_TRUE(shoppers.wait_for_orders(30)) << "it takes no orders any more";
        Watch watch(shoppers.told());
        cluster.run(fault.breaks);
        if (fault.loses_files) cluster.lose_files_of(fault.part);
        std::this_thread::sleep_for(a_while);
        cluster.run(fault.mends);
        ASSERT_NO_FATAL_FAILURE(await_health(cluster));
        ASSERT_TRUE(shoppers.wait_for_orders(30)) << "it takes no orders any more";
        watch.end();
        EXPECT_LT(watch.longest(), outage_max);
        Damage& damage = damages_[kind];
        damage.add(watch);
        std::cout << "    " << fault.part << ": " << kind << ": " << damage.text() << std::endl;
    }

    std::map<std::string, Damage> damages_;
};

TEST_P(Cluster, LosesNoOrderWhicheverPartFails) {
    const int rounds = by_effort(1, 1, 20);
    RunningCluster cluster;
    ClusterShop shop(cluster);
    const TemporaryFolder folder;
    std::filesystem::copy_file(till_program(), folder.file("till"));
    std::vector<ClusterFault> faults = all_faults(cluster, folder.file("till"));
    std::mt19937_64 random = dice(20);
    Shoppers shoppers(shop, new_guests(shop, shoppers_at_once), 20, {.through_proxy = true});
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        std::shuffle(faults.begin(), faults.end(), random);
        for (const ClusterFault& fault : faults) {
            if (HasFailure()) break;
            make_and_mend(fault, cluster, shoppers);
        }
    }
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures("all of these under load, one after the other: " + Tally(findings).text());
    for (const auto& [kind, damage] : damages_) note_figures(kind + ": " + damage.text());
}

TEST_P(Cluster, LosesNoOrderWhenAllDatabasesAreKilledAtOnce) {
    const int kills = by_effort(2, 6, 100);
    RunningCluster cluster;
    ClusterShop shop(cluster);
    std::mt19937_64 random = dice(21);
    Shoppers shoppers(shop, new_guests(shop, shoppers_at_once), 21, {.through_proxy = true});
    Damage damage;
    for (int i = 0; i < kills && !HasFailure(); ++i) {
        ASSERT_TRUE(shoppers.wait_for_orders(between(random, 1, 200))) << "it takes no orders any more";
        Watch watch(shoppers.told());
        std::this_thread::sleep_for(std::chrono::microseconds(between(random, 0, 20'000)));
        cluster.run({"kill", "db1", "db2", "db3"});
        cluster.run(i % 2 == 0 ? Words{"start", "db1", "db2", "db3"} : Words{"bootstrap"});
        ASSERT_NO_FATAL_FAILURE(await_health(cluster));
        ASSERT_TRUE(shoppers.wait_for_orders(1)) << "it takes no orders any more";
        watch.end();
        damage.add(watch);
    }
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures("all three killed (SIGKILL), and started together or from the one that had most: " + damage.text());
    note_figures(Tally(findings).text());
}

// Only on request: it takes minutes, and Debian's packages of a whole cluster.
std::vector<DatabaseKind> where_asked_for() {
    if (std::getenv("TILL_FAULTS_CLUSTER") == nullptr) return {};
    return {{"Galera", database::Dialect::mysql}};
}

INSTANTIATE_TEST_SUITE_P(, Cluster, testing::ValuesIn(where_asked_for()),
                         [](const auto& information) { return information.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Cluster);

}  // namespace
}  // namespace till::test

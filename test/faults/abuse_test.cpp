#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include <unistd.h>

#include "faults/abuse_catalogue.h"
#include "faults/attacks.h"
#include "faults/bystander.h"
#include "faults/effort.h"
#include "faults/raw_connection.h"
#include "faults/tally.h"
#include "support/private_mariadb.h"
#include "support/temporary_folder.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr double slack_ms = 100;
constexpr double times_alone_max = 3;
constexpr std::int64_t cache_megabytes = 64;
constexpr std::int64_t memory_megabytes_max = 256 + cache_megabytes;
constexpr std::int64_t stop_seconds_max = 20;
constexpr std::int64_t plenty = 1'000'000'000;

std::string whole(double number) { return std::to_string(static_cast<std::int64_t>(number + 0.5)); }

std::int64_t resident_megabytes(pid_t process) {
    std::int64_t pages = 0;
    std::ifstream statm("/proc/" + std::to_string(process) + "/statm");
    statm >> pages >> pages;
    return pages * sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

/// Looks at the program from outside, all the time: how much memory it has, and whether it says that it is ready.
class Watch {
 public:
    Watch(pid_t process, std::uint16_t management) {
        threads_.emplace_back([this, process](const std::stop_token& end) {
            while (!end.stop_requested()) {
                most_megabytes_ = std::max(most_megabytes_.load(), resident_megabytes(process));
                std::this_thread::sleep_for(20ms);
            }
        });
        threads_.emplace_back([this, management](const std::stop_token& end) {
            while (!end.stop_requested()) {
                HttpClient client(management);
                if (client.send("GET", "/readyz").status != 200) ++not_ready_;
                std::this_thread::sleep_for(200ms);
            }
        });
    }

    std::int64_t take_most_megabytes() { return most_megabytes_.exchange(0); }
    std::int64_t take_not_ready() { return not_ready_.exchange(0); }

 private:
    std::atomic<std::int64_t> most_megabytes_{0};
    std::atomic<std::int64_t> not_ready_{0};
    std::vector<std::jthread> threads_;
};

class Abuse : public FaultOnBoth {
 protected:
    Abuse() { allow_many_connections(); }

    /// As shipped but for limits, which many addresses would get around; what guesses passwords is not cheap here.
    static Settings settings() {
        return {{"TILL_ACCESS_PUBLIC_CATALOGUE", "true"},
                {"TILL_SERVER_MANAGEMENT", "127.0.0.1:0"},
                {"TILL_SERVER_TRUSTED_PROXIES", "127.0.0.1"},
                {"TILL_SERVER_STOP_TIMEOUT_SECONDS", std::to_string(stop_seconds_max)},
                {"TILL_CACHE_MEGABYTES", std::to_string(cache_megabytes)},
                {"TILL_PASSWORDS_MEMORY_KILOBYTES", "19456"},
                {"TILL_PASSWORDS_PASSES", "2"}};
    }

    static void fill(const std::string& url, std::int64_t products) {
        const TemporaryFolder folder;
        const std::string file = folder.file("products.csv");
        std::ofstream(file, std::ios::binary) << abusive_catalogue(products);
        Settings those = settings_for(url);
        ASSERT_EQ(run_till({"migrate"}, those).status, 0);
        Child import({"import", "products", file}, those);
        while (import.status() < 0) std::this_thread::sleep_for(50ms);
        ASSERT_EQ(import.status(), 0) << import.errors();
    }

    /// The private MariaDB of the tests is small; a shop of this size gives its database more.
    static void make_room(const DatabaseKind& kind) {
        if (kind.name != "Mariadb") return;
        PrivateMariadb::shared().run("SET GLOBAL innodb_buffer_pool_size = 1073741824");
        PrivateMariadb::shared().run("SET GLOBAL innodb_log_file_size = 268435456");
    }

    static void hold(const std::string& what, const Waits& alone, const Waits& meanwhile, std::string& figures) {
        EXPECT_FALSE(meanwhile.milliseconds.empty()) << what;
        EXPECT_THAT(meanwhile.refusals, testing::IsEmpty()) << what;
        EXPECT_LE(meanwhile.p99_ms(), slack_ms + times_alone_max * alone.p99_ms()) << what;
        figures += what + " " + whole(meanwhile.p99_ms()) + " (alone " + whole(alone.p99_ms()) + "), ";
    }

    static void be_attacked(const Attack& attack, const Target& target, Bystander& bystander, Watch& watch,
                            const Bystander::Calls& alone) {
        const testing::ScopedTrace named(__FILE__, __LINE__, attack.name);
        Responses responses;
        std::jthread attackers([&](const std::stop_token& end) { attack.run(target, end, responses); });
        std::this_thread::sleep_for(std::chrono::seconds(by_effort(5, 15, 120)));
        const Bystander::Calls meanwhile = bystander.take();
        attackers.request_stop();
        attackers.join();
        std::string figures = attack.name + ": p99 in ms of ";
        hold("reading a product", alone.reads, meanwhile.reads, figures);
        hold("ordering", alone.orders, meanwhile.orders, figures);
        hold("signing in", alone.sign_ins, meanwhile.sign_ins, figures);
        const std::int64_t megabytes = watch.take_most_megabytes();
        EXPECT_LE(megabytes, memory_megabytes_max);
        EXPECT_EQ(watch.take_not_ready(), 0) << "/readyz said 503 while the shop served";
        EXPECT_EQ(responses.failures(), 0) << responses.text();
        note_figures(figures + "at most " + std::to_string(megabytes) + " MB; attackers: " + responses.text());
        std::this_thread::sleep_for(1s);
        bystander.take();  // what the end of the attack did is not the next one's
    }

    static void stop_under_searches(FaultyShop& shop, const Target& target) {
        Responses responses;
        std::jthread attackers([&](const std::stop_token& end) { search_without_end(target, 64, end, responses); });
        std::this_thread::sleep_for(2s);
        const auto began = Clock::now();
        EXPECT_EQ(shop.stop(), 0);
        const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
        EXPECT_LE(seconds, stop_seconds_max + 1);
        note_figures("SIGTERM during searches of 64 clients: ended after " + std::to_string(seconds).substr(0, 4) +
                     " s");
    }
};

TEST_P(Abuse, OfNoKindKeepsAnybodyFromTheShop) {
    const std::int64_t products = by_effort(20'000, 200'000, 200'000);
    make_room(GetParam());
    const FreshDatabase database(GetParam());
    fill(database.options().url, products);
    FaultyShop shop(database.options().url, settings());
    const Target target{shop.door(), shop.admin_token(), shop.new_guest().token, shop.new_product(plenty)};
    const Guest guest = shop.new_guest();  // the second: guest2
    Bystander bystander(shop, "guest2", guest.token, target.product);
    std::this_thread::sleep_for(2s);
    bystander.take();  // the first calls fill caches
    std::this_thread::sleep_for(std::chrono::seconds(by_effort(5, 15, 60)));
    const Bystander::Calls alone = bystander.take();
    ASSERT_FALSE(alone.sign_ins.milliseconds.empty());
    {
        Watch watch(shop.process().id(), shop.process().management_port());
        for (const Attack& attack : attacks()) be_attacked(attack, target, bystander, watch, alone);
    }
    bystander.leave();
    const Response sold = shop.with_token(guest.token).get("/products/" + std::to_string(target.product));
    EXPECT_EQ(plenty - sold.number("stock"), bystander.orders()) << "each order has taken one unit";
    note_figures(spelled(products) + " products; " + spelled(bystander.orders()) +
                 " orders of the bystander answered, all there");
    stop_under_searches(shop, target);
}

TILL_ON_BOTH_DATABASES(Abuse);

}  // namespace
}  // namespace till::test

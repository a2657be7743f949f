#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "api/caching_figures.h"

namespace till::test {
namespace {

/// What has been seen; counted from several threads.
struct Tally {
    std::atomic<int> reads{0};
    std::atomic<int> hits{0};
    std::mutex mutex;
    std::vector<std::string> faults;

    void blame(std::string fault) {
        const std::lock_guard lock(mutex);
        faults.push_back(std::move(fault));
    }
    std::string first_faults() {
        const std::lock_guard lock(mutex);
        std::string text;
        for (std::size_t i = 0; i < std::min<std::size_t>(faults.size(), 10); ++i) text += faults[i] + '\n';
        return text;
    }
};

void read_once(const Api& api, const Reading& reading, Tally& tally) {
    const std::int64_t returned = reading.figure->returned();
    const std::string path = reading.path();
    const Response response = api.get(path);
    ++tally.reads;
    if (response.header("X-Cache") == "hit") ++tally.hits;
    if (response.status != 200) return tally.blame(path + ": " + testing::PrintToString(response));
    const std::int64_t seen = reading.seen(response);
    if (seen < returned) {
        tally.blame(path + " showed " + std::to_string(seen) + " after a write of " + std::to_string(returned) +
                    " had returned, X-Cache: " + response.header("X-Cache").value_or("(none)"));
    }
}

/// One for each account, for one thread.
class Connections {
 public:
    explicit Connections(const RunningShop& shop) : shop_(shop) {}

    const Api& of(const Reading& reading) {
        return apis_.try_emplace(reading.token, shop_.with_token(reading.token)).first->second;
    }

 private:
    const RunningShop& shop_;
    std::map<std::string, Api> apis_;
};

/// Writers, each of a number of its own, against readers of all responses, until the writers are done.
class Race {
 public:
    Race(const RunningShop& shop, std::vector<Writing> writings, std::vector<Reading> readings)
        : shop_(shop), writings_(std::move(writings)), readings_(std::move(readings)) {}

    Tally& run(int times, std::size_t readers) {
        std::atomic<std::size_t> writing = writings_.size();
        std::vector<std::jthread> threads;
        for (const Writing& task : writings_) {
            threads.emplace_back([&, times] {
                safely([&] { write(task, times); });
                --writing;
            });
        }
        for (std::size_t reader = 0; reader < readers; ++reader) {
            threads.emplace_back([&, reader] { safely([&] { read(reader, writing); }); });
        }
        threads.clear();
        std::cout << writings_.size() << " figures in " << readings_.size() << " places: " << tally_.reads << " reads, "
                  << tally_.hits << " of them hits\n";
        return tally_;
    }

 private:
    // A thread that throws ends the test and not the program.
    void safely(const std::function<void()>& work) {
        try {
            work();
        } catch (const std::exception& error) {
            tally_.blame(error.what());
        }
    }

    void write(const Writing& task, int times) {
        const Api api = shop_.with_token(shop_.admin().token());
        Connections connections(shop_);
        for (int value = 1; value <= times; ++value) {
            task.write(api, value);
            task.figure->has_returned(value);
            for (const Reading& reading : readings_) {
                if (reading.figure == task.figure) read_once(connections.of(reading), reading, tally_);
            }
        }
    }

    // Two readers in the same order, so that they send the same request at the same time.
    void read(std::size_t reader, const std::atomic<std::size_t>& writing) {
        Connections connections(shop_);
        for (bool last = false; !last;) {
            last = writing == 0;
            for (std::size_t i = 0; i < readings_.size(); ++i) {
                const Reading& reading = readings_[(i + reader / 2 * 14) % readings_.size()];
                read_once(connections.of(reading), reading, tally_);
            }
        }
    }

    const RunningShop& shop_;
    const std::vector<Writing> writings_;
    const std::vector<Reading> readings_;
    Tally tally_;
};

class CachingRace : public testing::TestWithParam<DatabaseKind> {
 protected:
    CachingRace() { add_fillers(); }

    /// Makes lists slow enough for writes to come in between.
    void add_fillers() {
        const TemporaryFolder folder;
        const std::string file = folder.file("fillers.csv");
        std::ofstream lines(file);
        lines << "sku,name,description,category,price,stock,image_url\n";
        for (int i = 0; i < 800; ++i) lines << "F" << i << ",Zinc filler " << i << ",Dull,Race,0.60,5000,\n";
        lines.close();
        const FinishedRun run = run_till({"import", "products", file}, shop_.settings());
        EXPECT_EQ(run.status, 0) << run.errors;
    }

    RunningShop shop_{GetParam()};
    Figures figures_{shop_};
};

TEST_P(CachingRace, NeverShowsWhatIsOlderThanAWriteThatHasReturned) {
    Race race(shop_, figures_.writings(), figures_.readings());
    Tally& tally = race.run(40, 6);
    EXPECT_EQ(tally.faults.size(), 0U) << tally.first_faults();
    EXPECT_GT(tally.hits, 100) << "what was never kept was never stale";
    EXPECT_GT(tally.reads - tally.hits, 100);
    RecordProperty("reads", tally.reads);
}

TILL_ON_BOTH_DATABASES(CachingRace);

}  // namespace
}  // namespace till::test

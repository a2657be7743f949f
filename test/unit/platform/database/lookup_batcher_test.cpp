#include "platform/database/lookup_batcher.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/eventually.h"
#include "support/on_threads.h"

namespace till::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// A server with a table of two rows for each odd key: `KEY a` and `KEY b`.
class OddServer : public SqlSession {
 public:
    Dialect dialect() const override { return Dialect::mysql; }

    std::int64_t run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                     const std::function<void()>& on_row) override {
        note(std::string(sql));
        if (fails_in_batches && parameters.empty()) throw std::runtime_error("the server is gone");
        std::vector<std::int64_t> keys = keys_of(sql, parameters);
        for (const char* part : {" a", " b"}) {
            for (const std::int64_t key : keys) {
                if (key % 2 == 0) continue;
                into[0].integer = key;
                into[1].text = std::to_string(key) + part;
                on_row();
            }
        }
        return 0;
    }
    std::vector<std::int64_t> run_each(std::string_view, std::span<const std::vector<Cell>>) override { return {}; }
    std::vector<std::int64_t> insert_rows(std::string_view, std::string_view, std::span<const std::vector<Cell>>,
                                          std::string_view) override {
        return {};
    }

    std::vector<std::string> statements() const {
        const std::lock_guard lock(mutex_);
        return statements_;
    }

    std::atomic<bool> fails_in_batches{false};

 private:
    static std::vector<std::int64_t> keys_of(std::string_view sql, std::span<const Cell> parameters) {
        if (!parameters.empty()) return {parameters.front().integer};
        std::vector<std::int64_t> keys;
        std::string list(sql.substr(sql.find('(') + 1));
        for (std::size_t begin = 0; begin < list.size(); begin = list.find_first_of(",)", begin) + 1) {
            keys.push_back(std::stoll(list.substr(begin)));
            if (list[list.find_first_of(",)", begin)] == ')') break;
        }
        return keys;
    }
    void note(std::string sql) {
        const std::lock_guard lock(mutex_);
        statements_.push_back(std::move(sql));
    }

    mutable std::mutex mutex_;
    std::vector<std::string> statements_;
};

const Lookup things{.select = "SELECT key, text FROM things", .key = "key"};
const Lookup others{.select = "SELECT key, text FROM others", .key = "key"};

class LookupBatcherTest : public testing::Test {
 protected:
    using Texts = std::vector<std::string>;

    Texts look_up(std::int64_t key, const Lookup& lookup = things) {
        std::vector<Cell> into{cell_of(0), cell_of("")};
        Texts found;
        batches_.run(lookup, key, into, [&] {
            EXPECT_EQ(into[0].integer, key);
            found.push_back(into[1].text);
        });
        return found;
    }

    std::future<Texts> begin(std::int64_t key, const Lookup& lookup = things) {
        return std::async(std::launch::async, [this, key, lookup] { return look_up(key, lookup); });
    }

    /// As many as may be under way are, and wait for a permit each; so do all that come after them.
    std::vector<std::future<Texts>> keep_busy() {
        permits_ = 0;
        std::vector<std::future<Texts>> busy;
        busy.push_back(begin(101));
        busy.push_back(begin(103));
        EXPECT_TRUE(test::eventually([this] { return under_way_ == 2; }));
        return busy;
    }
    void permit(int statements) {
        {
            const std::lock_guard lock(mutex_);
            permits_ += statements;
        }
        permitted_.notify_all();
    }
    bool wait_for(std::size_t waiting) {
        return test::eventually([&] { return batches_.waiting() == waiting; });
    }

    OddServer server_;
    std::mutex mutex_;
    std::condition_variable permitted_;
    int permits_ = 1'000'000;
    std::atomic<int> under_way_{0};
    LookupBatcher batches_{[this](const std::function<void(SqlSession&)>& work) {
        ++under_way_;
        {
            std::unique_lock lock(mutex_);
            permitted_.wait(lock, [this] { return permits_ > 0; });
            --permits_;
        }
        work(server_);
    }};
};

TEST_F(LookupBatcherTest, OneThatMeetsNoOtherGoesAlone) {
    EXPECT_THAT(look_up(7), ElementsAre("7 a", "7 b"));
    EXPECT_THAT(look_up(8), IsEmpty());
    EXPECT_THAT(server_.statements(), ElementsAre("SELECT key, text FROM things WHERE key = :key",
                                                  "SELECT key, text FROM things WHERE key = :key"));
}

TEST_F(LookupBatcherTest, ThoseThatWaitAreOneStatementAndEachHasItsOwnRows) {
    auto busy = keep_busy();
    auto nine = begin(9);
    auto three = begin(3);
    auto again = begin(3);
    auto none = begin(4);
    EXPECT_TRUE(wait_for(4));
    permit(1);
    EXPECT_TRUE(wait_for(0));
    permit(2);
    EXPECT_THAT(nine.get(), ElementsAre("9 a", "9 b"));
    EXPECT_THAT(three.get(), ElementsAre("3 a", "3 b"));
    EXPECT_THAT(again.get(), ElementsAre("3 a", "3 b"));
    EXPECT_THAT(none.get(), IsEmpty());
    EXPECT_THAT(busy[0].get(), ElementsAre("101 a", "101 b"));
    EXPECT_THAT(busy[1].get(), ElementsAre("103 a", "103 b"));
    EXPECT_THAT(server_.statements(), UnorderedElementsAre("SELECT key, text FROM things WHERE key = :key",
                                                           "SELECT key, text FROM things WHERE key = :key",
                                                           "SELECT key, text FROM things WHERE key IN (3,4,9)"));
}

TEST_F(LookupBatcherTest, ThoseOfAnotherKindDoNotWait) {
    auto busy = keep_busy();
    auto five = begin(5, others);
    EXPECT_TRUE(test::eventually([this] { return under_way_ == 3; }));
    permit(3);
    EXPECT_THAT(five.get(), ElementsAre("5 a", "5 b"));
}

TEST_F(LookupBatcherTest, AFailureIsToldToAllOfTheGroupAndToNobodyElse) {
    auto busy = keep_busy();
    auto one = begin(1);
    auto two = begin(2);
    EXPECT_TRUE(wait_for(2));
    server_.fails_in_batches = true;
    permit(1);
    EXPECT_TRUE(wait_for(0));
    permit(3);
    EXPECT_THROW(one.get(), std::runtime_error);
    EXPECT_THROW(two.get(), std::runtime_error);
    EXPECT_THAT(busy[0].get(), ElementsAre("101 a", "101 b"));
    EXPECT_THAT(busy[1].get(), ElementsAre("103 a", "103 b"));
    EXPECT_THAT(look_up(7), ElementsAre("7 a", "7 b"));
}

TEST_F(LookupBatcherTest, MoreThanOneStatementHoldsAreSeveral) {
    auto busy = keep_busy();
    std::vector<std::future<Texts>> many;
    for (int key = 1; key <= 151; key += 2) many.push_back(begin(key));
    EXPECT_TRUE(wait_for(76));
    permit(1);
    EXPECT_TRUE(wait_for(76 - 64));
    permit(1);
    EXPECT_TRUE(wait_for(0));
    permit(2);
    for (std::size_t i = 0; i < many.size(); ++i) {
        const std::string key = std::to_string(2 * i + 1);
        EXPECT_THAT(many[i].get(), ElementsAre(key + " a", key + " b"));
    }
    for (auto& one : busy) one.get();
    EXPECT_EQ(server_.statements().size(), 4U);
}

TEST_F(LookupBatcherTest, NoneIsForgottenWhereManyComeAndGo) {
    std::atomic<int> right{0};
    test::on_threads(8, [&](int seed) {
        std::minstd_rand random(static_cast<unsigned>(seed) + 1);
        for (int turn = 0; turn < 500; ++turn) {
            const auto key = static_cast<std::int64_t>(random() % 20);
            const std::string text = std::to_string(key);
            const Texts expected = key % 2 == 0 ? Texts{} : Texts{text + " a", text + " b"};
            if (look_up(key, turn % 3 == 0 ? others : things) == expected) ++right;
        }
    });
    EXPECT_EQ(right, 4'000);
    EXPECT_EQ(batches_.waiting(), 0U);
}

}  // namespace
}  // namespace till::database

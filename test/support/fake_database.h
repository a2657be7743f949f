#pragma once
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "platform/database/database.h"

namespace till::test {

/// A session for services whose repositories are mocks: who speaks SQL here has gone past them, and fails the test.
class StubTransaction : public database::Transaction {
 public:
    database::Dialect dialect() const override { refuse(); }
    std::int64_t run(std::string_view, std::span<const database::Cell>, std::span<database::Cell>,
                     const std::function<void()>&) override {
        refuse();
    }
    std::vector<std::int64_t> run_each(std::string_view, std::span<const std::vector<database::Cell>>) override {
        refuse();
    }
    std::vector<std::int64_t> insert_rows(std::string_view, std::string_view,
                                          std::span<const std::vector<database::Cell>>, std::string_view) override {
        refuse();
    }

    /// Whether traces were to be erased since the last call.
    bool took_erasure() {
        const bool erases = erases_traces();
        traces_are_erased();
        return erases;
    }

 private:
    [[noreturn]] static void refuse() {
        ADD_FAILURE() << "a service has gone past its repositories";
        throw std::logic_error("this session must not be touched");
    }
};

/// Runs reads and writes at once, in the caller's thread, and counts them. A call from inside another fails the test:
/// the real one would wait for itself.
class FakeDatabase : public database::Database {
 public:
    void run_write(database::Write& write) override {
        const Entry entry(*this);
        ++writes;
        database::Write* const alone[] = {&write};
        write.run(transaction_, alone);
        ++commits;
        if (transaction_.took_erasure()) ++erasures;
    }

    int reads = 0;
    int writes = 0;
    int commits = 0;   ///< writes that were not undone
    int erasures = 0;  ///< of those, which had to leave no traces

 protected:
    void run_read(const std::function<void(database::SqlSession&)>& work) override {
        const Entry entry(*this);
        ++reads;
        work(transaction_);
    }

    StubTransaction transaction_;

 private:
    class Entry {
     public:
        explicit Entry(FakeDatabase& database) : database_(database) {
            EXPECT_FALSE(database_.entered_) << "read() or write() was called from inside another";
            database_.entered_ = true;
        }
        ~Entry() { database_.entered_ = false; }
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

     private:
        FakeDatabase& database_;
    };

    bool entered_ = false;
};

/// Lets writes gather until there are as many as expected, then does what the writer does: runs them together, and
/// where that fails, each alone.
class GatheringDatabase : public FakeDatabase {
 public:
    explicit GatheringDatabase(std::size_t expected) : expected_(expected) {}

    void run_write(database::Write& write) override {
        std::unique_lock lock(mutex_);
        const std::size_t position = members_.size();
        members_.push_back(&write);
        if (members_.size() == expected_) run_gathered();
        changed_.notify_all();
        changed_.wait(lock, [this] { return done_; });
        if (errors_[position]) std::rethrow_exception(errors_[position]);
    }

    /// Runs each work in a thread of its own; their writes gather in this order.
    void run_together(const std::vector<std::function<void()>>& tasks) {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            threads.emplace_back(tasks[i]);
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return members_.size() == i + 1; });
        }
    }

    /// How many members each run had.
    std::vector<std::size_t> runs;

 private:
    void run_gathered() {
        errors_.resize(members_.size());
        if (run(members_) != nullptr) {
            for (std::size_t i = 0; i < members_.size(); ++i) errors_[i] = run({members_[i]});
        }
        done_ = true;
    }

    std::exception_ptr run(const std::vector<database::Write*>& together) {
        runs.push_back(together.size());
        for (const database::Write* member : together) {
            EXPECT_NE(member->kind(), nullptr);
            EXPECT_EQ(member->kind(), together.front()->kind()) << "only writes of one kind are run together";
        }
        try {
            together.front()->run(transaction_, together);
            return nullptr;
        } catch (...) {
            return std::current_exception();
        }
    }

    std::size_t expected_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<database::Write*> members_;
    std::vector<std::exception_ptr> errors_;
    bool done_ = false;
};

}  // namespace till::test

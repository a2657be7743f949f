#pragma once
#include <exception>
#include <functional>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "platform/database/writer.h"
#include "unit/platform/database/fake_connection.h"

namespace till::database {

/// Adds one line; `kind` groups it with others of the same kind.
class Line : public Write {
 public:
    explicit Line(std::string text, const void* kind = nullptr) : text_(std::move(text)), kind_(kind) {}

    const void* kind() const override { return kind_; }
    void run(Transaction& transaction, std::span<Write* const> together) override {
        sizes.push_back(together.size());
        for (Write* write : together) {
            Line& line = static_cast<Line&>(*write);
            transaction.execute(line.text_);
            for (const Tag tag : line.invalidations) transaction.invalidate(tag);
            if (line.refusal) std::rethrow_exception(line.refusal);
            if (line.then) line.then();
        }
    }

    std::vector<Tag> invalidations;
    std::exception_ptr refusal;
    std::function<void()> then;
    std::vector<std::size_t> sizes;  ///< of the groups that this one ran

 private:
    std::string text_;
    const void* kind_;
};

struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class WriterTest : public testing::Test {
 public:
    explicit WriterTest(SqlDatabaseOptions options = {})
        : writer_(std::make_unique<Writer>(std::make_unique<FakeConnection>(state_), options)) {}
    ~WriterTest() override { end(); }

    /// Lets the lines come to the writer while it is busy, so that they make one group; returns the result of each.
    /// `meanwhile` is called when all of them wait. Steps of the write that kept it busy are not counted.
    std::vector<std::exception_ptr> write_together(
        std::vector<Line*> lines, const std::function<void()>& meanwhile = [] {}) {
        std::vector<std::exception_ptr> errors(lines.size());
        std::latch busy(1);
        std::latch go_on(1);
        Line first("first");
        first.then = [&] {
            busy.count_down();
            go_on.wait();
        };
        std::vector<std::thread> threads;
        threads.emplace_back([&] { writer_->run(first); });
        busy.wait();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            threads.emplace_back([&, i] { errors[i] = told(*lines[i]); });
            while (writer_->metrics().waiting != i + 1) std::this_thread::yield();
        }
        meanwhile();
        go_on.count_down();
        for (std::thread& thread : threads) thread.join();
        state_.steps.erase(state_.steps.begin(), state_.steps.begin() + 3);
        state_.committed.erase(state_.committed.begin());
        return errors;
    }

    std::exception_ptr told(Write& write) {
        try {
            writer_->run(write);
        } catch (...) {
            return std::current_exception();
        }
        return nullptr;
    }

    void end() { writer_.reset(); }

    FakeConnection::State state_;
    std::unique_ptr<Writer> writer_;
    int kind_ = 0;
};

template <class Type>
bool is(const std::exception_ptr& error) {
    if (!error) return false;
    try {
        std::rethrow_exception(error);
    } catch (const Type&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace till::database

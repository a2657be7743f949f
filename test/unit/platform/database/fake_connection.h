#pragma once
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "platform/database/connection.h"

namespace till::database {

/// A database of lines of text. execute("line") adds one; `on` is called with the name of each step before it is taken
/// (open, begin, savepoint, release, undo, commit, rollback, or the line) and may end it by an exception.
class FakeConnection : public Connection {
 public:
    struct State {
        std::vector<std::string> steps;
        std::vector<std::string> committed;
        std::function<void(FakeConnection&, const std::string& step)> on;

        std::size_t count(const std::string& step) const {
            return static_cast<std::size_t>(std::count(steps.begin(), steps.end(), step));
        }
    };

    explicit FakeConnection(State& state) : state_(state) {}

    [[noreturn]] void lose() {
        lost_ = true;
        throw ConnectionLost("lost");
    }
    [[noreturn]] void kill() {
        killed_ = true;
        throw TransactionKilled("deadlock");
    }
    [[noreturn]] void abort() {
        begun_ = false;
        throw Unavailable("disk full");
    }

    Dialect dialect() const override { return Dialect::sqlite; }
    std::int64_t run(std::string_view sql, std::span<const Cell>, std::span<Cell>,
                     const std::function<void()>&) override {
        step(std::string(sql));
        pending_.emplace_back(sql);
        return 1;
    }
    std::vector<std::int64_t> run_each(std::string_view, std::span<const std::vector<Cell>>) override { return {}; }
    std::vector<std::int64_t> insert_rows(std::string_view, std::string_view, std::span<const std::vector<Cell>>,
                                          std::string_view) override {
        return {};
    }

    void open() override {
        if (!lost_) return;
        step("open");
        lost_ = begun_ = killed_ = false;
    }
    void begin() override {
        step("begin");
        begun_ = true;
        pending_.clear();
    }
    void commit() override {
        step("commit");
        state_.committed.insert(state_.committed.end(), pending_.begin(), pending_.end());
        begun_ = false;
    }
    void await_former() override { step("await former"); }
    void rollback() noexcept override {
        state_.steps.push_back("rollback");
        pending_.clear();
        begun_ = killed_ = false;
    }
    void savepoint() override {
        step("savepoint");
        saved_ = pending_.size();
    }
    void release_savepoint() override { step("release"); }
    void undo_to_savepoint() override {
        step("undo");
        pending_.resize(saved_);
    }
    void check_transaction() const override {
        if (lost_) throw ConnectionLost("lost");
        if (killed_) throw TransactionKilled("deadlock");
        if (!begun_) throw Unavailable("rolled back");
    }
    bool lost() const override { return lost_; }
    void run_text(const std::string& statement) override { step(statement); }

 private:
    void step(const std::string& name) {
        state_.steps.push_back(name);
        if (state_.on) state_.on(*this, name);
    }

    State& state_;
    std::vector<std::string> pending_;
    std::size_t saved_ = 0;
    bool begun_ = false;
    bool lost_ = false;
    bool killed_ = false;
};

}  // namespace till::database

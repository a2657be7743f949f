#pragma once
#include <functional>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/database/sql_session.h"

namespace till::database {

/// One unit of work for the writer.
class Write {
 public:
    virtual ~Write() = default;

    /// Writes of one kind that wait at the same time may be run by one call. nullptr: always alone.
    virtual const void* kind() const { return nullptr; }

    /// Does the work of all of `together`, which are of this kind and hold at least this one. What it throws undoes the
    /// work of all of them; if there was more than one, each is then run again alone, and what it throws then is its
    /// own. May be run more than once before a commit: keep no state between runs.
    virtual void run(Transaction& transaction, std::span<Write* const> together) = 0;
};

/// The shop's database: a pool of readers and the one writer.
///
/// Every write of a process goes through one thread, which takes what has gathered, runs it in one transaction (each in
/// a savepoint of its own), commits once and only then lets the callers continue. All calls are safe from any thread
/// except from inside read() or write().
class Database {
 public:
    virtual ~Database() = default;

    /// Runs `work(Session&)` on a reader, waiting for one; changes are refused there. Work whose connection is found
    /// dead at its first statement is run again.
    template <class Work>
    auto read(Work&& work) -> std::invoke_result_t<Work, SqlSession&> {
        using Result = std::invoke_result_t<Work, SqlSession&>;
        if constexpr (std::is_void_v<Result>) {
            run_read([&](SqlSession& session) { work(session); });
        } else {
            std::optional<Result> result;
            run_read([&](SqlSession& session) { result.emplace(work(session)); });
            return std::move(*result);
        }
    }

    /// Runs `work(Transaction&)` in the writer and returns after the commit. What it throws undoes it and is thrown
    /// here. It may be run again after a deadlock, so it must not change anything but the database and its result.
    template <class Work>
    auto write(Work&& work) -> std::invoke_result_t<Work, Transaction&> {
        using Result = std::invoke_result_t<Work, Transaction&>;
        if constexpr (std::is_void_v<Result>) {
            Single single([&](Transaction& transaction) { work(transaction); });
            run_write(single);
        } else {
            std::optional<Result> result;
            Single single([&](Transaction& transaction) { result.emplace(work(transaction)); });
            run_write(single);
            return std::move(*result);
        }
    }

    /// The general form of write(): returns after the commit, throws what run() threw, or Unavailable, OutcomeUnknown,
    /// Overloaded.
    virtual void run_write(Write& write) = 0;

 protected:
    virtual void run_read(const std::function<void(SqlSession&)>& work) = 0;

 private:
    class Single : public Write {
     public:
        explicit Single(std::function<void(Transaction&)> work) : work_(std::move(work)) {}
        void run(Transaction& transaction, std::span<Write* const> /*together*/) override { work_(transaction); }

     private:
        std::function<void(Transaction&)> work_;
    };
};

/// Writes of one kind that share their statements: what waits together is done together.
///
///     BatchedWrite<Placement> place_(database, [this](Transaction& t, std::span<Placement* const> group) { … });
///     place_(placement);  // returns after the commit; `placement` holds its result
template <class Item>
class BatchedWrite {
 public:
    using Run = std::function<void(Transaction&, std::span<Item* const>)>;

    BatchedWrite(Database& database, Run run) : database_(database), run_(std::move(run)) {}

    void operator()(Item& item) const {
        Member member(*this, item);
        database_.run_write(member);
    }

 private:
    class Member : public Write {
     public:
        Member(const BatchedWrite& batch, Item& item) : batch_(batch), item_(item) {}
        const void* kind() const override { return &batch_; }
        void run(Transaction& transaction, std::span<Write* const> together) override {
            std::vector<Item*> items;
            items.reserve(together.size());
            for (Write* write : together) items.push_back(&static_cast<Member*>(write)->item_);
            batch_.run_(transaction, items);
        }

     private:
        const BatchedWrite& batch_;
        Item& item_;
    };

    Database& database_;
    Run run_;
};

}  // namespace till::database

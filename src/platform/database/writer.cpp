#include "platform/database/writer.h"

#include <algorithm>
#include <random>
#include <stdexcept>

#include <pthread.h>
#include <sys/prctl.h>

#include "platform/threads/thread_priority.h"

namespace till::database {

namespace {

constexpr int deadlocks_max = 5;
constexpr std::chrono::milliseconds longest_back_off_ms{20};

void tell_all(std::span<WaitingWrite* const> batch, const std::exception_ptr& error) {
    for (WaitingWrite* member : batch) member->error = error;
}

/// Members of one kind, in the order in which they came; a member without a kind stays alone.
std::vector<std::vector<WaitingWrite*>> by_kind(std::span<WaitingWrite* const> batch) {
    std::vector<std::vector<WaitingWrite*>> runs;
    for (WaitingWrite* member : batch) {
        const void* kind = member->write.kind();
        const auto same = std::ranges::find_if(
            runs, [&](const auto& run) { return kind != nullptr && run.front()->write.kind() == kind; });
        if (same == runs.end()) {
            runs.push_back({member});
        } else {
            same->push_back(member);
        }
    }
    return runs;
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, const SqlDatabaseOptions& options)
    : connection_(std::move(connection)),
      committed_(options.committed),
      queue_(options.queue_max, options.batch_max, options.gather_us),
      thread_([this] { work(); }) {}

Writer::~Writer() {
    queue_.close();
    thread_.join();
}

void Writer::run(Write& write) {
    if (std::this_thread::get_id() == thread_.get_id()) throw std::logic_error("a write was begun inside a write");
    WaitingWrite waiting(write);
    queue_.push(waiting);
    waiting.done.acquire();
    if (waiting.error) std::rethrow_exception(waiting.error);
}

WriterMetrics Writer::metrics() const {
    return {.writes = writes_,
            .commits = commits_,
            .rerun = rerun_,
            .waiting = queue_.waiting(),
            .stalled_ms = queue_.stalled_ms()};
}

void Writer::work() {
    pthread_setname_np(pthread_self(), "till-writer");
    set_priority(Priority::yielding);  // a reader's response must not wait for a commit
    prctl(PR_SET_TIMERSLACK, 1'000);   // nanoseconds: the wait for others is as short as requested
    for (auto batch = queue_.take(); !batch.empty(); batch = queue_.take()) {
        write_batch(batch);
        writes_ += batch.size();
        for (WaitingWrite* member : batch) member->done.release();
    }
}

void Writer::write_batch(Batch batch) noexcept {
    try {
        try_until_done(batch);
    } catch (...) {
        connection_->rollback();
        tell_all(batch, std::current_exception());
    }
}

/// Runs the group's transaction, again where nothing of it was carried out and a retry may succeed. What it throws is
/// for every member: the result of one may depend on changes of another that are undone.
void Writer::try_until_done(Batch batch) {
    bool reconnected = false;
    int deadlocks = 0;
    Together together = Together::by_kind;
    while (true) {
        try {
            return transact(batch, together);
        } catch (const ConnectionLost&) {
            if (reconnected) throw;
            reconnected = true;
        } catch (const TransactionKilled&) {
            if (++deadlocks > deadlocks_max) throw;
            together = Together::never;
            connection_->rollback();
            back_off(deadlocks);
        }
        rerun_ += batch.size();
        tell_all(batch, nullptr);
    }
}

void Writer::transact(Batch batch, Together together) {
    connection_->open();
    connection_->keep_invalidated(0);
    connection_->begin();
    if (run_members(batch, together)) commit();
}

void Writer::commit() {
    try {
        connection_->commit();
    } catch (const ConnectionLost& error) {
        settle();
        throw OutcomeUnknown(error.what());
    } catch (const OutcomeUnknown&) {
        settle();
        throw;
    } catch (...) {
        announce();  // if nothing was changed, it does no harm
        throw;
    }
    ++commits_;
    announce();
}

/// The server may still be carrying out the commit: a reader may cache an old value meanwhile, so the invalidation is
/// announced again when that is over.
void Writer::settle() noexcept {
    announce();
    try {
        connection_->open();
        connection_->await_former();
    } catch (const std::exception&) {
        // A server that is away has nothing to be read from either.
    }
    announce();
}

void Writer::announce() noexcept {
    const std::span<const Tag> invalidated = connection_->invalidated();
    if (committed_ && !invalidated.empty()) committed_(invalidated);
}

/// False when there is no transaction left to commit.
bool Writer::run_members(Batch batch, Together together) {
    if (together == Together::never) {
        run_each_alone(batch);
        return true;
    }
    const auto runs = by_kind(batch);
    if (runs.size() == 1) return run_only(runs.front());
    for (const auto& run : runs) run_saved(run);
    return true;
}

/// A run that has the transaction for itself needs no savepoint.
bool Writer::run_only(Batch run) {
    const std::exception_ptr error = run_once(run);
    if (!error) return true;
    connection_->rollback();
    connection_->keep_invalidated(0);
    if (run.size() == 1) {
        run.front()->error = error;
        return false;
    }
    rerun_ += run.size();
    connection_->begin();
    run_each_alone(run);
    return true;
}

void Writer::run_saved(Batch run) {
    const std::size_t invalidated = connection_->invalidated().size();
    connection_->savepoint();
    const std::exception_ptr error = run_once(run);
    if (!error) return connection_->release_savepoint();
    connection_->undo_to_savepoint();
    connection_->keep_invalidated(invalidated);
    if (run.size() == 1) {
        run.front()->error = error;
    } else {
        rerun_ += run.size();
        run_each_alone(run);
    }
}

void Writer::run_each_alone(Batch run) {
    for (std::size_t i = 0; i < run.size(); ++i) run_saved(run.subspan(i, 1));
}

/// What the members' work threw, if it did; throws where the transaction itself is gone.
std::exception_ptr Writer::run_once(Batch run) {
    std::exception_ptr error;
    together_.clear();
    for (WaitingWrite* member : run) together_.push_back(&member->write);
    try {
        run.front()->write.run(*connection_, together_);
    } catch (...) {
        error = std::current_exception();
    }
    connection_->check_transaction();
    return error;
}

void Writer::back_off(int deadlocks) {
    static thread_local std::minstd_rand random{std::random_device{}()};
    const auto longest = std::min(longest_back_off_ms, std::chrono::milliseconds(1 << deadlocks));
    std::this_thread::sleep_for(std::chrono::microseconds(
        std::uniform_int_distribution<std::int64_t>(0, std::chrono::microseconds(longest).count())(random)));
}

}  // namespace till::database

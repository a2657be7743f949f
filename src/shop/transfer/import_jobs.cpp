#include "shop/transfer/import_jobs.h"

#include <exception>

#include <spdlog/spdlog.h>

#include "platform/csv/csv.h"
#include "shop/kernel/require_found.h"

namespace till {
namespace {

constexpr std::string_view to_go_on = "Send the same file again to continue: stored rows count as unchanged.";

}  // namespace

// Ids begin at the time of the start, so that none is used twice after a restart.
ImportJobs::ImportJobs(const Clock& clock)
    : clock_(clock),
      next_id_(clock.now().time_since_epoch().count() + 1),
      pool_("imports", 1, waiting_max, Priority::yielding) {}

ImportJobs::~ImportJobs() { stop(); }

ImportJob ImportJobs::start(ImportKind kind, AccountId account, Work work) {
    const std::scoped_lock lock(mutex_);
    ImportJob job{.id = next_id_++, .kind = kind, .account_id = account, .started_at = clock_.now()};
    if (!pool_.post([this, id = job.id, work = std::move(work)] { run(id, work); })) {
        throw Refusal(problems::overloaded, "Too many imports are waiting.").retry_after(5);
    }
    jobs_.emplace(job.id, job);
    forget_oldest();
    return job;
}

ImportJob ImportJobs::find(std::int64_t id, AccountId account) {
    const std::scoped_lock lock(mutex_);
    const auto job = jobs_.find(id);
    if (job == jobs_.end() || job->second.account_id != account) throw not_found("import", id);
    return job->second;
}

void ImportJobs::stop() {
    stopping_ = true;
    drain();
}

void ImportJobs::run(std::int64_t id, const Work& work) {
    const auto progress = [this, id](std::int64_t percent) {
        if (stopping_) throw Refusal(problems::overloaded, "The server was stopped. " + std::string(to_go_on));
        change(id, [&](ImportJob& job) { job.percent = percent; });
    };
    change(id, [](ImportJob& job) { job.state = ImportState::running; });
    ImportJob ended{.state = ImportState::failed};
    try {
        progress(0);  // which ends those that were still waiting when the server is stopped
        ended.report = work(progress);
        ended.state = ended.report.stored ? ImportState::done : ImportState::refused;
    } catch (const Refusal& refusal) {
        ended.error = refusal.detail();
    } catch (const CsvError& error) {
        ended.error = error.what();
    } catch (const std::exception& error) {
        spdlog::error("import {}: {}", id, error.what());
        ended.error = "The store was temporarily unavailable. " + std::string(to_go_on);
    }
    change(id, [&](ImportJob& job) {
        job.state = ended.state;
        job.error = ended.error;
        job.report = std::move(ended.report);
        job.ended_at = clock_.now();
        if (job.state != ImportState::failed) job.percent = 100;
    });
}

void ImportJobs::change(std::int64_t id, const std::function<void(ImportJob&)>& change) {
    const std::scoped_lock lock(mutex_);
    const auto job = jobs_.find(id);
    if (job != jobs_.end()) change(job->second);
}

// More than wait are remembered, so the oldest has ended.
void ImportJobs::forget_oldest() {
    static_assert(jobs_max > waiting_max + 1);
    while (jobs_.size() > jobs_max) jobs_.erase(jobs_.begin());
}

}  // namespace till

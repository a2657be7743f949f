#include "shop/transfer/import_jobs.h"

#include <future>
#include <latch>

#include <gmock/gmock.h>

#include "platform/csv/csv.h"
#include "support/fixed_clock.h"
#include "support/refusals.h"

namespace till {
namespace {

class TheImportJobs : public testing::Test {
 public:
    ImportJob ended(ImportJobs::Work work) {
        const ImportJob job = jobs.start(ImportKind::products, 7, std::move(work));
        EXPECT_EQ(job.state, ImportState::waiting);
        jobs.drain();
        return jobs.find(job.id, 7);
    }

    test::FixedClock clock;
    ImportJobs jobs{clock};
};

TEST_F(TheImportJobs, EndWithTheirReport) {
    const ImportJob job = ended([](const ImportProgress&) { return ImportReport{.added = 3}; });
    EXPECT_EQ(job.state, ImportState::done);
    EXPECT_EQ(job.percent, 100);
    EXPECT_EQ(job.report.added, 3);
    EXPECT_EQ(job.ended_at, clock.time);
}

TEST_F(TheImportJobs, SayWhatWasRefused) {
    const ImportJob job = ended([](const ImportProgress&) {
        return ImportReport{.bad = 1, .faults = {{.line = 2, .message = "price is missing"}}, .stored = false};
    });
    EXPECT_EQ(job.state, ImportState::refused);
    EXPECT_EQ(job.report.faults.size(), 1U);
}

TEST_F(TheImportJobs, SayWhyTheyFailedButNothingOfTheInside) {
    const ImportJob job = ended([](const ImportProgress&) -> ImportReport { throw std::runtime_error("secret"); });
    EXPECT_EQ(job.state, ImportState::failed);
    EXPECT_THAT(*job.error, testing::Not(testing::HasSubstr("secret")));
}

TEST_F(TheImportJobs, EndWhenTheShopIsStopped) {
    std::latch running(1);
    const ImportJob job = jobs.start(ImportKind::products, 7, [&](const ImportProgress& progress) -> ImportReport {
        running.count_down();
        while (true) progress(1);
    });
    running.wait();
    jobs.stop();
    const ImportJob stopped = jobs.find(job.id, 7);
    EXPECT_EQ(stopped.state, ImportState::failed);
    EXPECT_THAT(*stopped.error, testing::HasSubstr("Send the same file again"));
}

TEST_F(TheImportJobs, SayHowFarTheyAre) {
    std::latch reported(1);
    std::promise<void> go_on;
    const ImportJob job = jobs.start(ImportKind::orders, 7, [&](const ImportProgress& progress) {
        progress(40);
        reported.count_down();
        go_on.get_future().wait();
        return ImportReport();
    });
    reported.wait();
    const ImportJob running = jobs.find(job.id, 7);
    EXPECT_EQ(running.state, ImportState::running);
    EXPECT_EQ(running.percent, 40);
    go_on.set_value();
    jobs.drain();  // before what the job uses is gone
}

TEST_F(TheImportJobs, AreShownToWhoStartedThem) {
    const ImportJob job = ended([](const ImportProgress&) { return ImportReport(); });
    EXPECT_EQ(test::code_of([&] { jobs.find(job.id, 8); }), "not-found");
    EXPECT_EQ(test::code_of([&] { jobs.find(job.id + 1, 7); }), "not-found");
}

TEST_F(TheImportJobs, WaitInALineThatHasAnEnd) {
    std::promise<void> go_on;
    const std::shared_future<void> gate = go_on.get_future().share();
    const auto wait = [gate](const ImportProgress&) {
        gate.wait();
        return ImportReport();
    };
    const std::string_view code = test::code_of([&] {
        for (std::size_t i = 0; i < ImportJobs::waiting_max + 2; ++i) jobs.start(ImportKind::products, 7, wait);
    });
    EXPECT_EQ(code, "overloaded");
    go_on.set_value();
}

TEST_F(TheImportJobs, AreForgottenWhenManyHaveComeAfterThem) {
    const auto nothing = [](const ImportProgress&) { return ImportReport(); };
    const ImportJob first = jobs.start(ImportKind::products, 7, nothing);
    std::int64_t last = first.id;
    for (std::size_t i = 0; i < ImportJobs::jobs_max; ++i) {
        for (bool taken = false; !taken;) {
            try {
                last = jobs.start(ImportKind::products, 7, nothing).id;
                taken = true;
            } catch (const Refusal&) {
                std::this_thread::yield();
            }
        }
    }
    EXPECT_EQ(test::code_of([&] { jobs.find(first.id, 7); }), "not-found");
    EXPECT_EQ(jobs.find(last, 7).id, last);
}

}  // namespace
}  // namespace till

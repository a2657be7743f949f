#include <atomic>
#include <chrono>

#include <gmock/gmock.h>

#include "unit/platform/database/writer_fixture.h"

namespace till::database {
namespace {

using testing::_;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::StartsWith;

/// Notes each announcement as a step: `announce 1 2`.
class WriterInvalidationsTest : public WriterTest {
 public:
    WriterInvalidationsTest() : WriterTest({.committed = [this](std::span<const Tag> tags) { announce(tags); }}) {}
    ~WriterInvalidationsTest() override { end(); }

    void announce(std::span<const Tag> tags) {
        std::string step = "announce";
        for (const Tag tag : tags) step += ' ' + std::to_string(tag);
        if (while_announcing) while_announcing();
        state_.steps.push_back(step);
    }

    static Line invalidating(std::string text, std::vector<Tag> tags, const void* kind = nullptr) {
        Line line(std::move(text), kind);
        line.invalidations = std::move(tags);
        return line;
    }

    std::function<void()> while_announcing;
};

TEST_F(WriterInvalidationsTest, AreAnnouncedAfterTheCommit) {
    Line line = invalidating("a", {1, 2});
    writer_->run(line);
    EXPECT_THAT(state_.steps, ElementsAre("begin", "a", "commit", "announce 1 2"));
}

TEST_F(WriterInvalidationsTest, AreAnnouncedBeforeTheCallerGoesOn) {
    std::atomic<bool> announced = false;
    while_announcing = [&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));  // time for a caller that does not wait
        announced = true;
    };
    Line line = invalidating("a", {1});
    writer_->run(line);
    EXPECT_TRUE(announced);
}

TEST_F(WriterInvalidationsTest, OfAGroupAreAnnouncedTogether) {
    Line a = invalidating("a", {1}), b = invalidating("b", {2}), c = invalidating("c", {3});
    write_together({&a, &b, &c});
    EXPECT_EQ(state_.steps.back(), "announce 1 2 3");
    EXPECT_EQ(state_.count("commit"), 1U);
}

TEST_F(WriterInvalidationsTest, OfNothingAreNotAnnounced) {
    Line line("a");
    writer_->run(line);
    EXPECT_THAT(state_.steps, ElementsAre("begin", "a", "commit"));
}

TEST_F(WriterInvalidationsTest, OfALoneWriteThatWasUndoneAreForgotten) {
    Line line = invalidating("a", {1});
    line.refusal = std::make_exception_ptr(Refused("no"));
    EXPECT_TRUE(is<Refused>(told(line)));
    EXPECT_THAT(state_.steps, Not(Contains(StartsWith("announce"))));
    Line next = invalidating("b", {2});
    writer_->run(next);
    EXPECT_EQ(state_.steps.back(), "announce 2");
}

TEST_F(WriterInvalidationsTest, OfAMemberThatWasUndoneAreForgotten) {
    Line a = invalidating("a", {1}), b = invalidating("b", {2}), c = invalidating("c", {3});
    b.refusal = std::make_exception_ptr(Refused("no"));
    write_together({&a, &b, &c});
    EXPECT_EQ(state_.steps.back(), "announce 1 3");
}

TEST_F(WriterInvalidationsTest, OfAKindThatIsRunAgainOneByOneAreCountedOnce) {
    Line a = invalidating("a", {1}, &kind_), b = invalidating("b", {2}, &kind_), c = invalidating("c", {3}, &kind_);
    b.refusal = std::make_exception_ptr(Refused("no"));
    write_together({&a, &b, &c});
    EXPECT_EQ(state_.steps.back(), "announce 1 3");
}

TEST_F(WriterInvalidationsTest, OfARunThatADeadlockUndidAreCountedOnce) {
    bool once = true;
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "b" && std::exchange(once, false)) connection.kill();
    };
    Line a = invalidating("a", {1}), b = invalidating("b", {2});
    write_together({&a, &b});
    EXPECT_EQ(state_.steps.back(), "announce 1 2");
}

TEST_F(WriterInvalidationsTest, AreAnnouncedWhenTheOutcomeIsUnknown) {
    state_.on = [](FakeConnection& connection, const std::string& step) {
        if (step == "commit") connection.lose();
    };
    Line line = invalidating("a", {1});
    EXPECT_TRUE(is<OutcomeUnknown>(told(line)));
    EXPECT_THAT(state_.steps,
                ElementsAre("begin", "a", "commit", "announce 1", "open", "await former", "announce 1", _))
        << "also when the server has done with it";
}

TEST_F(WriterInvalidationsTest, AreAnnouncedWhenTheCommitFails) {
    state_.on = [](FakeConnection&, const std::string& step) {
        if (step == "commit") throw Unavailable("disk full");
    };
    Line line = invalidating("a", {1});
    EXPECT_TRUE(is<Unavailable>(told(line)));
    EXPECT_THAT(state_.steps, Contains("announce 1"));
}

TEST_F(WriterTest, NeedsNobodyToAnnounceTo) {
    Line line("a");
    line.invalidations = {1};
    EXPECT_FALSE(told(line));
    EXPECT_THAT(state_.committed, ElementsAre("a"));
}

}  // namespace
}  // namespace till::database

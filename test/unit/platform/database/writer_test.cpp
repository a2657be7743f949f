#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>

#include "unit/platform/database/writer_fixture.h"

namespace till::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(WriterTest, CommitsALoneWriteWithoutASavepoint) {
    Line line("a");
    writer_->run(line);
    EXPECT_THAT(state_.steps, ElementsAre("begin", "a", "commit"));
    EXPECT_THAT(state_.committed, ElementsAre("a"));
}

TEST_F(WriterTest, RunsWhatIsOfOneKindByOneCall) {
    Line a("a", &kind_), b("b", &kind_), c("c", &kind_);
    const auto errors = write_together({&a, &b, &c});
    EXPECT_THAT(errors, ElementsAre(nullptr, nullptr, nullptr));
    EXPECT_THAT(a.sizes, ElementsAre(3));
    EXPECT_THAT(state_.steps, ElementsAre("begin", "a", "b", "c", "commit"));
}

TEST_F(WriterTest, GathersAKindAlsoWhereOthersStandBetween) {
    const int other_kind = 0;
    Line a("a", &kind_), x("x", &other_kind), b("b", &kind_), alone("alone"), lonely("lonely");
    write_together({&a, &x, &b, &alone, &lonely});
    EXPECT_THAT(state_.committed, ElementsAre("a", "b", "x", "alone", "lonely"));
    EXPECT_EQ(state_.count("savepoint"), 4U);
    EXPECT_EQ(state_.count("release"), 4U);
    EXPECT_EQ(state_.count("commit"), 1U);
    EXPECT_THAT(a.sizes, ElementsAre(2));
}

TEST_F(WriterTest, UndoesOnlyTheOneThatWasRefused) {
    Line a("a"), b("b"), c("c");
    b.refusal = std::make_exception_ptr(Refused("no"));
    const auto errors = write_together({&a, &b, &c});
    EXPECT_FALSE(errors[0]);
    EXPECT_TRUE(is<Refused>(errors[1]));
    EXPECT_FALSE(errors[2]);
    EXPECT_THAT(state_.committed, ElementsAre("a", "c"));
    EXPECT_EQ(state_.count("commit"), 1U);
}

TEST_F(WriterTest, RunsEachAloneWhenAGroupFails) {
    Line a("a", &kind_), b("b", &kind_), c("c", &kind_);
    b.refusal = std::make_exception_ptr(Refused("no"));
    const auto errors = write_together({&a, &b, &c});
    EXPECT_FALSE(errors[0]);
    EXPECT_TRUE(is<Refused>(errors[1]));
    EXPECT_FALSE(errors[2]);
    EXPECT_THAT(a.sizes, ElementsAre(3, 1));
    EXPECT_THAT(c.sizes, ElementsAre(1));
    EXPECT_THAT(state_.committed, ElementsAre("a", "c"));
    EXPECT_EQ(writer_->metrics().rerun, 3U);
}

TEST_F(WriterTest, RunsEachAloneWhenAGroupFailsBesideOthers) {
    Line x("x"), a("a", &kind_), b("b", &kind_), y("y");
    a.refusal = std::make_exception_ptr(Refused("no"));
    const auto errors = write_together({&x, &a, &b, &y});
    EXPECT_TRUE(is<Refused>(errors[1]));
    EXPECT_FALSE(errors[2]);
    EXPECT_THAT(state_.committed, ElementsAre("x", "b", "y"));
}

TEST_F(WriterTest, UndoesALoneRefusalAndCommitsNothing) {
    Line line("a");
    line.refusal = std::make_exception_ptr(Refused("no"));
    EXPECT_TRUE(is<Refused>(told(line)));
    EXPECT_THAT(state_.steps, ElementsAre("begin", "a", "rollback"));
}

TEST_F(WriterTest, HandsOverWhateverIsThrown) {
    Line line("a");
    line.refusal = std::make_exception_ptr(42);
    EXPECT_TRUE(is<int>(told(line)));
    Line next("b");
    EXPECT_FALSE(told(next));
}

TEST_F(WriterTest, RunsTheGroupAgainOnANewConnectionWhenItWasLostBeforeTheCommit) {
    bool once = true;
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "b" && std::exchange(once, false)) connection.lose();
    };
    Line a("a"), b("b");
    const auto errors = write_together({&a, &b});
    EXPECT_THAT(errors, ElementsAre(nullptr, nullptr));
    EXPECT_THAT(state_.committed, ElementsAre("a", "b"));
    EXPECT_EQ(state_.count("open"), 1U);
}

TEST_F(WriterTest, TellsAllWhenTheConnectionIsLostAgain) {
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "b") connection.lose();
    };
    Line a("a"), b("b");
    const auto errors = write_together({&a, &b});
    EXPECT_TRUE(is<Unavailable>(errors[0]));
    EXPECT_TRUE(is<Unavailable>(errors[1]));
    EXPECT_THAT(state_.committed, IsEmpty());
    Line after("after");
    EXPECT_FALSE(told(after));
    EXPECT_THAT(state_.committed, ElementsAre("after"));
}

TEST_F(WriterTest, SaysThatTheOutcomeIsUnknownWhenTheConnectionIsLostInTheCommit) {
    Line a("a"), b("b");
    bool first = true;
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "commit" && !std::exchange(first, false)) connection.lose();
    };
    b.refusal = std::make_exception_ptr(Refused("no"));
    const auto errors = write_together({&a, &b});
    EXPECT_TRUE(is<OutcomeUnknown>(errors[0]));
    EXPECT_TRUE(is<OutcomeUnknown>(errors[1])) << "its refusal rests on changes that may be undone";
    EXPECT_EQ(state_.count("commit"), 1U) << "it must not be run again";
}

TEST_F(WriterTest, TellsAllWhenTheCommitFails) {
    bool first = true;
    state_.on = [&](FakeConnection&, const std::string& step) {
        if (step == "commit" && !std::exchange(first, false)) throw Unavailable("disk full");
    };
    Line a("a"), b("b");
    const auto errors = write_together({&a, &b});
    EXPECT_TRUE(is<Unavailable>(errors[0]));
    EXPECT_TRUE(is<Unavailable>(errors[1]));
    EXPECT_EQ(state_.steps.back(), "rollback");
    EXPECT_THAT(state_.committed, IsEmpty());
}

TEST_F(WriterTest, RunsMemberByMemberAfterADeadlock) {
    bool once = true;
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "b" && std::exchange(once, false)) connection.kill();
    };
    Line a("a", &kind_), b("b", &kind_);
    const auto errors = write_together({&a, &b});
    EXPECT_THAT(errors, ElementsAre(nullptr, nullptr));
    EXPECT_THAT(state_.committed, ElementsAre("a", "b"));
    EXPECT_THAT(a.sizes, ElementsAre(2, 1));
    EXPECT_EQ(writer_->metrics().rerun, 2U);
}

TEST_F(WriterTest, ForgetsARefusalOfARunThatWasUndone) {
    Line a("a"), b("b");
    bool once = true;
    a.refusal = std::make_exception_ptr(Refused("for now"));
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "b" && std::exchange(once, false)) {
            a.refusal = nullptr;
            connection.kill();
        }
    };
    const auto errors = write_together({&a, &b});
    EXPECT_THAT(errors, ElementsAre(nullptr, nullptr));
    EXPECT_THAT(state_.committed, ElementsAre("a", "b"));
}

TEST_F(WriterTest, GivesUpAfterFiveDeadlocks) {
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "b") connection.kill();
    };
    Line a("a"), b("b");
    const auto errors = write_together({&a, &b});
    EXPECT_TRUE(is<Unavailable>(errors[0]));
    EXPECT_TRUE(is<Unavailable>(errors[1]));
    EXPECT_EQ(state_.count("b"), 6U);
    EXPECT_THAT(state_.committed, IsEmpty());
}

TEST_F(WriterTest, NoticesADeadlockThatTheWorkSwallowed) {
    class Swallows : public Write {
        void run(Transaction& transaction, std::span<Write* const>) override {
            try {
                transaction.execute("s");
            } catch (const Error&) {
            }
        }
    } swallows;
    bool once = true;
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "s" && std::exchange(once, false)) connection.kill();
    };
    EXPECT_FALSE(told(swallows));
    EXPECT_THAT(state_.committed, ElementsAre("s"));
}

TEST_F(WriterTest, TellsAllWhenAStatementEndedTheWholeTransaction) {
    state_.on = [&](FakeConnection& connection, const std::string& step) {
        if (step == "b") connection.abort();
    };
    Line a("a"), b("b"), c("c");
    const auto errors = write_together({&a, &b, &c});
    for (const auto& error : errors) EXPECT_TRUE(is<Unavailable>(error));
    EXPECT_THAT(state_.committed, IsEmpty());
}

TEST_F(WriterTest, TellsAllWhatNobodyExpected) {
    bool first = true;
    state_.on = [&](FakeConnection&, const std::string& step) {
        if (step == "begin" && !std::exchange(first, false)) throw std::bad_alloc();
    };
    Line a("a"), b("b");
    const auto errors = write_together({&a, &b});
    EXPECT_TRUE(is<std::bad_alloc>(errors[0]));
    EXPECT_TRUE(is<std::bad_alloc>(errors[1]));
    state_.on = nullptr;
    Line after("after");
    EXPECT_FALSE(told(after));
}

TEST_F(WriterTest, RefusesAWriteInsideAWrite) {
    class Nested : public Write {
     public:
        explicit Nested(Writer& writer) : writer_(writer) {}
        void run(Transaction&, std::span<Write* const>) override {
            Line inner("inner");
            writer_.run(inner);
        }

     private:
        Writer& writer_;
    } nested(*writer_);
    EXPECT_TRUE(is<std::logic_error>(told(nested)));
}

TEST_F(WriterTest, CountsWhatItDid) {
    Line a("a"), b("b"), c("c");
    write_together({&a, &b, &c});
    const WriterMetrics metrics = writer_->metrics();
    EXPECT_EQ(metrics.writes, 4U);
    EXPECT_EQ(metrics.commits, 2U);
    EXPECT_EQ(metrics.waiting, 0U);
}

class SmallWriterTest : public WriterTest {
 public:
    SmallWriterTest() : WriterTest({.batch_max = 2, .queue_max = 3}) {}
};

TEST_F(SmallWriterTest, TakesNoMoreThanAGroupAtATime) {
    Line a("a"), b("b"), c("c");
    write_together({&a, &b, &c});
    EXPECT_EQ(state_.count("commit"), 2U);
    EXPECT_THAT(state_.committed, ElementsAre("a", "b", "c"));
}

TEST_F(SmallWriterTest, IsOverloadedWhenTheQueueIsFull) {
    Line a("a"), b("b"), c("c"), too_much("d");
    write_together({&a, &b, &c}, [&] { EXPECT_TRUE(is<Overloaded>(told(too_much))); });
    EXPECT_THAT(state_.committed, ElementsAre("a", "b", "c"));
}

TEST_F(SmallWriterTest, FinishesWhatWaitsBeforeItEnds) {
    Line a("a"), b("b"), c("c");
    std::thread ending;
    write_together({&a, &b, &c}, [&] { ending = std::thread([&] { end(); }); });
    ending.join();
    EXPECT_THAT(state_.committed, ElementsAre("a", "b", "c"));
}

}  // namespace
}  // namespace till::database

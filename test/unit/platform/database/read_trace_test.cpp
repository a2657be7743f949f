#include "platform/database/read_trace.h"

#include <thread>

#include <gmock/gmock.h>

#include "support/fake_database.h"

namespace till::database {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

class ReadTraceTest : public testing::Test {
 public:
    void read_what_depends_on(std::vector<Tag> tags) {
        database.read([&](SqlSession& session) {
            for (const Tag tag : tags) session.depends_on(tag);
        });
    }

    test::FakeDatabase database;
};

TEST_F(ReadTraceTest, NotesOverSeveralReadsEachOnce) {
    const ReadTrace trace;
    read_what_depends_on({1, 2});
    read_what_depends_on({2, 3});
    EXPECT_THAT(trace.tags(), UnorderedElementsAre(1, 2, 3));
}

TEST_F(ReadTraceTest, NotesNothingFromBeforeOrAfter) {
    read_what_depends_on({1});
    {
        const ReadTrace gone;
        read_what_depends_on({2});
    }
    const ReadTrace trace;
    EXPECT_THAT(trace.tags(), IsEmpty());
    read_what_depends_on({3});
    EXPECT_THAT(trace.tags(), UnorderedElementsAre(3));
}

TEST_F(ReadTraceTest, NotesWhatAnInnerOneNotes) {
    const ReadTrace outer;
    read_what_depends_on({1});
    {
        const ReadTrace inner;
        read_what_depends_on({2});
        EXPECT_THAT(inner.tags(), UnorderedElementsAre(2));
    }
    read_what_depends_on({3});
    EXPECT_THAT(outer.tags(), UnorderedElementsAre(1, 2, 3));
}

TEST_F(ReadTraceTest, NotesNothingOfOtherThreads) {
    const ReadTrace trace;
    std::thread([&] { read_what_depends_on({1}); }).join();
    EXPECT_THAT(trace.tags(), IsEmpty());
}

TEST_F(ReadTraceTest, KeepsWhatAReadNotedBeforeItFailed) {
    const ReadTrace trace;
    EXPECT_THROW(database.read([](SqlSession& session) {
        session.depends_on(1);
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_THAT(trace.tags(), UnorderedElementsAre(1));
}

}  // namespace
}  // namespace till::database

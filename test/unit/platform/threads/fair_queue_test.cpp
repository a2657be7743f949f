#include "platform/threads/fair_queue.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace till {
namespace {

using testing::ElementsAre;

class TheFairQueue : public testing::Test {
 protected:
    /// Whether it was accepted; adds a task that was removed for it to `gone`.
    bool push(const std::string& name, const std::string& flow, bool first = false) {
        auto [taken, gave_way] = queue.push(
            {.flow = flow, .first = first},
            {.run = [this, name] { served.push_back(name); }, .gave_way = [this, name] { gone.push_back(name); }});
        if (gave_way) gave_way->gave_way();
        return taken;
    }
    std::vector<std::string> serve(int count = 100) {
        served.clear();
        for (int i = 0; i < count; ++i) {
            if (const auto task = queue.pop()) task->run();
        }
        return served;
    }

    FairQueue queue{6};
    std::vector<std::string> served;
    std::vector<std::string> gone;
};

TEST_F(TheFairQueue, ServesOnePartyInOrder) {
    for (const char* name : {"a1", "a2", "a3"}) EXPECT_TRUE(push(name, "a"));
    EXPECT_EQ(queue.size(), 3U);
    EXPECT_THAT(serve(), ElementsAre("a1", "a2", "a3"));
    EXPECT_FALSE(queue.pop());
}

TEST_F(TheFairQueue, LetsPartiesTakeTurns) {
    for (const char* name : {"a1", "a2", "a3"}) push(name, "a");
    push("b1", "b");
    push("c1", "c");
    push("c2", "c");
    EXPECT_THAT(serve(), ElementsAre("a1", "b1", "c1", "a2", "c2", "a3"));
}

TEST_F(TheFairQueue, DoesNotOweTurnsToWhoCameLater) {
    for (const char* name : {"a1", "a2", "a3", "a4"}) push(name, "a");
    serve(3);
    for (const char* name : {"b1", "b2"}) push(name, "b");
    push("a5", "a");
    EXPECT_THAT(serve(), ElementsAre("b1", "a4", "b2", "a5"));
}

TEST_F(TheFairQueue, MakesWhoHasManyGiveWay) {
    for (int i = 1; i <= 6; ++i) EXPECT_TRUE(push("a" + std::to_string(i), "a"));
    EXPECT_FALSE(push("a7", "a"));
    EXPECT_TRUE(push("b1", "b"));
    EXPECT_TRUE(push("b2", "b"));
    EXPECT_TRUE(push("b3", "b"));
    EXPECT_FALSE(push("b4", "b")) << "each has as many now";
    EXPECT_TRUE(push("c1", "c"));
    EXPECT_THAT(gone, ElementsAre("a6", "a5", "a4", "b3"));
    EXPECT_THAT(serve(), ElementsAre("a1", "b1", "c1", "a2", "b2", "a3"));
}

TEST_F(TheFairQueue, ServesThreeOfFourFromThoseThatGoFirst) {
    for (const char* name : {"x", "y", "z"}) push(name, name);
    for (const char* name : {"A", "B", "C"}) push(name, name, true);
    EXPECT_THAT(serve(), ElementsAre("A", "B", "C", "x", "y", "z"));
    for (const char* name : {"A", "B", "C", "D", "E"}) push(name, name, true);
    push("x", "x");
    EXPECT_THAT(serve(), ElementsAre("A", "B", "C", "x", "D", "E")) << "the fourth of all";
}

TEST_F(TheFairQueue, MakesOthersGiveWayToThoseThatGoFirst) {
    for (int i = 1; i <= 6; ++i) push("x" + std::to_string(i), "party " + std::to_string(i));
    for (int i = 1; i <= 6; ++i) EXPECT_TRUE(push("A" + std::to_string(i), "A", true));
    EXPECT_FALSE(push("y", "y"));
    EXPECT_FALSE(push("A7", "A", true));
    EXPECT_TRUE(push("B1", "B", true));
    EXPECT_THAT(gone, ElementsAre("x6", "x5", "x4", "x3", "x2", "x1", "A6"));
    EXPECT_THAT(serve(), ElementsAre("A1", "B1", "A2", "A3", "A4", "A5"));
}

}  // namespace
}  // namespace till

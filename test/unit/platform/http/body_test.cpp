#include "platform/http/body.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace till::http {

namespace {

std::shared_ptr<Budget> budget(std::size_t bytes) { return std::make_shared<Budget>(bytes); }

}  // namespace

TEST(ABudget, IsSharedAndGivenBack) {
    Budget all(100);
    EXPECT_TRUE(all.take(60));
    EXPECT_FALSE(all.take(41));
    EXPECT_TRUE(all.take(40));
    all.give_back(60);
    EXPECT_EQ(all.taken(), 40u);
    EXPECT_FALSE(all.take(static_cast<std::size_t>(-1)));
}

TEST(ABudget, ThatIsAPartTakesFromTheWhole) {
    const auto whole = budget(100);
    const auto one = std::make_shared<Budget>(60, whole);
    const auto other = std::make_shared<Budget>(60, whole);
    EXPECT_TRUE(one->take(60));
    EXPECT_FALSE(one->take(1)) << "its own bound";
    EXPECT_FALSE(other->take(41)) << "that of the whole";
    EXPECT_EQ(other->taken(), 0u);
    EXPECT_TRUE(other->take(40));
    one->give_back(60);
    EXPECT_EQ(whole->taken(), 40u);
}

TEST(AHolding, EndsWithItsHolder) {
    const auto whole = budget(100);
    {
        Holding one(whole);
        EXPECT_TRUE(one.resize(80));
        EXPECT_FALSE(one.resize(101));
        EXPECT_TRUE(one.resize(30));
        const Holding other(std::move(one));
        EXPECT_EQ(whole->taken(), 30u);
    }
    EXPECT_EQ(whole->taken(), 0u);
}

TEST(AnIncomingBody, TakesMemoryAsItComes) {
    const auto whole = budget(1'000'000);
    IncomingBody body({.bytes_max = 500'000}, {.memory = whole, .disk = {}, .folder = {}});
    EXPECT_EQ(whole->taken(), 0u) << "a length that is only announced takes nothing";
    EXPECT_FALSE(body.append(std::string(1'000, 'x'), 500'000));
    EXPECT_LE(whole->taken(), 20'000u);
    for (std::size_t size = 1'000; size < 500'000; size += 1'000) {
        ASSERT_FALSE(body.append(std::string(1'000, 'x'), 500'000 - size));
    }
    EXPECT_EQ(whole->taken(), 500'000u);
    auto received = body.take();
    EXPECT_EQ(received.bytes, std::string(500'000, 'x'));
    EXPECT_EQ(whole->taken(), 500'000u) << "as long as it is kept";
    received.memory = {};
    EXPECT_EQ(whole->taken(), 0u);
}

TEST(AnIncomingBody, EndsWhereThereIsNoMemoryLeft) {
    IncomingBody body({.bytes_max = 500'000}, {.memory = budget(30'000), .disk = {}, .folder = {}});
    EXPECT_FALSE(body.append(std::string(20'000, 'x'), 500'000));
    const auto refusal = body.append(std::string(20'000, 'x'), 480'000);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->problem().status, 503);
    EXPECT_EQ(refusal->retry_after_s(), 1);
}

TEST(AnIncomingBody, GoesToDiskInSilence) {
    const auto folder = std::filesystem::temp_directory_path() / "till-bodies";
    std::filesystem::create_directory(folder);
    const auto disk = budget(30'000);
    {
        IncomingBody body({.bytes_max = 500'000, .to = BodyPlan::To::file},
                          {.memory = {}, .disk = disk, .folder = folder.string()});
        EXPECT_FALSE(body.append("hello ", 0));
        EXPECT_FALSE(body.append("world", 0));
        EXPECT_TRUE(std::filesystem::is_empty(folder)) << "it has no name";
        const auto received = body.take();
        ASSERT_TRUE(received.file);
        EXPECT_EQ(received.bytes, "");
        EXPECT_EQ(received.file->size(), 11u);
        for (int round = 0; round < 2; ++round) {
            std::ifstream again(received.file->path());
            std::ostringstream text;
            text << again.rdbuf();
            EXPECT_EQ(text.str(), "hello world");
        }
        EXPECT_EQ(received.file->read_all(), "hello world");
        EXPECT_EQ(disk->taken(), 11u);
    }
    EXPECT_EQ(disk->taken(), 0u);
    std::filesystem::remove(folder);
}

TEST(AnIncomingBody, SaysWhereThereIsNoRoomOnDisk) {
    const auto status = [](BodyStores stores) {
        IncomingBody body({.bytes_max = 500'000, .to = BodyPlan::To::file}, stores);
        const auto refusal = body.append("hello", 0);
        return refusal ? refusal->problem().status : 0;
    };
    EXPECT_EQ(status({.memory = {}, .disk = {}, .folder = "/nowhere"}), 507);
    EXPECT_EQ(status({.memory = {}, .disk = budget(4), .folder = "/tmp"}), 503);
    EXPECT_EQ(status({.memory = {}, .disk = budget(5), .folder = "/tmp"}), 0);
}

TEST(ABodyThatIsTooLarge, IsToldInUnitsOfPeople) {
    EXPECT_EQ(body_too_large(20 * 1024 * 1024).detail(), "The body may have at most 20 MiB.");
    EXPECT_EQ(body_too_large(16 * 1024).detail(), "The body may have at most 16 KiB.");
    EXPECT_EQ(body_too_large(1000).detail(), "The body may have at most 1000 bytes.");
}

}  // namespace till::http

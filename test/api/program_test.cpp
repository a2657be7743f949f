#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "support/places.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

/// What the linker wrote into the program: its segments, its flags and the functions that it calls.
std::string linked() {
    const std::string command = "readelf --wide --segments --dynamic --dyn-syms '" + till_program() + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (!pipe) throw std::runtime_error("cannot run readelf");
    std::string text;
    std::array<char, 4096> part{};
    while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe.get())) text.append(part.data(), size);
    return text;
}

TEST(TheProgram, IsHardened) {
    const std::string text = linked();
    if (text.find("__asan_init") != std::string::npos || text.find("__tsan_init") != std::string::npos) {
        GTEST_SKIP() << "a sanitizer checks the same, and more";
    }
    EXPECT_THAT(text, ContainsRegex("FLAGS_1.*NOW.*PIE")) << "addresses that cannot be predicted, bound at the start";
    EXPECT_THAT(text, HasSubstr("GNU_RELRO"));
    EXPECT_THAT(text, ContainsRegex("GNU_STACK.* RW "));
    EXPECT_THAT(text, Not(ContainsRegex("LOAD.* RWE "))) << "memory that is written is never run";
    EXPECT_THAT(text, HasSubstr("__stack_chk_fail")) << "canaries on the stack";
    EXPECT_THAT(text, ContainsRegex("__[a-z]+_chk@")) << "functions that know the sizes";
    EXPECT_THAT(text, HasSubstr("__glibcxx_assert_fail")) << "containers that check their bounds";
}

TEST(TheProgram, HasBoundsAndFewRightsAsAService) {
    std::ostringstream unit;
    unit << std::ifstream(source_path("deploy/till.service")).rdbuf();
    for (const char* setting :
         {"\nMemoryHigh=[0-9]+[MG]\n", "\nMemoryMax=[0-9]+[MG]\n", "\nMemorySwapMax=0\n", "\nTasksMax=[0-9]+\n",
          "\nLimitCORE=0\n", "\nNoNewPrivileges=yes\n", "\nCapabilityBoundingSet=\n", "\nProtectSystem=strict\n",
          "\nMemoryDenyWriteExecute=yes\n", "\nUMask=0077\n"}) {
        EXPECT_THAT(unit.str(), ContainsRegex(setting));
    }
}

}  // namespace
}  // namespace till::test

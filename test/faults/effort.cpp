#include "faults/effort.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string_view>

#include <gtest/gtest.h>

namespace till::test {

namespace {

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

}  // namespace

int by_effort(int brief, int usual, int lengthy) {
    const std::string_view effort = variable("TILL_FAULTS_EFFORT");
    if (effort == "lengthy") return lengthy;
    return effort == "usual" ? usual : brief;
}

std::uint64_t run_seed() {
    static const std::uint64_t seed = [] {
        const std::string_view given = variable("TILL_FAULTS_SEED");
        return given.empty() ? std::random_device{}() : std::stoull(std::string(given));
    }();
    return seed;
}

std::mt19937_64 dice(std::uint64_t part) {
    std::seed_seq sequence{run_seed(), run_seed() >> 32U, part};
    return std::mt19937_64(sequence);
}

bool chance(std::mt19937_64& random, double share) { return std::bernoulli_distribution(share)(random); }

std::int64_t between(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random);
}

void note_figures(const std::string& text) {
    const testing::TestInfo* const test = testing::UnitTest::GetInstance()->current_test_info();
    const std::string suite = test->test_suite_name();
    const std::string full = test->name();
    const std::string name = full.substr(0, full.find('/'));
    const char* const parameter = test->value_param();
    const std::string database = parameter == nullptr ? "" : parameter;
    testing::Test::RecordProperty("figures", text);
    std::cout << "    " << suite << '.' << full << ": " << text << std::endl;
    if (const std::string file(variable("TILL_FAULTS_FIGURES")); !file.empty()) {
        std::ofstream(file, std::ios::app)
            << suite.substr(suite.find('/') + 1) << '.' << name << '\t' << database << '\t' << text << '\n';
    }
}

}  // namespace till::test

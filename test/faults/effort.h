#pragma once
#include <cstdint>
#include <random>
#include <string>

namespace till::test {

/// How much of a fault a run makes: script/test a little, script/faults more, script/faults --long for hours.
/// TILL_FAULTS_EFFORT says which: brief (where it is not set), usual or lengthy.
int by_effort(int brief, int usual, int lengthy);

/// What every dice of this run is thrown from: TILL_FAULTS_SEED, or a new one. Each test says it where it fails.
std::uint64_t run_seed();

/// Dice of their own for one part of a test.
std::mt19937_64 dice(std::uint64_t part);

/// Throws a coin that falls on its face that often.
bool chance(std::mt19937_64& random, double share);
std::int64_t between(std::mt19937_64& random, std::int64_t least, std::int64_t most);

/// What the running test saw, in words with numbers: for docs/PROMISES.md. Goes to the file that TILL_FAULTS_FIGURES
/// names, and into the test's report.
void note_figures(const std::string& text);

}  // namespace till::test

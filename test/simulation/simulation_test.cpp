#include "simulation/simulation.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "platform/database/migrations.h"
#include "support/databases.h"

namespace till::simulation {
namespace {

/// A number from the environment: how script/simulate says what it wants.
int setting(const char* name, int otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

class TheShop : public testing::TestWithParam<test::DatabaseKind> {};

/// One seed on a database of its own; says how to reproduce a difference.
void play(const test::DatabaseKind& kind, int seed, int steps, std::map<std::string, int>& outcomes) {
    const test::FreshDatabase fresh(kind);
    database::migrate(fresh.options(), database::migrations_for(fresh.dialect()));
    database::SqlDatabase database(fresh.options());
    Simulation simulation(database, static_cast<std::uint32_t>(seed));
    try {
        simulation.play(steps);
        simulation.compare_everything();
    } catch (const Difference& difference) {
        FAIL() << "seed " << seed << " on " << kind.name << ", " << difference.what()
               << "see it again: script/simulate --seed " << seed << " --steps " << steps;
    }
    for (const auto& [kind_of_outcome, times] : simulation.outcomes()) outcomes[kind_of_outcome] += times;
}

TEST_P(TheShop, DoesAsItsTwin) {
    const int first = setting("TILL_SIMULATION_SEED", 1);
    const int seeds = setting("TILL_SIMULATION_SEEDS", 30);
    const int steps = setting("TILL_SIMULATION_STEPS", 600);
    std::map<std::string, int> outcomes;
    for (int seed = first; seed < first + seeds && !HasFailure(); ++seed) play(GetParam(), seed, steps, outcomes);
    for (const auto& [outcome, times] : outcomes) RecordProperty(outcome, times);
    if (HasFailure() || seeds * steps < 5'000) return;
    // A run in which nothing is refused would prove little.
    for (const char* const outcome :
         {"good", "401 invalid-credentials", "401 invalid-refresh-token", "404 not-found", "409 cart-empty",
          "409 customer-has-account", "409 email-taken", "409 illegal-transition", "409 insufficient-stock",
          "409 last-admin", "409 price-changed", "409 sku-taken", "409 username-taken", "412 precondition-failed",
          "422 idempotency-key-reused", "422 validation-failed"}) {
        EXPECT_GT(outcomes[outcome], 0) << outcome << " has never come";
    }
}

TILL_ON_BOTH_DATABASES(TheShop);

}  // namespace
}  // namespace till::simulation

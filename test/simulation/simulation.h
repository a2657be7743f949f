#pragma once
#include <functional>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "api/schema.h"
#include "simulation/shop.h"
#include "simulation/twin.h"
#include "support/samples.h"

namespace till::simulation {

/// The shop did something else than its twin; what() names the step and both outcomes.
class Difference : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// Shoppers and admins who do as the dice say, in the shop and in its twin alike. The same seed is the same story.
class Simulation {
 public:
    Simulation(database::Database& database, std::uint32_t seed);

    /// Throws Difference.
    void play(int steps);
    /// Compares all that both hold, and the stock with the sum of its ledger. Throws Difference.
    void compare_everything();

    /// How many steps ended how: `200`, `409 last-admin`.
    const std::map<std::string, int>& outcomes() const { return outcomes_; }

 private:
    using Outcome = std::function<std::string()>;
    /// One step in both; `what` is for people.
    void both(const std::string& what, const Outcome& in_shop, const Outcome& in_twin);

    template <class T, class Query>
    using Reads = std::function<ListPage<T>(const Query&)>;
    /// Reads a page in both, and remembers to go on behind it some time.
    template <class T, class Query>
    void walk(const std::string& what, const Query& query, const schemas::Schema<ListPage<T>>& schema,
              const Reads<T, Query>& in_shop, const Reads<T, Query>& in_twin,
              const std::optional<std::pair<std::string, std::string>>& cursors = {});
    void go_on_walking();

    // What they do: simulation_catalogue.cpp, simulation_people.cpp, simulation_orders.cpp.
    void add_product();
    void change_product();
    void remove_product();
    void move_stock();
    void look_around();
    void list_low_stock();
    void list_movements();
    void add_customer();
    void change_customer();
    void remove_customer();
    void add_account();
    void register_customer();
    void change_account();
    void remove_account();
    void list_people();
    void sign_in();
    void refresh();
    void sign_out();
    void change_password();
    void look_at_session();
    void fill_cart();
    void change_cart();
    void place_order();
    void checkout();
    void transition_order();
    void cancel_order();
    void look_at_order();
    void list_orders();
    void let_time_pass();

    // The dice.
    std::int64_t roll(std::int64_t sides) {
        return static_cast<std::int64_t>(dice_() % static_cast<std::uint32_t>(sides));
    }
    bool chance(int percent) { return roll(100) < percent; }
    template <class T>
    const T& one_of(const std::vector<T>& things) {
        return things[static_cast<std::size_t>(roll(std::ssize(things)))];
    }
    /// Mostly one that is there.
    template <class Model>
    std::int64_t some_id(const std::map<std::int64_t, Model>& models);
    /// Mostly none, else the present one or an older one.
    template <class Model>
    ExpectedVersion some_version(const std::map<std::int64_t, Model>& models, std::int64_t id);
    template <class Query>
    Query some_page();
    std::optional<std::string> some_text(std::vector<std::string> texts);
    ProductDetails some_details();
    CustomerDetails some_customer();
    std::string some_username();
    Caller some_admin();
    std::optional<Caller> some_shopper();
    std::string fresh_client() { return "10.0." + std::to_string(++clients_); }
    std::optional<IdempotentRequest> some_key(const std::string& request);

    /// What a sign-in or a refresh gave, in both shops.
    struct Pass {
        AccountId account = 0;
        SessionId session = 0;
        std::int64_t generation = 0;
        std::string refresh_token;
        std::string twins_refresh_token;
    };
    void enter(const std::string& what, const std::function<SignedIn()>& in_shop,
               const std::function<Twin::Entrance()>& in_twin);
    void compare_sessions();

    const Actor actor_{.caller = {.role = Role::admin}, .origin = {}};
    test::FixedClock clock_;
    Twin twin_;
    Shop shop_;
    std::mt19937 dice_;
    std::vector<std::function<void()>> walks_;
    std::vector<Pass> passes_;
    std::vector<std::string> last_steps_;
    std::map<std::string, int> outcomes_;
    int step_ = 0;
    int clients_ = 0;
};

template <class T>
std::string shown(ListPage<T> page, const schemas::Schema<ListPage<T>>& schema) {
    if (page.next) page.next = "more";
    return schema.write(page);
}

template <class T, class Query>
void Simulation::walk(const std::string& what, const Query& query, const schemas::Schema<ListPage<T>>& schema,
                      const Reads<T, Query>& in_shop, const Reads<T, Query>& in_twin,
                      const std::optional<std::pair<std::string, std::string>>& cursors) {
    constexpr std::size_t walks_max = 8;
    std::optional<std::string> next;
    std::optional<std::string> twins_next;
    const auto read = [&](const Reads<T, Query>& reads, const std::string* after,
                          std::optional<std::string>& next_cursor) {
        Query behind = query;
        if (after != nullptr) behind.after = *after;
        ListPage<T> page = reads(behind);
        next_cursor = page.next;
        return shown(std::move(page), schema);
    };
    both(
        what, [&] { return read(in_shop, cursors ? &cursors->first : nullptr, next); },
        [&] { return read(in_twin, cursors ? &cursors->second : nullptr, twins_next); });
    if (!next || !twins_next || walks_.size() >= walks_max) return;
    const std::string further = cursors ? what : what + ", behind a mark";
    walks_.emplace_back(
        [this, further, query, &schema, in_shop, in_twin, cursors_then = std::pair(*next, *twins_next)] {
            walk<T, Query>(further, query, schema, in_shop, in_twin, cursors_then);
        });
}

template <class Model>
std::int64_t Simulation::some_id(const std::map<std::int64_t, Model>& models) {
    if (models.empty() || chance(7)) return roll(30) + 1;
    return std::next(models.begin(), roll(std::ssize(models)))->first;
}

template <class Model>
ExpectedVersion Simulation::some_version(const std::map<std::int64_t, Model>& models, std::int64_t id) {
    const auto model = models.find(id);
    if (model == models.end() || chance(70)) return {};
    return ExpectedVersion({model->second.version - (chance(30) ? 1 : 0)});
}

template <class Query>
Query Simulation::some_page() {
    Query query;
    query.per_page = roll(5) + 1;
    query.page = chance(70) ? 1 : roll(4) + 1;
    return query;
}

}  // namespace till::simulation

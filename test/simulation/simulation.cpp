#include "simulation/simulation.h"

#include <algorithm>

#include "shop/accounts/account_schema.h"
#include "shop/carts/cart_schema.h"
#include "shop/catalogue/product_schema.h"
#include "shop/customers/customer_schema.h"
#include "shop/inventory/stock_schema.h"
#include "shop/orders/order_schema.h"
#include "support/shop_schemas.h"

namespace till::simulation {
namespace {

struct ValueText {
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const ProblemValue::List& list) const {
        std::string all = "[";
        for (const ProblemValue& element : list) all += " " + std::visit(*this, element.value);
        return all + " ]";
    }
    std::string operator()(const ProblemValue::Object& object) const {
        std::string all = "{";
        for (const auto& [name, member] : object) all += " " + name + "=" + std::visit(*this, member.value);
        return all + " }";
    }
};

/// What came of it, as a client would see it but for the words that are for people.
std::string outcome_of(const std::function<std::string()>& work, std::string& kind) {
    try {
        kind = "good";
        return work();
    } catch (const Refusal& refusal) {
        kind = std::to_string(refusal.problem().status) + " " + std::string(refusal.problem().code);
        std::string text = kind;
        for (const auto& [field, messages] : refusal.errors()) text += " " + field;
        if (!refusal.members().empty()) text += ValueText()(refusal.members());
        return text;
    } catch (const MoneyOverflow&) {
        kind = "too much money to write";
        return kind;
    } catch (const std::exception& error) {  // the shop never responds so
        kind = "failed";
        return kind + ": " + error.what();
    }
}

constexpr std::size_t steps_remembered = 12;

}  // namespace

Simulation::Simulation(database::Database& database, std::uint32_t seed)
    : twin_(clock_), shop_(database, clock_), dice_(seed) {
    both(
        "the first admin",
        [&] {
            return schemas::account().write(
                shop_.accounts.add(actor_, {.username = "root", .password = "first of them", .role = Role::admin}));
        },
        [&] {
            return schemas::account().write(
                twin_.add_account({.username = "root", .password = "first of them", .role = Role::admin}));
        });
}

void Simulation::both(const std::string& what, const Outcome& in_shop, const Outcome& in_twin) {
    std::string kind;
    const std::string shops = outcome_of(in_shop, kind);
    ++outcomes_[kind];
    const std::string twins = outcome_of(in_twin, kind);
    last_steps_.push_back(std::to_string(step_) + ": " + what + ": " + twins);
    if (last_steps_.size() > steps_remembered) last_steps_.erase(last_steps_.begin());
    if (shops == twins) return;
    std::string story;
    for (const std::string& step : last_steps_) story += step + "\n";
    throw Difference("step " + std::to_string(step_) + ": " + what + "\nthe shop: " + shops + "\nits twin: " + twins +
                     "\nwhat was before, by the twin:\n" + story);
}

void Simulation::play(int steps) {
    using Deed = void (Simulation::*)();
    static const std::vector<std::pair<int, Deed>> deeds = {
        {8, &Simulation::add_product},       {6, &Simulation::change_product},  {2, &Simulation::remove_product},
        {8, &Simulation::move_stock},        {10, &Simulation::look_around},    {2, &Simulation::list_low_stock},
        {3, &Simulation::list_movements},    {5, &Simulation::add_customer},    {4, &Simulation::change_customer},
        {3, &Simulation::remove_customer},   {6, &Simulation::add_account},     {2, &Simulation::register_customer},
        {6, &Simulation::change_account},    {3, &Simulation::remove_account},  {5, &Simulation::list_people},
        {5, &Simulation::sign_in},           {6, &Simulation::refresh},         {2, &Simulation::sign_out},
        {3, &Simulation::change_password},   {4, &Simulation::look_at_session}, {16, &Simulation::fill_cart},
        {6, &Simulation::change_cart},       {16, &Simulation::place_order},    {8, &Simulation::checkout},
        {14, &Simulation::transition_order}, {6, &Simulation::cancel_order},    {5, &Simulation::look_at_order},
        {7, &Simulation::list_orders},       {10, &Simulation::go_on_walking},  {12, &Simulation::let_time_pass},
    };
    std::int64_t sides = 0;
    for (const auto& [weight, deed] : deeds) sides += weight;
    for (int i = 0; i < steps; ++i) {
        ++step_;
        std::int64_t rolled = roll(sides);
        for (const auto& [weight, deed] : deeds) {
            rolled -= weight;
            if (rolled >= 0) continue;
            (this->*deed)();
            break;
        }
    }
}

void Simulation::go_on_walking() {
    if (walks_.empty()) return;
    const auto walk = walks_.begin() + roll(std::ssize(walks_));
    const std::function<void()> go_on = *walk;
    walks_.erase(walk);
    go_on();
}

void Simulation::let_time_pass() {
    clock_.time += chance(3) ? std::chrono::hours(50) : std::chrono::milliseconds(roll(100'000));
}

void Simulation::compare_everything() {
    step_ = 0;
    walks_.clear();
    const auto walk_all = [this](const std::string& what, const auto& schema, auto in_shop, auto in_twin, auto query) {
        query.per_page = 100;
        using Items = decltype(in_twin(query));
        using Item = typename decltype(Items::items)::value_type;
        walk<Item, decltype(query)>(what, query, schema, in_shop, in_twin);
        while (!walks_.empty()) go_on_walking();
    };
    walk_all(
        "all products", test::shop_schemas().product_page, [this](const auto& q) { return shop_.products.list(q); },
        [this](const auto& q) { return twin_.list_products(q); }, ProductQuery());
    walk_all(
        "all customers", schemas::customer_page(), [this](const auto& q) { return shop_.customers.list(q); },
        [this](const auto& q) { return twin_.list_customers(q); }, SearchRequest());
    walk_all(
        "all accounts", schemas::account_page(), [this](const auto& q) { return shop_.accounts.list(q); },
        [this](const auto& q) { return twin_.list_accounts(q); }, SearchRequest());
    walk_all(
        "all orders", test::shop_schemas().order_page, [this](const auto& q) { return shop_.orders.list(q); },
        [this](const auto& q) { return twin_.list_orders(q); }, OrderQuery());
    for (ProductId id = 1; id <= twin_.products_ever(); ++id) {
        walk_all(
            "the ledger of product " + std::to_string(id), schemas::stock_movement_page(),
            [this, id](const ListPageRequest& page) { return shop_.stock.movements(id, page); },
            [this, id](const ListPageRequest& page) { return twin_.movements(id, page); }, ListPageRequest());
    }
    for (const auto& [id, order] : twin_.orders()) {
        both(
            "the history of order " + std::to_string(id),
            [&, order_id = id] {
                return test::shop_schemas().order_tracking.write(shop_.orders.track(test::admin(), order_id));
            },
            [&, order_id = id] {
                return test::shop_schemas().order_tracking.write(twin_.track(test::admin(), order_id));
            });
    }
    for (const auto& [id, customer] : twin_.customers()) {
        const Caller caller = test::shopper(id);
        both(
            "the cart of customer " + std::to_string(id),
            [&] { return test::shop_schemas().cart.write(shop_.carts.find(caller)); },
            [&] { return test::shop_schemas().cart.write(twin_.find_cart(*caller.customer)); });
    }
    compare_sessions();
}

std::optional<std::string> Simulation::some_text(std::vector<std::string> texts) {
    if (chance(30)) return std::nullopt;
    return one_of(texts);
}

}  // namespace till::simulation

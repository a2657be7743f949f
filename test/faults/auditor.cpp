#include "faults/auditor.h"

#include <algorithm>
#include <map>
#include <set>

namespace till::test {

namespace {

constexpr std::size_t faults_shown = 20;

std::string named(const Asked& asked) { return "request " + std::to_string(asked.number); }
std::string named(const StoredOrder& order) { return "order " + std::to_string(order.id); }

bool is_back(const std::string& status) { return status == "cancelled" || status == "returned"; }

bool may_follow(const std::string& from, const std::string& to) {
    static const std::set<std::pair<std::string, std::string>> moves{
        {"pending", "processing"}, {"processing", "shipped"},   {"shipped", "delivered"}, {"delivered", "returned"},
        {"pending", "cancelled"},  {"processing", "cancelled"}, {"shipped", "shipped"}};  // another carrier or number
    return moves.contains({from, to});
}

class Audit {
 public:
    Audit(const History& history, const DatabaseContents& contents, const AuditRules& rules)
        : history_(history), contents_(contents), rules_(rules) {}

    Findings run() {
        for (const std::string& text : contents_.damage) fault("the database is damaged: " + text);
        for (const std::string& text : contents_.strays) fault("there is " + text);
        match_orders();
        match_events();
        look_at_ledger();
        look_at_stock();
        look_at_keys();
        look_at_totals();
        for (const auto& [number, asked] : history_.asked) settle(asked);
        return std::move(findings_);
    }

 private:
    void fault(const std::string& text) { findings_.faults.push_back(text); }

    const Asked* request(const std::string& note, Asked::Kind kind) const {
        const auto found = history_.asked.find(number_in(note));
        return found == history_.asked.end() || found->second.kind != kind ? nullptr : &found->second;
    }

    void match_orders() {
        for (const auto& [id, order] : contents_.orders) {
            look_at_order(order);
            if (const Asked* const asked = request(order.note, Asked::Kind::order)) {
                carried_out_[asked->number].push_back(id);
                compare(*asked, order);
            } else {
                fault(named(order) + " ('" + order.note + "') was ordered by nobody");
            }
        }
    }

    // Whole in itself.
    void look_at_order(const StoredOrder& order) {
        std::int64_t total = 0;
        std::int64_t units = 0;
        for (const StoredLine& line : order.lines) {
            total += line.unit_price * line.quantity;
            units += line.quantity;
        }
        if (total != order.total) fault(named(order) + " has a total that is not that of its lines");
        if (order.line_count != static_cast<std::int64_t>(order.lines.size()) || order.item_count != units) {
            fault(named(order) + " has a count that is not that of its lines");
        }
        std::string status = "pending";
        for (std::size_t i = 0; i < order.events.size(); ++i) {
            const std::string& next = order.events[i].status;
            if (i == 0 ? next != "pending" : !may_follow(status, next)) {
                fault(named(order) + " went from " + status + " to " + next);
            }
            status = next;
        }
        if (order.events.empty()) fault(named(order) + " has no history");
        if (order.status != status) fault(named(order) + " is " + order.status + ", its history says " + status);
        if (order.version != static_cast<std::int64_t>(order.events.size())) {
            fault(named(order) + " has version " + std::to_string(order.version) + " after " +
                  std::to_string(order.events.size()) + " events");
        }
    }

    void compare(const Asked& asked, const StoredOrder& order) {
        if (order.customer != asked.customer) fault(named(order) + " is another customer's than who ordered it");
        Basket basket;
        for (const StoredLine& line : order.lines) {
            basket[line.product] += line.quantity;
            const auto product = history_.products.find(line.product);
            if (product == history_.products.end() || product->second.price != line.unit_price) {
                fault(named(order) + " has a price that was never asked for");
            }
        }
        if (basket != asked.basket || order.lines.size() != basket.size()) {
            fault(named(order) + " has other lines (" + text_of(basket) + ") than " + named(asked) + " (" +
                  text_of(asked.basket) + ")");
        }
    }

    void match_events() {
        for (const auto& [id, order] : contents_.orders) {
            for (std::size_t i = 1; i < order.events.size(); ++i) {
                const StoredEvent& event = order.events[i];
                const Asked* const asked = request(event.note, Asked::Kind::move);
                if (asked == nullptr || asked->order != id || asked->status != event.status) {
                    fault(named(order) + " became " + event.status + ", which nobody asked for");
                } else {
                    carried_out_[asked->number].push_back(id);
                    ++findings_.moves;
                }
            }
        }
    }

    void look_at_ledger() {
        std::map<std::int64_t, std::map<std::string, std::vector<const StoredMovement*>>> of_orders;
        std::map<std::int64_t, std::int64_t> begun;
        for (const StoredMovement& movement : contents_.movements) {
            if (movement.order != 0) {
                of_orders[movement.order][movement.reason].push_back(&movement);
            } else if (movement.reason == "initial") {
                begun[movement.product] += movement.change;
            } else {
                match_receipt(movement);
            }
        }
        for (const auto& [id, offered] : history_.products) {
            if (begun[id] != offered.stock) fault("product " + std::to_string(id) + " began with another stock");
        }
        for (const auto& [id, order] : contents_.orders) {
            auto& rows = of_orders[id];
            compare_ledger(order, rows["sale"], "sale", -1);
            compare_ledger(order, rows["cancellation"], "cancellation", order.status == "cancelled" ? 1 : 0);
            compare_ledger(order, rows["returned"], "returned", order.status == "returned" ? 1 : 0);
            if (rows.size() > 3) fault(named(order) + " has rows in the ledger that no order can have");
            of_orders.erase(id);
        }
        for (const auto& [id, rows] : of_orders) {
            fault("the ledger knows order " + std::to_string(id) + ", which is not there");
        }
    }

    void match_receipt(const StoredMovement& movement) {
        const Asked* const asked = request(movement.note, Asked::Kind::receipt);
        if (asked == nullptr || movement.reason != "received" ||
            asked->basket != Basket{{movement.product, movement.change}}) {
            fault("product " + std::to_string(movement.product) + " had a movement that nobody asked for");
            return;
        }
        carried_out_[asked->number].push_back(0);
    }

    void compare_ledger(const StoredOrder& order, const std::vector<const StoredMovement*>& rows,
                        const std::string& reason, int direction) {
        Basket moved;
        for (const StoredMovement* row : rows) moved[row->product] += row->change;
        Basket wanted;
        if (direction != 0) {
            for (const StoredLine& line : order.lines) wanted[line.product] += direction * line.quantity;
        }
        if (moved != wanted || rows.size() != wanted.size()) {
            fault("the ledger has not just one " + reason + " for each line of " + named(order));
        }
    }

    void look_at_stock() {
        std::map<std::int64_t, std::int64_t> ledger;
        for (const StoredMovement& movement : contents_.movements) ledger[movement.product] += movement.change;
        std::map<std::int64_t, std::int64_t> due;
        for (const auto& [id, offered] : history_.products) due[id] = offered.stock;
        for (const StoredMovement& movement : contents_.movements) {
            if (movement.order == 0 && movement.reason == "received") due[movement.product] += movement.change;
        }
        for (const auto& [id, order] : contents_.orders) {
            if (is_back(order.status)) continue;
            for (const StoredLine& line : order.lines) due[line.product] -= line.quantity;
        }
        for (const auto& [id, offered] : history_.products) {
            const std::string product = "product " + std::to_string(id);
            const auto found = contents_.on_hand.find(id);
            if (found == contents_.on_hand.end()) {
                fault(product + " is not there");
                continue;
            }
            const std::string has = product + " has " + std::to_string(found->second) + " on hand";
            if (found->second != ledger[id]) fault(has + ", its ledger says " + std::to_string(ledger[id]));
            if (found->second != due[id]) fault(has + ", the orders say " + std::to_string(due[id]));
            if (found->second < 0) fault(has);
        }
    }

    void look_at_keys() {
        std::map<std::int64_t, int> keys;
        for (const std::int64_t order : contents_.orders_of_keys) ++keys[order];
        for (const auto& [id, order] : contents_.orders) {
            const Asked* const asked = request(order.note, Asked::Kind::order);
            const int wanted = asked != nullptr && asked->has_key ? 1 : 0;
            if (keys[id] > wanted || (rules_.keys_are_kept && keys[id] < wanted)) {
                fault(named(order) + " has " + std::to_string(keys[id]) + " keys instead of " + std::to_string(wanted));
            }
            keys.erase(id);
        }
        for (const auto& [id, count] : keys) {
            fault("there is a key for order " + std::to_string(id) + ", which is not there");
        }
    }

    void look_at_totals() {
        std::set<std::string> lists;
        for (const auto& [list, total] : contents_.totals) lists.insert(list);
        for (const auto& [list, total] : contents_.stored_counts) lists.insert(list);
        for (const std::string& list : lists) {
            const auto counted = contents_.totals.find(list);
            const auto kept = contents_.stored_counts.find(list);
            if (counted == contents_.totals.end() || kept == contents_.stored_counts.end() ||
                counted->second != kept->second) {
                fault("the store remembers another length of the list '" + list + "' than it has");
            }
        }
    }

    void settle(const Asked& asked) {
        const auto found = carried_out_.find(asked.number);
        const std::vector<std::int64_t> results =
            found == carried_out_.end() ? std::vector<std::int64_t>{} : found->second;
        Outcome outcome = asked.outcome();
        if (asked.kind == Asked::Kind::order) {
            if (outcome == Outcome::done) ++findings_.acknowledged;
            if (outcome == Outcome::unknown) ++findings_.unknown;
            if (outcome == Outcome::unknown && !results.empty()) ++findings_.unknown_done;
        }
        if (outcome == Outcome::unknown && rules_.silence_means_not_done) outcome = Outcome::not_done;
        if (results.size() > 1) fault(named(asked) + " was carried out " + std::to_string(results.size()) + " times");
        if (outcome == Outcome::done && results.empty()) fault(named(asked) + " was answered, and is not there");
        if (outcome == Outcome::not_done && !results.empty()) fault(named(asked) + " was refused, and is there");
        if (asked.kind == Asked::Kind::order && outcome == Outcome::done && !results.empty() &&
            asked.results != std::set<std::int64_t>(results.begin(), results.end())) {
            fault(named(asked) + " was answered with another order than is there");
        }
    }

    const History& history_;
    const DatabaseContents& contents_;
    const AuditRules rules_;
    std::map<std::int64_t, std::vector<std::int64_t>> carried_out_;  // ids, by number of the request
    Findings findings_;
};

}  // namespace

std::string Findings::text() const {
    std::string text = std::to_string(faults.size()) + " faults";
    for (std::size_t i = 0; i < std::min(faults.size(), faults_shown); ++i) text += "\n  " + faults[i];
    return text;
}

Findings audit(const History& history, const DatabaseContents& contents, const AuditRules& rules) {
    return Audit(history, contents, rules).run();
}

}  // namespace till::test

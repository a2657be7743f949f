#include "platform/limits/limit.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include <spdlog/fmt/fmt.h>

#include "platform/text/ascii.h"
#include "platform/text/numbers.h"
#include "platform/text/trim.h"

namespace till::limits {
namespace {

constexpr std::uint32_t amount_max = 1'000'000'000;
constexpr std::uint32_t units_max = 100'000;
constexpr std::size_t limits_max = 8;

struct Unit {
    std::string_view name;
    std::chrono::seconds length;
};

/// From the largest down. Flask-Limiter's year has twelve months of thirty days.
constexpr Unit units[] = {{"year", std::chrono::days(360)},    {"month", std::chrono::days(30)},
                          {"day", std::chrono::days(1)},       {"hour", std::chrono::hours(1)},
                          {"minute", std::chrono::minutes(1)}, {"second", std::chrono::seconds(1)}};

/// Takes one thing after the other from the front of a text.
class Scanner {
 public:
    explicit Scanner(std::string_view text) : rest_(text) { skip_blanks(); }

    bool at_end() const { return rest_.empty(); }

    bool take(std::string_view word) {
        if (rest_.size() < word.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i) {
            if (ascii::lower(rest_[i]) != word[i]) return false;
        }
        rest_.remove_prefix(word.size());
        skip_blanks();
        return true;
    }

    std::optional<std::uint32_t> take_number(std::uint32_t max) {
        const auto number = take_integer<std::uint32_t>(rest_);
        if (!number || *number < 1 || *number > max) return std::nullopt;
        skip_blanks();
        return number;
    }

    bool at_digit() const { return !rest_.empty() && ascii::is_digit(rest_.front()); }

    const Unit* take_unit() {
        for (const Unit& unit : units) {
            if (!take(unit.name)) continue;
            take("s");
            return &unit;
        }
        return nullptr;
    }

 private:
    void skip_blanks() { rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_not_of(spaces_and_tabs))); }

    std::string_view rest_;
};

std::optional<Limit> parse_limit(std::string_view text) {
    Scanner scanner(text);
    const auto amount = scanner.take_number(amount_max);
    if (!amount || !(scanner.take("/") || scanner.take("per"))) return std::nullopt;
    const auto multiple = scanner.at_digit() ? scanner.take_number(units_max) : 1;
    const Unit* unit = multiple ? scanner.take_unit() : nullptr;
    if (unit == nullptr || !scanner.at_end()) return std::nullopt;
    return Limit{*amount, *multiple * unit->length};
}

}  // namespace

std::vector<Limit> parse_limits(std::string_view text) {
    std::vector<Limit> limits;
    if (Scanner(text).at_end()) return limits;
    for (bool more = true; more;) {
        const std::size_t end = text.find_first_of(";,|");
        const std::string_view one = text.substr(0, end);
        const auto limit = parse_limit(one);
        if (!limit) {
            throw std::invalid_argument(
                fmt::format("\"{}\" is not a limit such as \"100 per day\" or \"10 per 5 minutes\"; several are joined "
                            "by \";\"",
                            one));
        }
        limits.push_back(*limit);
        more = end != std::string_view::npos;
        if (more) text.remove_prefix(end + 1);
    }
    if (limits.size() > limits_max) throw std::invalid_argument(fmt::format("more than {} limits", limits_max));
    return limits;
}

std::string to_text(const Limit& limit) {
    for (const Unit& unit : units) {
        if (limit.window.count() % unit.length.count() != 0) continue;
        const auto multiple = limit.window / unit.length;
        if (multiple == 1) return fmt::format("{} per {}", limit.amount, unit.name);
        return fmt::format("{} per {} {}s", limit.amount, multiple, unit.name);
    }
    return {};
}

}  // namespace till::limits

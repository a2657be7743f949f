#include "replay/money.h"

#include <charconv>
#include <cstdlib>

#include <spdlog/fmt/fmt.h>

namespace till::replay {

std::optional<Decimal> parse_decimal(std::string_view text) {
    Decimal decimal;
    if (text.starts_with('-')) {
        decimal.negative = true;
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    const std::string_view before = text.substr(0, point);
    const std::string_view behind = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (before.empty() || before.size() > 15) return std::nullopt;
    if ((std::string(before) + std::string(behind)).find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    std::string digits = std::string(before) + std::string(behind.substr(0, 2));
    digits.append(2 - std::min<std::size_t>(2, behind.size()), '0');
    std::from_chars(digits.data(), digits.data() + digits.size(), decimal.pence);
    decimal.whole_pence = behind.size() <= 2 || behind.find_first_not_of('0', 2) == std::string_view::npos;
    return decimal;
}

std::string format_pence(std::int64_t pence) {
    return fmt::format("{}{}.{:02}", pence < 0 ? "-" : "", std::abs(pence / 100), std::abs(pence % 100));
}

}  // namespace till::replay

#include "platform/time/clock.h"

#include <array>
#include <cstdio>

#include "platform/text/numbers.h"

namespace till {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Reads a text from left to right; after the first thing that does not fit, everything fails.
class Scanner {
 public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int digits(std::size_t count, int low, int high) {
        const auto value = parse_integer<int>(rest_.substr(0, count));
        if (rest_.size() < count || !value || rest_.front() == '-') return fail();
        rest_.remove_prefix(count);
        return *value < low || *value > high ? fail() : *value;
    }
    bool accept(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(std::string_view any_of) {
        if (!accept(any_of)) fail();
    }
    bool next_is(std::string_view any_of) const {
        return !rest_.empty() && any_of.find(rest_.front()) != std::string_view::npos;
    }
    milliseconds fraction() {
        int value = 0;
        int scale = 100;
        if (!next_is("0123456789")) fail();
        for (; next_is("0123456789"); rest_.remove_prefix(1), scale /= 10) value += (rest_.front() - '0') * scale;
        return milliseconds(value);
    }
    bool done() const { return !failed_ && rest_.empty(); }
    bool at_end() const { return rest_.empty(); }

 private:
    int fail() {
        failed_ = true;
        return 0;
    }

    std::string_view rest_;
    bool failed_ = false;
};

milliseconds read_time_of_day(Scanner& scanner) {
    milliseconds time = hours(scanner.digits(2, 0, 23));
    scanner.expect(":");
    time += minutes(scanner.digits(2, 0, 59));
    if (scanner.accept(":")) {
        time += seconds(scanner.digits(2, 0, 60));
        if (scanner.accept(".")) time += scanner.fraction();
    }
    return time;
}

minutes read_offset(Scanner& scanner) {
    if (scanner.accept("Zz")) return minutes(0);
    const int sign = scanner.accept("-") ? -1 : 1;
    if (sign == 1) scanner.expect("+");
    const auto offset = hours(scanner.digits(2, 0, 23));
    scanner.expect(":");
    return sign * (offset + minutes(scanner.digits(2, 0, 59)));
}

}  // namespace

std::string format_rfc3339(Timestamp time) {
    const auto day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date(day);
    const auto since = (time - day).count();
    std::array<char, 40> out{};
    const int length = std::snprintf(
        out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(since / 3'600'000),
        static_cast<int>(since / 60'000 % 60), static_cast<int>(since / 1000 % 60), static_cast<int>(since % 1000));
    return {out.data(), static_cast<std::size_t>(length)};
}

std::optional<WrittenTime> read_rfc3339(std::string_view text) {
    Scanner scanner(text);
    const std::chrono::year year(scanner.digits(4, 1970, 9999));
    scanner.expect("-");
    const std::chrono::month month(static_cast<unsigned>(scanner.digits(2, 1, 12)));
    scanner.expect("-");
    const std::chrono::day day(static_cast<unsigned>(scanner.digits(2, 1, 31)));
    const std::chrono::year_month_day date = year / month / day;
    milliseconds time{0};
    bool has_offset = false;
    if (!scanner.at_end()) {
        scanner.expect("Tt ");
        time = read_time_of_day(scanner);
        has_offset = !scanner.at_end();
        if (has_offset) time -= read_offset(scanner);
    }
    if (!scanner.done() || !date.ok()) return std::nullopt;
    const Timestamp result = std::chrono::sys_days(date) + time;
    if (result < Timestamp{} || result >= std::chrono::sys_days(std::chrono::year(10000) / 1 / 1)) return std::nullopt;
    return WrittenTime{result, has_offset};
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
    const auto read = read_rfc3339(text);
    return read ? std::optional(read->time) : std::nullopt;
}

Timestamp SystemClock::now() const { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }

}  // namespace till

#include "platform/console/progress.h"

#include <cmath>
#include <cstdio>

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

namespace till {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t bar_width = 24;
constexpr auto redraw_every = 100ms;
constexpr std::string_view wipe = "\r\x1b[K";

/// 1234567 becomes 1,234,567.
std::string grouped(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
    return digits;
}

std::string time_left(double seconds) {
    const auto whole = static_cast<std::size_t>(std::ceil(seconds));
    if (whole < 60) return fmt::format("{} s left", whole);
    return fmt::format("{} min {} s left", whole / 60, whole % 60);
}

}  // namespace

std::string progress_line(const std::string& title, std::size_t done, std::size_t total, double seconds) {
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const auto rate_text = fmt::format("{}/s", grouped(static_cast<std::size_t>(rate)));
    if (total == 0) return fmt::format("{}  {}  {}", title, grouped(done), rate_text);

    const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
    std::string line = fmt::format("{}  [{:<{}}]  {}%  {} of {}  {}", title,
                                   std::string(static_cast<std::size_t>(part * bar_width), '#'), bar_width,
                                   static_cast<int>(part * 100), grouped(done), grouped(total), rate_text);
    if (rate > 0 && done < total) line += "  " + time_left(static_cast<double>(total - done) / rate);
    return line;
}

ProgressBar::ProgressBar(std::string title, std::size_t total)
    : title_(std::move(title)),
      total_(total),
      terminal_(::isatty(STDERR_FILENO) == 1),
      begun_(std::chrono::steady_clock::now()),
      drawn_(begun_) {}

ProgressBar::~ProgressBar() {
    if (shown_) fmt::print(stderr, "{}", wipe);
}

void ProgressBar::show(std::size_t done) {
    if (!terminal_) return;
    const auto now = std::chrono::steady_clock::now();
    if (shown_ && now - drawn_ < redraw_every) return;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    fmt::print(stderr, "{}{}", wipe, progress_line(title_, done, total_, seconds));
    std::fflush(stderr);
    shown_ = true;
    drawn_ = now;
}

}  // namespace till

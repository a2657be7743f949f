#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace till {

/// How far a long piece of work is, on one line of standard error that is rewritten at most ten times a second and
/// wiped at the end. Says nothing where standard error is no terminal. For one thread.
class ProgressBar {
 public:
    /// `total` of 0: not known.
    ProgressBar(std::string title, std::size_t total);
    ~ProgressBar();  // wipes the line

    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// Sets how much is done.
    void show(std::size_t done);

 private:
    std::string title_;
    std::size_t total_;
    bool shown_ = false;
    bool terminal_;
    std::chrono::steady_clock::time_point begun_;
    std::chrono::steady_clock::time_point drawn_;
};

/// The line itself: `Orders  [#####     ]  50%  2,000 of 4,000  800/s  3 s left`. `seconds` is the time it took so far.
std::string progress_line(const std::string& title, std::size_t done, std::size_t total, double seconds);

}  // namespace till

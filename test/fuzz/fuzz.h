#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

/// What the fuzz targets share. A target defines LLVMFuzzerTestOneInput(), and is named as its file.
namespace till::fuzz {

/// Ends the run, and stores the input as a finding, where `holds` is false.
inline void check(bool holds, std::string_view what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Takes the first line off, without its LF. Inputs stay texts that a person can read and write.
inline std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

/// Random numbers that the input alone decides, so that a finding can be replayed.
inline std::minstd_rand dice_of(std::string_view text) {
    return std::minstd_rand(static_cast<std::uint32_t>(std::hash<std::string_view>()(text)));
}

}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

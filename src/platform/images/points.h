#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace till::imaging {

/// The bytes are no picture that can be used; what() says why in a sentence.
class BadPicture : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// When the work on a picture is given up.
class Deadline {
 public:
    explicit Deadline(std::chrono::milliseconds time) : end_(std::chrono::steady_clock::now() + time) {}

    bool has_passed() const { return std::chrono::steady_clock::now() >= end_; }
    /// Throws BadPicture.
    void check() const {
        if (has_passed()) throw BadPicture(too_late);
    }

    static constexpr const char* too_late =
        "The image takes too long to decode. Save it again without progressive scans.";

 private:
    std::chrono::steady_clock::time_point end_;
};

/// What the four bytes of a point are.
enum class Channels : std::uint8_t {
    rgba,
    cmyk,           ///< 0 is no ink
    inverted_cmyk,  ///< 255 is no ink, as Adobe's programs write it
};

/// A decoded picture, row by row from the top, four bytes a point.
struct Points {
    std::size_t width = 0;
    std::size_t height = 0;
    Channels channels = Channels::rgba;
    bool grey = false;  ///< red, green and blue are the same everywhere
    std::vector<std::uint8_t> bytes;
    std::string profile;  ///< the ICC profile that came with it, unchecked; mostly none

    std::uint8_t* row(std::size_t y) { return bytes.data() + y * width * 4; }
};

}  // namespace till::imaging

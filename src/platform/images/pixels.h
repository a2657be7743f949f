#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace till::images {

/// The bytes are no image that can be used; what() says why in a sentence.
class BadImage : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// When the work on an image is given up.
class Deadline {
 public:
    explicit Deadline(std::chrono::milliseconds time) : end_(std::chrono::steady_clock::now() + time) {}

    bool has_passed() const { return std::chrono::steady_clock::now() >= end_; }
    /// Throws BadImage.
    void check() const {
        if (has_passed()) throw BadImage(too_late);
    }

    static constexpr const char* too_late =
        "The image takes too long to decode. Save it again without progressive scans.";

 private:
    std::chrono::steady_clock::time_point end_;
};

/// The meaning of the four bytes of a pixel.
enum class Channels : std::uint8_t {
    rgba,
    cmyk,           ///< 0 is no ink
    inverted_cmyk,  ///< 255 is no ink, as Adobe's programs write it
};

/// A decoded image, row by row from the top, four bytes a pixel.
struct Pixels {
    std::size_t width = 0;
    std::size_t height = 0;
    Channels channels = Channels::rgba;
    bool grey = false;  ///< red, green and blue are the same everywhere
    std::vector<std::uint8_t> bytes;
    std::string profile;  ///< the ICC profile that came with it, unchecked; mostly none

    std::uint8_t* row(std::size_t y) { return bytes.data() + y * width * 4; }
};

}  // namespace till::images

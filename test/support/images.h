#pragma once
#include <string>

namespace till::test {

/// Images with a red left half and a blue right half, as files.
std::string png_image(int width, int height);
std::string jpeg_image(int width, int height);
std::string webp_image(int width, int height);
/// The same JPEG with an EXIF segment that says how it is to be turned.
std::string turned_jpeg_image(int width, int height, int orientation);

/// Width, height and the colours (0xRRGGBB) at the left and at the right of a WebP file.
struct SeenImage {
    int width = 0;
    int height = 0;
    int left = 0;
    int right = 0;
    int top = 0;
    int bottom = 0;
};
SeenImage look_at_webp(const std::string& bytes);

}  // namespace till::test

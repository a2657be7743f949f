#include "platform/images/renditions.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include <gd.h>

#include "platform/images/colours.h"
#include "platform/images/image_header.h"
#include "platform/images/jpeg.h"
#include "platform/images/png.h"
#include "platform/images/webp.h"

namespace till::images {
namespace {

constexpr int quality = 82;

struct Destroy {
    void operator()(gdImage* gd_image) const { gdImageDestroy(gd_image); }
};
using GdImage = std::unique_ptr<gdImage, Destroy>;

// The library would write to standard error of its own accord.
void keep_quiet() {
    static std::once_flag once;
    std::call_once(once, [] { gdSetErrorMethod([](int, const char*, va_list) {}); });
}

GdImage owned(gdImage* gd_image, const char* what_failed) {
    if (gd_image == nullptr) throw BadImage(what_failed);
    return GdImage(gd_image);
}

ImageHeader checked_header(std::string_view bytes, const ImageBounds& bounds) {
    const auto header = read_image_header(bytes);
    if (!header) throw BadImage("The body is not a JPEG, PNG or WebP image, or it is an animation.");
    const std::uint64_t pixels = std::uint64_t{header->width} * header->height;
    if (pixels == 0) throw BadImage("The image has no pixels.");
    if (std::max(header->width, header->height) > bounds.side_max || pixels > bounds.pixels_max) {
        throw BadImage("The image has " + std::to_string(header->width) + " × " + std::to_string(header->height) +
                       " pixels; it may have " + std::to_string(bounds.pixels_max) + " in all and " +
                       std::to_string(bounds.side_max) + " on a side.");
    }
    if (header->format == ImageFormat::jpeg && count_scans(bytes) > bounds.scans_max) {
        throw BadImage("The image has more than " + std::to_string(bounds.scans_max) +
                       " scans. Save it again with fewer scans, or none.");
    }
    return *header;
}

Pixels decoded(std::string_view bytes, ImageFormat format, int longer_side, const Deadline& deadline) {
    switch (format) {
        case ImageFormat::jpeg:
            return decode_jpeg(bytes, longer_side, deadline);
        case ImageFormat::png:
            return decode_png(bytes, deadline);
        case ImageFormat::webp:
            break;
    }
    return decode_webp(bytes);
}

GdImage empty(int width, int height) {
    GdImage gd_image = owned(gdImageCreateTrueColor(width, height), "The image is too large.");
    gdImageAlphaBlending(gd_image.get(), 0);  // pixels are copied with their transparency
    gdImageSaveAlpha(gd_image.get(), 1);
    return gd_image;
}

// The library counts transparency from 0, which is none, to 127.
GdImage gd_image_of(const Pixels& pixels) {
    const auto part = [](std::uint8_t value, int shift) { return static_cast<int>(value) << shift; };
    GdImage gd_image = empty(static_cast<int>(pixels.width), static_cast<int>(pixels.height));
    const std::uint8_t* pixel = pixels.bytes.data();
    for (std::size_t y = 0; y < pixels.height; ++y) {
        for (std::size_t x = 0; x < pixels.width; ++x, pixel += 4) {
            gd_image->tpixels[y][x] = part(static_cast<std::uint8_t>(127 - (pixel[3] >> 1)), 24) | part(pixel[0], 16) |
                                      part(pixel[1], 8) | part(pixel[2], 0);
        }
    }
    return gd_image;
}

GdImage scaled(const GdImage& from, int longer_side) {
    const int width = gdImageSX(from.get());
    const int height = gdImageSY(from.get());
    const int longer = std::max(width, height);
    const auto length = [&](int side) {
        return longer <= longer_side ? side : std::max(1, static_cast<int>(std::int64_t{side} * longer_side / longer));
    };
    GdImage to = empty(length(width), length(height));
    gdImageCopyResampled(to.get(), from.get(), 0, 0, 0, 0, gdImageSX(to.get()), gdImageSY(to.get()), width, height);
    return to;
}

// EXIF's eight: 2, 4, 5 and 7 are mirrored, 5 to 8 lie on their side.
GdImage upright(GdImage from, int orientation) {
    if (orientation == 1) return from;
    const int width = gdImageSX(from.get());
    const int height = gdImageSY(from.get());
    const bool on_its_side = orientation >= 5;
    GdImage to = on_its_side ? empty(height, width) : empty(width, height);
    const bool from_the_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (int y = 0; y < gdImageSY(to.get()); ++y) {
        for (int x = 0; x < gdImageSX(to.get()); ++x) {
            const int column = on_its_side ? y : x;
            const int row = on_its_side ? x : y;
            const int color = gdImageGetTrueColorPixel(from.get(), from_the_right ? width - 1 - column : column,
                                                       from_below ? height - 1 - row : row);
            gdImageSetPixel(to.get(), x, y, color);
        }
    }
    return to;
}

std::string encoded(const GdImage& gd_image) {
    int size = 0;
    const std::unique_ptr<void, void (*)(void*)> bytes(gdImageWebpPtrEx(gd_image.get(), &size, quality), gdFree);
    if (!bytes) throw std::runtime_error("an image could not be written as WebP");
    return {static_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

GdImage read(std::string_view bytes, ImageFormat format, int longer_side, const ImageBounds& bounds) {
    const Deadline deadline(bounds.time_max);
    Pixels pixels = decoded(bytes, format, longer_side, deadline);
    deadline.check();
    convert_to_srgb(pixels, deadline);
    return gd_image_of(pixels);
}

}  // namespace

std::vector<std::string> make_renditions(std::string_view bytes, const std::vector<int>& longer_sides,
                                         const ImageBounds& bounds) {
    keep_quiet();
    const ImageHeader header = checked_header(bytes, bounds);
    const int longest = *std::max_element(longer_sides.begin(), longer_sides.end());
    const GdImage whole = upright(scaled(read(bytes, header.format, longest, bounds), longest), header.orientation);
    std::vector<std::string> renditions;
    for (const int side : longer_sides) renditions.push_back(encoded(scaled(whole, side)));
    return renditions;
}

}  // namespace till::images

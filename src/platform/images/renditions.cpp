#include "platform/images/renditions.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include <gd.h>

#include "platform/images/colours.h"
#include "platform/images/jpeg.h"
#include "platform/images/picture_header.h"
#include "platform/images/png.h"
#include "platform/images/webp.h"

namespace till::imaging {
namespace {

constexpr int quality = 82;

struct Destroy {
    void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, Destroy>;

// The library would write to standard error of its own accord.
void keep_quiet() {
    static std::once_flag once;
    std::call_once(once, [] { gdSetErrorMethod([](int, const char*, va_list) {}); });
}

Image owned(gdImage* image, const char* what_failed) {
    if (image == nullptr) throw BadPicture(what_failed);
    return Image(image);
}

PictureHeader checked_header(std::string_view bytes, const PictureBounds& bounds) {
    const auto header = read_picture_header(bytes);
    if (!header) throw BadPicture("The body is not a JPEG, PNG or WebP image, or it is an animation.");
    const std::uint64_t points = std::uint64_t{header->width} * header->height;
    if (points == 0) throw BadPicture("The image has no pixels.");
    if (std::max(header->width, header->height) > bounds.side_max || points > bounds.points_max) {
        throw BadPicture("The image has " + std::to_string(header->width) + " × " + std::to_string(header->height) +
                         " pixels; it may have " + std::to_string(bounds.points_max) + " in all and " +
                         std::to_string(bounds.side_max) + " on a side.");
    }
    if (header->format == PictureFormat::jpeg && count_scans(bytes) > bounds.scans_max) {
        throw BadPicture("The image has more than " + std::to_string(bounds.scans_max) +
                         " scans. Save it again with fewer scans, or none.");
    }
    return *header;
}

Points decoded(std::string_view bytes, PictureFormat format, int longer_side, const Deadline& deadline) {
    switch (format) {
        case PictureFormat::jpeg:
            return decode_jpeg(bytes, longer_side, deadline);
        case PictureFormat::png:
            return decode_png(bytes, deadline);
        case PictureFormat::webp:
            break;
    }
    return decode_webp(bytes);
}

Image empty(int width, int height) {
    Image image = owned(gdImageCreateTrueColor(width, height), "The image is too large.");
    gdImageAlphaBlending(image.get(), 0);  // points are copied with their transparency
    gdImageSaveAlpha(image.get(), 1);
    return image;
}

// The library counts transparency from 0, which is none, to 127.
Image image_of(const Points& points) {
    const auto part = [](std::uint8_t value, int shift) { return static_cast<int>(value) << shift; };
    Image image = empty(static_cast<int>(points.width), static_cast<int>(points.height));
    const std::uint8_t* point = points.bytes.data();
    for (std::size_t y = 0; y < points.height; ++y) {
        for (std::size_t x = 0; x < points.width; ++x, point += 4) {
            image->tpixels[y][x] = part(static_cast<std::uint8_t>(127 - (point[3] >> 1)), 24) | part(point[0], 16) |
                                   part(point[1], 8) | part(point[2], 0);
        }
    }
    return image;
}

Image scaled(const Image& from, int longer_side) {
    const int width = gdImageSX(from.get());
    const int height = gdImageSY(from.get());
    const int longer = std::max(width, height);
    const auto length = [&](int side) {
        return longer <= longer_side ? side : std::max(1, static_cast<int>(std::int64_t{side} * longer_side / longer));
    };
    Image to = empty(length(width), length(height));
    gdImageCopyResampled(to.get(), from.get(), 0, 0, 0, 0, gdImageSX(to.get()), gdImageSY(to.get()), width, height);
    return to;
}

// EXIF's eight: 2, 4, 5 and 7 are mirrored, 5 to 8 lie on their side.
Image upright(Image from, int orientation) {
    if (orientation == 1) return from;
    const int width = gdImageSX(from.get());
    const int height = gdImageSY(from.get());
    const bool on_its_side = orientation >= 5;
    Image to = on_its_side ? empty(height, width) : empty(width, height);
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

std::string encoded(const Image& image) {
    int size = 0;
    const std::unique_ptr<void, void (*)(void*)> bytes(gdImageWebpPtrEx(image.get(), &size, quality), gdFree);
    if (!bytes) throw std::runtime_error("an image could not be written as WebP");
    return {static_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

Image read(std::string_view bytes, PictureFormat format, int longer_side, const PictureBounds& bounds) {
    const Deadline deadline(bounds.time_max);
    Points points = decoded(bytes, format, longer_side, deadline);
    deadline.check();
    convert_to_srgb(points, deadline);
    return image_of(points);
}

}  // namespace

std::vector<std::string> make_renditions(std::string_view bytes, const std::vector<int>& longer_sides,
                                         const PictureBounds& bounds) {
    keep_quiet();
    const PictureHeader header = checked_header(bytes, bounds);
    const int longest = *std::max_element(longer_sides.begin(), longer_sides.end());
    const Image whole = upright(scaled(read(bytes, header.format, longest, bounds), longest), header.orientation);
    std::vector<std::string> renditions;
    for (const int side : longer_sides) renditions.push_back(encoded(scaled(whole, side)));
    return renditions;
}

}  // namespace till::imaging

#include "support/images.h"

#include <memory>
#include <stdexcept>

#include <gd.h>

namespace till::test {
namespace {

using Image = std::unique_ptr<gdImage, void (*)(gdImage*)>;

Image drawn(int width, int height) {
    Image image(gdImageCreateTrueColor(width, height), gdImageDestroy);
    gdImageFilledRectangle(image.get(), 0, 0, width / 2 - 1, height, 0xFF0000);
    gdImageFilledRectangle(image.get(), width / 2, 0, width, height, 0x0000FF);
    return image;
}

std::string taken(void* bytes, int size) {
    if (bytes == nullptr) throw std::runtime_error("the picture cannot be written");
    std::string file(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    gdFree(bytes);
    return file;
}

}  // namespace

std::string png_image(int width, int height) {
    int size = 0;
    void* const bytes = gdImagePngPtr(drawn(width, height).get(), &size);
    return taken(bytes, size);
}

std::string jpeg_image(int width, int height) {
    int size = 0;
    void* const bytes = gdImageJpegPtr(drawn(width, height).get(), &size, 95);
    return taken(bytes, size);
}

std::string webp_image(int width, int height) {
    int size = 0;
    void* const bytes = gdImageWebpPtrEx(drawn(width, height).get(), &size, 90);
    return taken(bytes, size);
}

std::string turned_jpeg_image(int width, int height, int orientation) {
    std::string exif(
        "\xFF\xE1\x00\x22"  // a segment of 34 bytes
        "Exif\0\0"
        "II\x2A\0\x08\0\0\0"        // TIFF, little endian, its first directory at 8
        "\x01\0"                    // which has one entry:
        "\x12\x01\x03\0\x01\0\0\0"  // orientation, one short number
        "?\0\0\0"                   // which is this
        "\0\0\0\0",                 // and no other directory
        36);
    exif[exif.find('?')] = static_cast<char>(orientation);
    std::string file = jpeg_image(width, height);
    file.insert(2, exif);
    return file;
}

SeenImage look_at_webp(const std::string& bytes) {
    std::string copy = bytes;
    const Image image(gdImageCreateFromWebpPtr(static_cast<int>(copy.size()), copy.data()), gdImageDestroy);
    if (!image) throw std::runtime_error("this is no WebP picture");
    const int width = gdImageSX(image.get());
    const int height = gdImageSY(image.get());
    const auto color = [&](int x, int y) { return gdImageGetTrueColorPixel(image.get(), x, y) & 0xFFFFFF; };
    return {.width = width,
            .height = height,
            .left = color(width / 8, height / 2),
            .right = color(width - 1 - width / 8, height / 2),
            .top = color(width / 2, height / 8),
            .bottom = color(width / 2, height - 1 - height / 8)};
}

}  // namespace till::test

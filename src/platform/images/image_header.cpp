#include "platform/images/image_header.h"

#include <cstddef>

namespace till::images {
namespace {

// Reads numbers at places; beyond the end, everything is 0 and the whole is not good.
class Bytes {
 public:
    explicit Bytes(std::string_view bytes, bool little_endian = false) : bytes_(bytes), little_(little_endian) {}

    std::uint32_t number(std::size_t at, std::size_t length) {
        if (at > bytes_.size() || bytes_.size() - at < length) {
            good_ = false;
            return 0;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const auto byte = static_cast<unsigned char>(bytes_[at + (little_ ? length - 1 - i : i)]);
            value = value << 8 | byte;
        }
        return value;
    }
    bool has(std::size_t at, std::string_view text) const {
        return at <= bytes_.size() && bytes_.substr(at, text.size()) == text;
    }
    bool good() const { return good_; }

 private:
    std::string_view bytes_;
    bool little_;
    bool good_ = true;
};

constexpr std::string_view png_signature{"\x89PNG\r\n\x1a\n", 8};

std::optional<ImageHeader> read_png(std::string_view bytes) {
    Bytes in(bytes);
    if (!in.has(12, "IHDR")) return std::nullopt;
    const ImageHeader header{
        .format = ImageFormat::png, .width = in.number(16, 4), .height = in.number(20, 4), .orientation = 1};
    return in.good() ? std::optional(header) : std::nullopt;
}

// The orientation in a JPEG's EXIF segment: a small TIFF file (EXIF 2.3, 4.6.4).
int orientation_of(std::string_view exif) {
    constexpr std::string_view marker{"Exif\0\0", 6};
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::size_t entry_bytes = 12;
    if (!exif.starts_with(marker)) return 1;
    exif.remove_prefix(marker.size());
    Bytes in(exif, exif.starts_with("II"));
    const std::size_t directory = in.number(4, 4);
    const std::size_t entries = in.number(directory, 2);
    for (std::size_t i = 0; i < entries && in.good(); ++i) {
        const std::size_t entry = directory + 2 + i * entry_bytes;
        if (in.number(entry, 2) != orientation_tag) continue;
        const std::uint32_t value = in.number(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

bool begins_frame(std::uint32_t marker) {
    constexpr std::uint32_t huffman_tables = 0xC4;
    constexpr std::uint32_t extensions = 0xC8;
    constexpr std::uint32_t arithmetic_tables = 0xCC;
    return marker >= 0xC0 && marker <= 0xCF && marker != huffman_tables && marker != extensions &&
           marker != arithmetic_tables;
}

std::optional<ImageHeader> read_jpeg(std::string_view bytes) {
    constexpr std::uint32_t exif_marker = 0xE1;
    ImageHeader header{.format = ImageFormat::jpeg};
    Bytes in(bytes);
    for (std::size_t at = 2; in.good();) {
        if (in.number(at, 1) != 0xFF) return std::nullopt;
        const std::uint32_t marker = in.number(at + 1, 1);
        if (marker == 0xFF) {  // padding
            ++at;
            continue;
        }
        const std::size_t length = in.number(at + 2, 2);
        if (length < 2 || !in.good()) return std::nullopt;
        if (begins_frame(marker)) {
            header.height = in.number(at + 5, 2);
            header.width = in.number(at + 7, 2);
            return in.good() ? std::optional(header) : std::nullopt;
        }
        if (marker == exif_marker && at + 2 + length <= bytes.size()) {
            const int turned = orientation_of(bytes.substr(at + 4, length - 2));
            if (turned != 1) header.orientation = turned;
        }
        at += 2 + length;
    }
    return std::nullopt;
}

// The three kinds of WebP (RFC 9649): lossy, lossless, extended.
std::optional<ImageHeader> read_webp(std::string_view bytes) {
    constexpr std::uint32_t fourteen_bits = 0x3FFF;
    constexpr std::uint32_t animated = 0x02;
    ImageHeader header{.format = ImageFormat::webp};
    Bytes in(bytes, true);
    if (in.has(12, "VP8 ")) {
        if (!in.has(23, std::string_view("\x9d\x01\x2a", 3))) return std::nullopt;
        header.width = in.number(26, 2) & fourteen_bits;
        header.height = in.number(28, 2) & fourteen_bits;
    } else if (in.has(12, "VP8L")) {
        const std::uint32_t bits = in.number(21, 4);
        header.width = (bits & fourteen_bits) + 1;
        header.height = (bits >> 14 & fourteen_bits) + 1;
    } else if (in.has(12, "VP8X")) {
        if ((in.number(20, 1) & animated) != 0) return std::nullopt;
        header.width = in.number(24, 3) + 1;
        header.height = in.number(27, 3) + 1;
    } else {
        return std::nullopt;
    }
    return in.good() ? std::optional(header) : std::nullopt;
}

}  // namespace

std::optional<ImageHeader> read_image_header(std::string_view bytes) {
    const Bytes in(bytes);
    if (in.has(0, png_signature)) return read_png(bytes);
    if (in.has(0, "\xff\xd8\xff")) return read_jpeg(bytes);
    if (in.has(0, "RIFF") && in.has(8, "WEBP")) return read_webp(bytes);
    return std::nullopt;
}

}  // namespace till::images

#include "platform/images/webp.h"

#include <webp/decode.h>

namespace till::images {
namespace {

constexpr const char* damaged_webp = "The image is damaged or incomplete.";

std::size_t little_endian_at(std::string_view bytes, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Chunks are a name, a length and that many bytes, padded to an even number (RFC 9649, 2.3).
std::string profile_of(std::string_view riff) {
    constexpr std::size_t first_chunk = 12;
    constexpr std::size_t chunk_header = 8;
    std::size_t at = first_chunk;
    while (riff.size() > at && riff.size() - at >= chunk_header) {
        const std::size_t length = little_endian_at(riff, at + 4);
        if (length > riff.size() - at - chunk_header) break;
        if (riff.substr(at, 4) == "ICCP") return std::string(riff.substr(at + chunk_header, length));
        at += chunk_header + length + length % 2;
    }
    return {};
}

}  // namespace

Pixels decode_webp(std::string_view bytes) {
    constexpr std::size_t riff_header = 8;
    if (bytes.size() < riff_header || little_endian_at(bytes, 4) > bytes.size() - riff_header)
        throw BadImage(damaged_webp);
    const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());  // NOLINT: the same bytes
    int width = 0;
    int height = 0;
    if (WebPGetInfo(data, bytes.size(), &width, &height) == 0) throw BadImage(damaged_webp);
    Pixels pixels{.width = static_cast<std::size_t>(width), .height = static_cast<std::size_t>(height)};
    pixels.bytes.resize(pixels.width * pixels.height * 4);
    pixels.profile = profile_of(bytes);
    if (WebPDecodeRGBAInto(data, bytes.size(), pixels.bytes.data(), pixels.bytes.size(), width * 4) == nullptr) {
        throw BadImage(damaged_webp);
    }
    return pixels;
}

}  // namespace till::images

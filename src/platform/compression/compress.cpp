#include "platform/compression/compress.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <new>
#include <stdexcept>

#include <brotli/encode.h>
#define ZLIB_CONST
#include <zlib.h>

namespace till::compression {

namespace {

constexpr int gzip_format = 16;  // added to the bits of zlib's window, it selects RFC 1952
constexpr int usual_memory = 8;

/// The bits of a window that holds all of it, within bounds: memory is taken by window, and short texts are the rule.
int window_bits(std::size_t bytes, int least, int most) {
    return std::clamp(static_cast<int>(std::bit_width(bytes)), least, most);
}

}  // namespace

std::string gzip(std::string_view bytes, int level) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, window_bits(bytes.size(), 9, MAX_WBITS) + gzip_format, usual_memory,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc();
    }
    std::string output(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    const int result = deflate(&stream, Z_FINISH);
    output.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("zlib did not come to an end");
    output.shrink_to_fit();
    return output;
}

std::string brotli(std::string_view bytes, int quality) {
    constexpr int most_window_bits = 18;
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string output(size, '\0');
    const int window = window_bits(bytes.size(), BROTLI_MIN_WINDOW_BITS, most_window_bits);
    if (BrotliEncoderCompress(quality, window, BROTLI_MODE_TEXT, bytes.size(),
                              reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                              reinterpret_cast<std::uint8_t*>(output.data())) != BROTLI_TRUE) {
        throw std::runtime_error("brotli did not come to an end");
    }
    output.resize(size);
    output.shrink_to_fit();
    return output;
}

}  // namespace till::compression

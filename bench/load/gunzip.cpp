#include "load/gunzip.h"

#include <array>
#include <stdexcept>

#define ZLIB_CONST
#include <zlib.h>

namespace till::load {

std::string gunzipped(std::string_view bytes) {
    constexpr int gzip_only = 16;
    z_stream stream{};
    if (inflateInit2(&stream, MAX_WBITS + gzip_only) != Z_OK) throw std::runtime_error("zlib does not start");
    stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string text;
    std::array<Bytef, 65536> chunk;
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(chunk.begin(), chunk.end() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("a body that is no gzip");
    return text;
}

}  // namespace till::load

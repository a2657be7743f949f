#include "support/decoded.h"

#include <array>
#include <cstdint>
#include <stdexcept>

#include <brotli/decode.h>
#define ZLIB_CONST
#include <zlib.h>

namespace till::test {
namespace {

constexpr std::size_t chunk_bytes = 65536;
constexpr int gzip_only = 16;

std::string gunzipped(std::string_view body) {
    z_stream stream{};
    if (inflateInit2(&stream, MAX_WBITS + gzip_only) != Z_OK) throw std::runtime_error("zlib does not start");
    stream.next_in = reinterpret_cast<const Bytef*>(body.data());
    stream.avail_in = static_cast<uInt>(body.size());
    std::string text;
    std::array<Bytef, chunk_bytes> chunk;
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(chunk.begin(), chunk.end() - stream.avail_out);
    }
    const bool whole = result == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (!whole) throw std::runtime_error("not gzip to its end");
    return text;
}

std::string unbrotlied(std::string_view body) {
    BrotliDecoderState* const state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    const std::uint8_t* next_in = reinterpret_cast<const std::uint8_t*>(body.data());
    std::size_t available_in = body.size();
    std::string text;
    std::array<std::uint8_t, chunk_bytes> chunk;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        std::uint8_t* next_out = chunk.data();
        std::size_t available_out = chunk.size();
        result = BrotliDecoderDecompressStream(state, &available_in, &next_in, &available_out, &next_out, nullptr);
        text.append(chunk.begin(), chunk.end() - static_cast<std::ptrdiff_t>(available_out));
    }
    BrotliDecoderDestroyInstance(state);
    if (result != BROTLI_DECODER_RESULT_SUCCESS || available_in > 0) throw std::runtime_error("not br to its end");
    return text;
}

}  // namespace

std::string decoded(std::string_view body, std::string_view coding) {
    if (coding == "gzip") return gunzipped(body);
    if (coding == "br") return unbrotlied(body);
    if (coding == "identity") return std::string(body);
    throw std::runtime_error("an unknown coding: " + std::string(coding));
}

}  // namespace till::test

#pragma once
#include <string>
#include <string_view>

/// Texts made smaller. All calls are safe from any thread, and take about a millisecond for 100 kB at a low level.
namespace till::compression {

/// RFC 1952; `level` from 1, fast, to 9, small. Takes up to 256 KiB of memory besides the result.
std::string gzip(std::string_view bytes, int level);

/// RFC 7932; `quality` from 0, fast, to 11, small. Takes up to about 2 MiB of memory besides the result for qualities
/// up to 5.
std::string brotli(std::string_view bytes, int quality);

}  // namespace till::compression

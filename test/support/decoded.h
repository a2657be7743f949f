#pragma once
#include <string>
#include <string_view>

namespace till::test {

/// A body without its Content-Encoding: gzip, br, or identity. Throws std::runtime_error for what is not so coded to
/// its very end, and for any other coding.
std::string decoded(std::string_view body, std::string_view coding);

}  // namespace till::test

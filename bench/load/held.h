#pragma once
#include <cstddef>
#include <string>

namespace till::load {

/// Holds connections open and says "holding N" on standard output when all are there. With `trickle`, each sends a
/// request that never ends, a byte a second, and is opened anew when the server has had enough. Ends after `seconds`,
/// or (0) with the program's standard input.
void hold_connections(const std::string& url, std::size_t connections, bool trickle, double seconds);

}  // namespace till::load

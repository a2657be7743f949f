#pragma once
#include <cstdint>

namespace till::test {

/// A port of loopback that nothing listened on just now.
std::uint16_t free_port();
/// Whether something listens on a port of loopback.
bool is_listening(std::uint16_t port);

}  // namespace till::test

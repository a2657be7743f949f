#pragma once
#include <cstdint>
#include <string>

namespace till::test {

/// A port of loopback that nothing listened on just now.
std::uint16_t free_port();
/// Whether something listens on a port of loopback.
bool is_listening(std::uint16_t port);
/// Connects a socket to a port of loopback, from an address of 127.0.0.0/8. False where nothing listens.
bool connect_on_loopback(int socket, const std::string& from, std::uint16_t port);

}  // namespace till::test

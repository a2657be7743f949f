#pragma once
#include <optional>
#include <string>

/// Checks of texts in the configuration. Each returns a complaint, if there is one.
namespace till::config {

std::optional<std::string> check_address(const std::string& text);  ///< ADDRESS:PORT, [v6]:PORT
std::optional<std::string> check_address_or_off(const std::string& text);
std::optional<std::string> check_database(const std::string& text);
std::optional<std::string> check_read_database(const std::string& text);  ///< or empty
std::optional<std::string> check_redis(const std::string& text);          ///< or empty
std::optional<std::string> check_name(const std::string& text);
std::optional<std::string> check_time_zone(const std::string& text);
std::optional<std::string> check_currency(const std::string& text);
std::optional<std::string> check_level(const std::string& text);
std::optional<std::string> check_network(const std::string& text);    ///< an address or a CIDR range
std::optional<std::string> check_origin(const std::string& text);     ///< RFC 6454, 6.2, as browsers write it
std::optional<std::string> check_host(const std::string& text);       ///< HOST, HOST:PORT or "*"
std::optional<std::string> check_operation(const std::string& text);  ///< a name in camelCase
std::optional<std::string> check_role(const std::string& text);
std::optional<std::string> check_own_role(const std::string& text);  ///< not one that is built in

}  // namespace till::config

#pragma once
#include <optional>
#include <string>

/// What a text in the configuration has to look like. Each returns what is wrong with it, if anything is.
namespace till::config {

std::optional<std::string> check_address(const std::string& text);  ///< ADDRESS:PORT, [v6]:PORT
std::optional<std::string> check_address_or_off(const std::string& text);
std::optional<std::string> check_database(const std::string& text);
std::optional<std::string> check_name(const std::string& text);
std::optional<std::string> check_currency(const std::string& text);
std::optional<std::string> check_level(const std::string& text);

}  // namespace till::config

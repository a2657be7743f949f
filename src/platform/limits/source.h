#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace till::limits {

/// The source of an attempt: one client, and the networks that are likely to belong to the same person.
struct Source {
    std::string client;                 ///< an IPv4 address, or the /64 of an IPv6 one, which is what a client has
    std::vector<std::string> networks;  ///< from narrow to wide: an IPv4 /24, or an IPv6 /56 and /48
};

/// Of an address as text; a text that is none is a client without networks.
Source source_of(std::string_view address);

/// The widest network of the source, or its client where it has none.
const std::string& widest_of(const Source& source);

}  // namespace till::limits

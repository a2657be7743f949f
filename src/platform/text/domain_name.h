#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace till {

/// The forms of an internationalised domain name (IDNA 2008 by way of UTS 46, non-transitional: straße.de is another
/// name than strasse.de).
struct DomainName {
    std::string ascii;    ///< xn--… for labels with other letters, in small letters; what names are compared by
    std::string unicode;  ///< the same to read

    /// nullopt for what is no name of a host: empty or too long labels, signs, an address by numbers. At most 253
    /// bytes.
    static std::optional<DomainName> parse(std::string_view utf8);
};

}  // namespace till

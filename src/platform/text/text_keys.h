#pragma once
#include <string>
#include <string_view>

/// What texts are compared by that may stand once only. Changes of these need a new text_rules_version.
namespace till {

/// Usernames: without case and compatibility forms. Turkish ı and İ count as i, so that `ışık` and `IŞIK` are one
/// whichever language's capitals were typed; accents make another name.
std::string username_key(std::string_view username);

/// E-mail addresses: the part before the @ without case (letter by letter: ß and ss differ), the domain as DNS compares
/// it (platform/text/domain_name.h).
std::string email_key(std::string_view email);

/// What both were compared by in version 1: text whose key could not be changed, because another had it, keeps this.
std::string former_key(std::string_view text);

}  // namespace till

#pragma once
#include <string_view>

namespace till {

/// Whether it is one of the passwords that are guessed first (passwords/README.md), which are in small letters. Safe
/// from any thread.
bool is_common_password(std::string_view small_letters);

}  // namespace till

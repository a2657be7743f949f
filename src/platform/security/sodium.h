#pragma once

namespace till {

/// Makes libsodium ready, once; safe from any thread. Throws std::runtime_error where it cannot be.
void use_sodium();

}  // namespace till

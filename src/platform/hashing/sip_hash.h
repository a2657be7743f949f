#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace till {

using HashKey = std::array<std::uint64_t, 2>;

/// From the system's random generator.
HashKey random_hash_key();

/// SipHash (Aumasson and Bernstein, 2012) with one round for each word and three at the end, as hash tables use it: who
/// does not know the key cannot choose texts that collide.
std::uint64_t sip_hash(const HashKey& key, std::string_view text);

}  // namespace till

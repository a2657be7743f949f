#include "platform/hashing/sip_hash.h"

#include <bit>
#include <cstring>
#include <random>

namespace till {
namespace {

constexpr int rounds_for_a_word = 1;
constexpr int rounds_at_the_end = 3;

struct State {
    std::uint64_t v0, v1, v2, v3;

    void mix(int rounds) {
        for (int round = 0; round < rounds; ++round) {
            v0 += v1;
            v2 += v3;
            v1 = std::rotl(v1, 13) ^ v0;
            v3 = std::rotl(v3, 16) ^ v2;
            v0 = std::rotl(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = std::rotl(v1, 17) ^ v2;
            v3 = std::rotl(v3, 21) ^ v0;
            v2 = std::rotl(v2, 32);
        }
    }

    void take(std::uint64_t word) {
        v3 ^= word;
        mix(rounds_for_a_word);
        v0 ^= word;
    }
};

/// Up to eight bytes, the first one lowest.
std::uint64_t little_endian(const char* bytes, std::size_t size) {
    if constexpr (std::endian::native == std::endian::little) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, size);
        return word;
    }
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i) word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return word;
}

}  // namespace

HashKey random_hash_key() {
    std::random_device device;
    const auto word = [&device] { return std::uint64_t{device()} << 32U | device(); };
    return {word(), word()};
}

std::uint64_t sip_hash(const HashKey& key, std::string_view text) {
    State state{key[0] ^ 0x736f6d6570736575U, key[1] ^ 0x646f72616e646f6dU, key[0] ^ 0x6c7967656e657261U,
                key[1] ^ 0x7465646279746573U};
    const std::uint64_t length = text.size();
    for (; text.size() >= 8; text.remove_prefix(8)) state.take(little_endian(text.data(), 8));
    state.take(little_endian(text.data(), text.size()) | length << 56U);
    state.v2 ^= 0xffU;
    state.mix(rounds_at_the_end);
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace till

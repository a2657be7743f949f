#include "api/request_id.h"

#include <algorithm>
#include <random>

#include "platform/text/ascii.h"
#include "platform/text/hex.h"

namespace till {
namespace {

constexpr std::size_t length_max = 64;

bool is_allowed(char c) { return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; }

std::mt19937_64 seeded() {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
}

}  // namespace

std::optional<std::string> given_request_id(const http::Request& request) {
    const auto given = request.header("X-Request-Id");
    const bool usable = given && !given->empty() && given->size() <= length_max &&
                        std::all_of(given->begin(), given->end(), is_allowed);
    return usable ? std::optional<std::string>(*given) : std::nullopt;
}

std::string request_id_of(const http::Request& request) {
    auto given = given_request_id(request);
    return given ? std::move(*given) : new_request_id();
}

std::string new_request_id() {
    thread_local std::mt19937_64 generator = seeded();
    std::uint64_t number = generator();
    std::string id(16, '0');
    for (char& c : id) {
        c = hex_digits[number & 0xFU];
        number >>= 4U;
    }
    return id;
}

}  // namespace till

// The token check. An input is a token as a client may send it; beside it, a good one is spoiled in the way that the
// input says. Only unchanged tokens of the signer pass.
#include "platform/security/tokens.h"

#include <set>
#include <string>

#include <jwt.h>

#include "fuzz/fuzz.h"

namespace till {
namespace {

using fuzz::check;

const std::string secret = "a secret of the shop that is long enough";
const Timestamp now{std::chrono::seconds(1'750'000'000)};

const TokenSigner& signer() {
    static const TokenSigner signer(secret, "till", "till", std::chrono::minutes(60));
    return signer;
}

std::string good_token(std::string_view role) {
    return signer().issue({.subject = 42,
                           .role = std::string(role),
                           .session = 7,
                           .generation = 1,
                           .token_id = "the-same-each-time",
                           .issued_at_s = 0,
                           .expires_at_s = 0},
                          now);
}

/// Whether the library, with this secret, makes exactly this text of what the token says: its one spelling.
bool is_spelled_as_signed(const std::string& token) {
    jwt_t* parsed = nullptr;
    const auto* key = reinterpret_cast<const unsigned char*>(secret.data());
    if (jwt_decode(&parsed, token.c_str(), key, static_cast<int>(secret.size())) != 0) return false;
    char* text = jwt_encode_str(parsed);
    const bool same = text != nullptr && token == text;
    std::free(text);
    jwt_free(parsed);
    return same;
}

/// The input as edits of a good token: pairs of a place and a byte.
std::string spoiled(std::string token, std::string_view edits) {
    for (std::size_t i = 0; i + 1 < edits.size(); i += 2) {
        token[static_cast<unsigned char>(edits[i]) % token.size()] = edits[i + 1];
    }
    return token;
}

}  // namespace
}  // namespace till

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    using fuzz::check;
    static const std::string good = good_token("customer");
    static const bool good_passes = signer().verify(good, now).has_value();
    check(good_passes, "a good token passes");
    const std::string_view input = fuzz::text_of(data, size);

    if (signer().verify(input, now)) check(is_spelled_as_signed(std::string(input)), "only what was signed passes");
    for (const std::string& token : {spoiled(good, input), good + std::string(input), std::string(input) + good}) {
        if (token != good) check(!signer().verify(token, now), "a spoiled token does not pass");
    }
    const std::size_t cut = size == 0 ? 0 : data[0] % good.size();
    check(!signer().verify(good.substr(0, cut), now), "a part of a token does not pass");
    return 0;
}

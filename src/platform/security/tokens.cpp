#include "platform/security/tokens.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>

#include <jwt.h>

#include "platform/errors/refusal.h"
#include "platform/json/json.h"
#include "platform/security/base64url.h"
#include "platform/security/random.h"
#include "platform/text/ascii.h"
#include "platform/text/numbers.h"

namespace till {
namespace {

constexpr std::size_t secret_bytes_min = 32;
constexpr std::size_t token_bytes_max = 4096;
constexpr std::size_t token_id_bytes = 16;
constexpr std::string_view token_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

struct Free {
    void operator()(jwt_t* token) const { jwt_free(token); }
    void operator()(char* text) const { std::free(text); }
};
using Token = std::unique_ptr<jwt_t, Free>;
using Text = std::unique_ptr<char, Free>;

void must(int error) {
    if (error == ENOMEM) throw std::bad_alloc();
    if (error != 0) throw std::runtime_error("a token could not be made");
}

const unsigned char* secret_bytes(const std::string& secret) {
    return reinterpret_cast<const unsigned char*>(secret.data());
}

/// Three parts in the alphabet of RFC 4648's base64url. Everything else would only cost the parser time.
bool looks_like_a_token(std::string_view token) {
    return token.size() <= token_bytes_max && token.find_first_not_of(token_letters) == std::string_view::npos &&
           std::count(token.begin(), token.end(), '.') == 2;
}

/// What one of the parts holds; nothing where that is no JSON object, or names a member twice.
std::optional<json::Value> object_in(std::string_view part) {
    const auto text = from_base64url(part);
    if (!text) return std::nullopt;
    try {
        json::Value value = json::parse(*text);
        return value.object() == nullptr ? std::nullopt : std::optional(std::move(value));
    } catch (const Refusal&) {
        return std::nullopt;
    }
}

/// RFC 7519, 5.1 has `typ` compared without regard to case.
bool is_jwt(std::string_view type) { return ascii::lower(type) == "jwt"; }

bool is_our_kind(std::string_view token) {
    const std::size_t dot = token.find('.');
    const auto header = object_in(token.substr(0, dot));
    if (!header || !object_in(token.substr(dot + 1, token.rfind('.') - dot - 1))) return false;
    const json::Value* algorithm = header->find("alg");
    const json::Value* type = header->find("typ");
    if (algorithm == nullptr || algorithm->text() == nullptr || *algorithm->text() != "HS256") return false;
    if (type != nullptr && (type->text() == nullptr || !is_jwt(*type->text()))) return false;
    return header->find("crit") == nullptr && header->find("b64") == nullptr;
}

std::optional<std::string> text_claim(jwt_t* token, const char* name) {
    const char* text = jwt_get_grant(token, name);
    if (text == nullptr || *text == '\0') return std::nullopt;
    return std::string(text);
}

/// By way of the claim's JSON, because jwt_get_grant_int() reads everything that is no number as 0.
std::optional<std::int64_t> number_claim(jwt_t* token, const char* name) {
    const Text json(jwt_get_grants_json(token, name));
    return json ? parse_integer<std::int64_t>(json.get()) : std::nullopt;
}

std::optional<std::int64_t> positive(std::optional<std::int64_t> number) {
    return number && *number > 0 ? number : std::nullopt;
}

/// RFC 7519 has `sub` as a text; a number is taken too.
std::optional<std::int64_t> subject_of(jwt_t* token) {
    const auto text = text_claim(token, "sub");
    return positive(text ? parse_integer<std::int64_t>(*text) : number_claim(token, "sub"));
}

std::int64_t seconds_of(Timestamp time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

/// RFC 7519, 4.1.5.
bool has_begun(jwt_t* token, std::int64_t now_s) {
    const Text json(jwt_get_grants_json(token, "nbf"));
    if (!json) return true;
    const auto begins_s = parse_integer<std::int64_t>(json.get());
    return begins_s && *begins_s <= now_s;
}

}  // namespace

TokenSigner::TokenSigner(std::string secret, std::string issuer, std::string audience, std::chrono::minutes lifetime)
    : secret_(std::move(secret)), issuer_(std::move(issuer)), audience_(std::move(audience)), lifetime_(lifetime) {
    if (secret_.size() < secret_bytes_min) throw std::invalid_argument("a key for tokens needs at least 32 bytes");
}

std::string TokenSigner::issue(const TokenClaims& claims, Timestamp now, std::chrono::seconds lifetime) const {
    jwt_t* made = nullptr;
    must(jwt_new(&made));
    const Token token(made);
    const std::string token_id = claims.token_id.empty() ? random_text(token_id_bytes) : claims.token_id;

    must(jwt_set_alg(made, JWT_ALG_HS256, secret_bytes(secret_), static_cast<int>(secret_.size())));
    must(jwt_add_grant(made, "iss", issuer_.c_str()));
    must(jwt_add_grant(made, "aud", audience_.c_str()));
    must(jwt_add_grant(made, "sub", std::to_string(claims.subject).c_str()));
    must(jwt_add_grant(made, "role", claims.role.c_str()));
    must(jwt_add_grant_int(made, "sid", claims.session));
    must(jwt_add_grant_int(made, "gen", claims.generation));
    must(jwt_add_grant(made, "jti", token_id.c_str()));
    must(jwt_add_grant_int(made, "iat", seconds_of(now)));
    must(jwt_add_grant_int(made, "exp", seconds_of(now + lifetime)));

    const Text text(jwt_encode_str(made));
    if (!text) must(errno == 0 ? EINVAL : errno);
    return text.get();
}

std::optional<TokenClaims> TokenSigner::verify(std::string_view token, Timestamp now) const {
    if (!looks_like_a_token(token) || !is_our_kind(token)) return std::nullopt;
    jwt_t* parsed = nullptr;
    const int error =
        jwt_decode(&parsed, std::string(token).c_str(), secret_bytes(secret_), static_cast<int>(secret_.size()));
    const Token owner(parsed);
    if (error != 0 || jwt_get_alg(parsed) != JWT_ALG_HS256) return std::nullopt;
    if (text_claim(parsed, "iss") != issuer_ || text_claim(parsed, "aud") != audience_) return std::nullopt;

    const auto subject = subject_of(parsed);
    const auto role = text_claim(parsed, "role");
    const auto token_id = text_claim(parsed, "jti");
    const auto issued_at_s = number_claim(parsed, "iat");
    const auto expires_at_s = number_claim(parsed, "exp");
    const auto session = positive(number_claim(parsed, "sid"));
    const auto generation = number_claim(parsed, "gen");
    if (!subject || !role || !token_id || !issued_at_s || !expires_at_s) return std::nullopt;
    if (!session || !generation || *generation < 0) return std::nullopt;
    if (*expires_at_s <= seconds_of(now) || !has_begun(parsed, seconds_of(now))) return std::nullopt;
    return TokenClaims{*subject, *role, *session, *generation, *token_id, *issued_at_s, *expires_at_s};
}

}  // namespace till

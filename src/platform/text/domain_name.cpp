#include "platform/text/domain_name.h"

#include <array>
#include <cstdint>

#include <unicode/uidna.h>

namespace till {
namespace {

constexpr std::size_t ascii_bytes_max = 253;
constexpr std::size_t utf8_bytes_max = 1024;  // longer than any that has an ASCII form

const UIDNA* rules() {
    static UIDNA* const rules = [] {
        UErrorCode error = U_ZERO_ERROR;
        return uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                   UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                               &error);
    }();
    return rules;
}

using Convert = decltype(&uidna_nameToASCII_UTF8);

std::optional<std::string> converted(Convert convert, std::string_view name) {
    std::array<char, utf8_bytes_max> bytes{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t length = convert(rules(), name.data(), static_cast<std::int32_t>(name.size()), bytes.data(),
                                        static_cast<std::int32_t>(bytes.size()), &info, &error);
    if (U_FAILURE(error) || info.errors != 0 || length <= 0) return std::nullopt;
    return std::string(bytes.data(), static_cast<std::size_t>(length));
}

bool ends_in_a_number(std::string_view ascii) {
    const std::string_view last = ascii.substr(ascii.rfind('.') + 1);  // all of it where there is no dot
    return last.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<DomainName> DomainName::parse(std::string_view utf8) {
    if (utf8.empty() || utf8.size() > utf8_bytes_max) return std::nullopt;
    const auto ascii = converted(uidna_nameToASCII_UTF8, utf8);
    const auto unicode = converted(uidna_nameToUnicodeUTF8, utf8);
    if (!ascii || !unicode || ascii->size() > ascii_bytes_max || ends_in_a_number(*ascii)) return std::nullopt;
    return DomainName{*ascii, *unicode};
}

}  // namespace till

#include "platform/http/content_coding.h"

#include <algorithm>
#include <optional>

#include "platform/text/split.h"
#include "platform/text/trim.h"

namespace till::http {

namespace {

constexpr int whole_weight = 1000;

/// What Accept-Encoding says of each coding, in thousandths.
struct Weights {
    std::optional<int> gzip;
    std::optional<int> br;
    std::optional<int> identity;
    std::optional<int> any_other;

    std::optional<int>* of(std::string_view coding) {
        if (same_name(coding, "gzip") || same_name(coding, "x-gzip")) return &gzip;
        if (same_name(coding, "br")) return &br;
        if (same_name(coding, "identity")) return &identity;
        return coding == "*" ? &any_other : nullptr;
    }
};

/// RFC 9110, 12.4.2: `0.75`, at most three decimals and at most 1; in thousandths.
std::optional<int> weight_of(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
    int weight = text[0] == '1' ? whole_weight : 0;
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    int place = whole_weight / 10;
    for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (digit < '0' || digit > '9') return std::nullopt;
        weight += (digit - '0') * place;
        place /= 10;
    }
    return weight <= whole_weight ? std::optional(weight) : std::nullopt;
}

/// `gzip`, `gzip;q=0.5`, `*;q=0`.
void read_element(std::string_view element, Weights& weights) {
    const std::size_t end = std::min(element.find(';'), element.size());
    std::optional<int>* const weight = weights.of(trimmed(element.substr(0, end)));
    if (weight == nullptr) return;
    if (end == element.size()) {
        *weight = whole_weight;
        return;
    }
    const std::string_view parameter = trimmed(element.substr(end + 1));
    if (parameter.size() < 2 || !same_name(parameter.substr(0, 2), "q=")) return;
    if (const auto read = weight_of(parameter.substr(2))) *weight = read;
}

Weights read_weights(const Headers& request) {
    Weights weights;
    for (const Header& header : request) {
        if (!same_name(header.name, "Accept-Encoding")) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) read_element(take_part(rest, ','), weights);
    }
    return weights;
}

}  // namespace

std::string_view name_of(Coding coding) {
    switch (coding) {
        case Coding::gzip:
            return "gzip";
        case Coding::br:
            return "br";
        case Coding::identity:
            break;
    }
    return "identity";
}

AcceptedCoding accepted_coding(const Headers& request) {
    if (!request.find("Accept-Encoding")) return {};
    const Weights weights = read_weights(request);
    const int others = weights.any_other.value_or(0);
    const int gzip = weights.gzip.value_or(others);
    const int br = weights.br.value_or(others);
    AcceptedCoding accepted;
    accepted.identity = weights.identity.value_or(weights.any_other.value_or(whole_weight)) > 0;
    // Where the header does not name identity, it comes after all codings that it names.
    const int identity = weights.identity.value_or(0);
    if (std::max(gzip, br) > 0 && std::max(gzip, br) >= identity)
        accepted.best = br >= gzip ? Coding::br : Coding::gzip;
    return accepted;
}

}  // namespace till::http

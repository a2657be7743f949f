#include "api/client_address.h"

#include <algorithm>
#include <stdexcept>

#include "platform/text/split.h"
#include "platform/text/trim.h"

namespace till {
namespace {

constexpr unsigned v6_client_bits = 64;

/// 1.2.3.4, 1.2.3.4:80, ::1, [::1] and [::1]:80.
std::optional<IpAddress> parse_forwarded(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    const std::size_t bracket = text.find(']');
    if (text.starts_with('[')) {
        if (bracket == std::string_view::npos || (bracket + 1 < text.size() && text[bracket + 1] != ':')) return {};
        return IpAddress::parse(text.substr(1, bracket - 1));
    }
    const bool has_port = colon != std::string_view::npos && text.find(':') == colon;
    return IpAddress::parse(has_port ? text.substr(0, colon) : text);
}

/// All that X-Forwarded-For names, from left to right; empty elements do not count (RFC 9110, 5.6.1).
std::vector<std::string_view> forwarded_for(const http::Request& request) {
    std::vector<std::string_view> elements;
    for (const http::Header& header : request.headers) {
        if (!http::same_name(header.name, "X-Forwarded-For")) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::string_view element = trimmed(take_part(rest, ','), spaces_and_tabs);
            if (!element.empty()) elements.push_back(element);
        }
    }
    return elements;
}

}  // namespace

ClientAddresses::ClientAddresses(const std::vector<std::string>& trusted_proxies) {
    for (const std::string& text : trusted_proxies) {
        const auto network = IpNetwork::parse(text);
        if (!network) throw std::invalid_argument("\"" + text + "\" is neither an address nor a CIDR range");
        trusted_.push_back(*network);
    }
}

std::string ClientAddresses::of(const http::Request& request) const {
    const std::string_view peer = request.peer;
    std::optional<IpAddress> address = IpAddress::parse(peer.substr(0, peer.find('%')));
    if (!address) return request.peer;
    if (!trusts(*address)) return address->text();
    const std::vector<std::string_view> forwarded = forwarded_for(request);
    for (auto element = forwarded.rbegin(); element != forwarded.rend() && trusts(*address); ++element) {
        const auto before = parse_forwarded(*element);
        if (!before) break;
        address = before;
    }
    return address->text();
}

bool ClientAddresses::trusts(const IpAddress& address) const {
    return std::any_of(trusted_.begin(), trusted_.end(),
                       [&](const IpNetwork& network) { return network.contains(address); });
}

const std::string& client_of(Request& request, const ClientAddresses& addresses) {
    if (request.client.empty()) request.client = addresses.of(request.http);
    return request.client;
}

std::string counted_address(std::string_view address) {
    const auto parsed = IpAddress::parse(address);
    if (!parsed || parsed->is_v4()) return std::string(address);
    return parsed->first_of_network(v6_client_bits).text() + "/64";
}

}  // namespace till

#include "load/clients.h"

#include <array>
#include <cctype>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/replace.hpp>

namespace till::load {

namespace {

// As they send a GET of JSON over HTTP/1.1, without Connection, Referer and Cookie. None prefers another coding to
// gzip: browsers offer Brotli only over TLS.
constexpr std::array<std::string_view, Clients::count> headers{
    // Chrome on Windows
    "Host: {host}\n"
    "Authorization: Bearer {token}\n"
    "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
    "Safari/537.36\n"
    "Accept: application/json, text/plain, */*\n"
    "Accept-Encoding: gzip, deflate\n"
    "Accept-Language: en-GB,en-US;q=0.9,en;q=0.8\n",
    // Firefox on Linux
    "Host: {host}\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0\n"
    "Accept: */*\n"
    "Accept-Language: de,en-US;q=0.7,en;q=0.3\n"
    "Accept-Encoding: gzip, deflate\n"
    "Authorization: Bearer {token}\n",
    // Safari on macOS
    "Host: {host}\n"
    "Accept: application/json\n"
    "Authorization: Bearer {token}\n"
    "Accept-Language: fr-FR,fr;q=0.9\n"
    "Accept-Encoding: gzip, deflate\n"
    "User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
    "Safari/605.1.15\n",
    // Chrome on Android
    "Host: {host}\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile "
    "Safari/537.36\n"
    "Authorization: Bearer {token}\n"
    "Accept: */*\n"
    "X-Requested-With: com.android.browser\n"
    "Accept-Encoding: gzip, deflate\n"
    "Accept-Language: pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7\n",
    // Edge on Windows, behind a proxy that ends TLS
    "host: {host}\n"
    "sec-ch-ua: \"Not/A)Brand\";v=\"8\", \"Chromium\";v=\"126\", \"Microsoft Edge\";v=\"126\"\n"
    "sec-ch-ua-mobile: ?0\n"
    "sec-ch-ua-platform: \"Windows\"\n"
    "authorization: Bearer {token}\n"
    "user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
    "Safari/537.36 Edg/126.0.0.0\n"
    "accept: application/json\n"
    "sec-fetch-site: same-origin\n"
    "sec-fetch-mode: cors\n"
    "sec-fetch-dest: empty\n"
    "accept-encoding: gzip, deflate\n"
    "accept-language: en-US,en;q=0.9\n",
    // an app on iOS (URLSession)
    "Host: {host}\n"
    "Accept: application/json\n"
    "Authorization: Bearer {token}\n"
    "Accept-Encoding: gzip, deflate\n"
    "User-Agent: ShopApp/4.2.1 (com.example.shop; build:871; iOS 17.5.1) CFNetwork/1496.0.7 Darwin/23.5.0\n"
    "Accept-Language: es-ES;q=1.0, ca-ES;q=0.9\n",
    // an app on Android (OkHttp)
    "Authorization: Bearer {token}\n"
    "Accept: application/json; charset=utf-8\n"
    "Host: {host}\n"
    "Accept-Encoding: gzip\n"
    "User-Agent: okhttp/4.12.0\n",
    // an app of Flutter (Dart)
    "user-agent: Dart/3.4 (dart:io)\n"
    "accept: application/json\n"
    "accept-encoding: gzip\n"
    "authorization: Bearer {token}\n"
    "host: {host}\n",
    // curl --compressed
    "Host: {host}\n"
    "User-Agent: curl/7.88.1\n"
    "Accept: */*\n"
    "Accept-Encoding: deflate, gzip\n"
    "Authorization: Bearer {token}\n",
    // Python, requests
    "Host: {host}\n"
    "User-Agent: python-requests/2.32.3\n"
    "Accept-Encoding: gzip, deflate\n"
    "Accept: */*\n"
    "Authorization: Bearer {token}\n",
    // Go, net/http
    "Host: {host}\n"
    "User-Agent: Go-http-client/1.1\n"
    "Authorization: Bearer {token}\n"
    "Accept-Encoding: gzip\n",
    // Node.js, fetch
    "host: {host}\n"
    "authorization: Bearer {token}\n"
    "accept: application/json\n"
    "accept-language: *\n"
    "sec-fetch-mode: cors\n"
    "user-agent: node\n"
    "accept-encoding: gzip, deflate\n",
    // Rust, reqwest
    "authorization: Bearer {token}\n"
    "accept: */*\n"
    "accept-encoding: gzip\n"
    "user-agent: stock-sync/0.3.0\n"
    "host: {host}\n",
    // Java, Apache HttpClient
    "Accept: application/json, application/*+json\n"
    "Authorization: Bearer {token}\n"
    "Host: {host}\n"
    "User-Agent: Apache-HttpClient/5.3.1 (Java/17.0.11)\n"
    "Accept-Encoding: gzip, x-gzip, deflate\n",
    // Ruby, Net::HTTP
    "Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3\n"
    "Accept: */*\n"
    "User-Agent: Ruby\n"
    "Authorization: Bearer {token}\n"
    "Host: {host}\n",
    // PHP, Guzzle
    "User-Agent: GuzzleHttp/7\n"
    "HOST: {host}\n"
    "ACCEPT: application/json\n"
    "AUTHORIZATION: Bearer {token}\n"
    "ACCEPT-ENCODING: gzip\n",
};

std::string_view header_of(std::size_t connection) { return headers[connection % Clients::count]; }

bool is_left_out(std::string_view line, const Callers& callers, Codings codings) {
    return (callers.tokens.empty() && boost::algorithm::istarts_with(line, "authorization:")) ||
           (codings == Codings::none && boost::algorithm::istarts_with(line, "accept-encoding:"));
}

}  // namespace

std::string Clients::fields(const Callers& callers, std::size_t connection, Codings codings) {
    std::string fields;
    for (std::string_view rest = header_of(connection); !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        if (!is_left_out(line, callers, codings)) fields.append(line).append("\r\n");
    }
    boost::algorithm::replace_all(fields, "{host}", callers.host);
    if (!callers.tokens.empty()) {
        boost::algorithm::replace_all(fields, "{token}", callers.tokens[connection % count % callers.tokens.size()]);
    }
    return fields;
}

std::string_view Clients::condition(std::size_t connection) {
    const bool in_small_letters = std::islower(static_cast<unsigned char>(header_of(connection).front())) != 0;
    return in_small_letters ? "if-none-match: " : "If-None-Match: ";
}

}  // namespace till::load

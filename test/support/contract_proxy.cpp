#include "support/contract_proxy.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <stdexcept>

#include <gtest/gtest.h>

#include "platform/errors/refusal.h"
#include "platform/text/unicode.h"
#include "support/places.h"
#include "support/ports.h"

namespace till::test {
namespace {

constexpr std::string_view base = "/api/v1";

std::mutex started_mutex;
std::map<std::uint16_t, std::weak_ptr<ContractProxy>> started;

// Everything in a line up to the colon.
std::set<std::string> exceptions_in(const std::string& file) {
    std::ifstream lines(file);
    if (!lines) throw std::runtime_error("cannot read " + file);
    std::set<std::string> exceptions;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') continue;
        const auto colon = line.find(": ");
        if (colon == std::string::npos) throw std::runtime_error("an exception needs a reason: " + line);
        exceptions.insert(line.substr(0, colon));
    }
    return exceptions;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// With {} for each part that is a number.
std::string generalised(std::string_view text, char separator) {
    std::string general;
    while (true) {
        const auto end = std::min(text.find(separator), text.size());
        general += is_number(text.substr(0, end)) ? "{}" : text.substr(0, end);
        if (end == text.size()) return general;
        general += separator;
        text.remove_prefix(end + 1);
    }
}

std::string operation_of(std::string_view method, std::string_view target) {
    std::string_view path = target.substr(0, target.find('?'));
    path.remove_prefix(base.size());
    if (path.ends_with('/')) path.remove_suffix(1);
    return std::string(method) + " " + generalised(path, '/');
}

std::string location_of(const json::Value& violation) {
    std::string location;
    for (const json::Value& part : *violation.find("location")->array()) {
        location += (location.empty() ? "" : ".") + (part.text() != nullptr ? *part.text() : json::serialize(part));
    }
    return location;
}

bool has_bad_escapes(std::string_view target) {
    std::string decoded;
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (target[i] != '%') {
            decoded += target[i];
            continue;
        }
        const std::string digits(target.substr(i + 1, 2));
        if (digits.size() != 2 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return true;
        decoded += static_cast<char>(std::stoi(digits, nullptr, 16));
        i += 2;
    }
    return !is_utf8(decoded);
}

bool is_media_type(const std::string& text) {
    static const std::regex grammar("[^/,; ]+/[^/,; ]+(;[^,]*)?");
    return std::regex_match(text, grammar);
}

// A number that a double holds as it is written.
bool is_exact(const std::string& number) {
    return number.size() <= 15 && number.find_first_of("eE") == std::string::npos;
}

bool has_exact_numbers(const json::Value& value) {
    if (const json::Number* number = value.number()) return is_exact(number->text);
    if (const json::Array* items = value.array()) return std::all_of(items->begin(), items->end(), has_exact_numbers);
    if (const json::Object* members = value.object()) {
        return std::all_of(members->begin(), members->end(),
                           [](const json::Member& member) { return has_exact_numbers(member.value); });
    }
    return true;
}

std::string obstacle_in(const std::string& body, bool bytes_count) {
    try {
        const json::Value document = json::parse(body);
        if (document.object() == nullptr && document.array() == nullptr) return "not-an-object";
        if (!has_exact_numbers(document)) return "inexact-number";
        return bytes_count && json::serialize(document) != body ? "bytes-that-count" : "";
    } catch (const Refusal&) {
        return "not-json";
    }
}

// What prevents Prism from passing a request on as it is; test/contract/exceptions says more of each. Empty where
// nothing does.
std::string obstacle_in(std::string_view method, std::string_view target, const Headers& headers,
                        const std::optional<std::string>& body) {
    if (method == "HEAD" || method == "OPTIONS") return std::string(method);
    if (target.substr(0, target.find('?')).ends_with('/')) return "trailing-slash";
    if (has_bad_escapes(target)) return "bad-escapes";
    bool bytes_count = false;
    for (const auto& [name, value] : headers) {
        if (name == "Content-Type" && !is_media_type(value)) return "bad-content-type";
        bytes_count = bytes_count || name == "Idempotency-Key";
    }
    return body ? obstacle_in(*body, bytes_count) : "";
}

}  // namespace

std::shared_ptr<ContractProxy> ContractProxy::start(std::uint16_t shop) {
    const char* const launcher = std::getenv("TILL_TEST_PROXY");
    if (launcher == nullptr) return nullptr;
    const std::shared_ptr<ContractProxy> proxy = on_a_free_port(launcher, shop);
    const std::lock_guard lock(started_mutex);
    started[shop] = proxy;
    return proxy;
}

/// A port that was free may be taken before the proxy listens.
std::shared_ptr<ContractProxy> ContractProxy::on_a_free_port(const std::string& launcher, std::uint16_t shop) {
    constexpr int attempts = 3;
    for (int attempt = 1;; ++attempt) {
        try {
            return std::shared_ptr<ContractProxy>(new ContractProxy(launcher, shop));
        } catch (const std::runtime_error& error) {
            const bool taken = std::string_view(error.what()).find("EADDRINUSE") != std::string_view::npos;
            if (!taken || attempt == attempts) throw;
        }
    }
}

std::shared_ptr<ContractProxy> ContractProxy::in_front_of(std::uint16_t shop) {
    const std::lock_guard lock(started_mutex);
    const auto found = started.find(shop);
    return found == started.end() ? nullptr : found->second.lock();
}

ContractProxy::ContractProxy(const std::string& launcher, std::uint16_t shop)
    : port_(free_port()),
      child_(launcher, {std::to_string(port_), "http://127.0.0.1:" + std::to_string(shop) + std::string(base)}, {}, ""),
      excepted_(exceptions_in(source_path("test/contract/exceptions"))) {
    child_.wait_for_port(port_);
}

std::optional<std::string> ContractProxy::way_through(std::string_view method, std::string_view target,
                                                      const Headers& headers, const std::optional<std::string>& body) {
    if (!target.starts_with(std::string(base) + "/")) return std::nullopt;
    const std::string obstacle = obstacle_in(method, target, headers, body);
    if (!obstacle.empty() && is_excepted("request " + obstacle)) return std::nullopt;
    return std::string(target.substr(base.size()));
}

Response ContractProxy::examined(std::string_view method, std::string_view target, Response response) {
    const auto said = response.header("sl-violations");
    if (!said) return response;
    json::Value violations;
    try {
        violations = json::parse(*said);
    } catch (const Refusal&) {
        ADD_FAILURE() << method << ' ' << target << ": " << *said;
        return response;
    }
    const std::string operation = operation_of(method, target) + " " + std::to_string(response.status);
    for (const json::Value& violation : *violations.array()) {
        const std::string message = at(violation, "message");
        std::string location = location_of(violation);
        if (message == "Selected route not found" && response.status < 400) location = "response.undocumented";
        if (!location.starts_with("response")) continue;
        const std::string what = operation + " " + generalised(location, '.');
        if (is_excepted(what)) continue;
        ADD_FAILURE() << "the document has no such answer: " << what << ": " << message << "\n"
                      << method << ' ' << target << "\n"
                      << testing::PrintToString(response);
    }
    return response;
}

bool ContractProxy::is_excepted(const std::string& what) {
    const std::lock_guard lock(mutex_);
    if (excepted_.find(what) == excepted_.end()) return false;
    if (used_.insert(what).second) {
        if (const char* const file = std::getenv("TILL_TEST_EXCEPTIONS_USED")) {
            std::ofstream(file, std::ios::app) << what << '\n';
        }
    }
    return true;
}

}  // namespace till::test

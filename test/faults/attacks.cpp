#include "faults/attacks.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

#include "faults/abuse_catalogue.h"
#include "faults/effort.h"
#include "faults/raw_connection.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;
using Step = std::function<void(std::mt19937_64&, const std::string& address)>;

constexpr std::size_t mebibyte = 1024 * 1024;
constexpr int bodies = 1'500;
constexpr int held_connections = 2'000;

/// The pause after a refusal, a twentieth of Retry-After: attackers and shop share the processors here, and an attacker
/// that retries at once takes them from the shop without a request.
constexpr auto before_another_try = 50ms;

/// A loopback address for each attacker; none is the bystander's.
std::string address_of(std::int64_t attacker) {
    return "127.1." + std::to_string(attacker / 250 % 250) + "." + std::to_string(attacker % 250 + 1);
}

/// So many at once, each over and over from addresses of its own, with dice of its own.
void crowd(int clients, const std::stop_token& end, const Step& step) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([i, end, &step] {
            std::mt19937_64 random = dice(static_cast<std::uint64_t>(1000 + i));
            for (std::int64_t round = 0; !end.stop_requested(); ++round) step(random, address_of(i + round * 251));
        });
    }
}

std::string request_for(const std::string& target, const std::string& headers = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

/// Sends a request, and leaves 50 ms later or waits for the response, at random. Where the shop cannot be reached, it
/// retries a little later.
void ask(const Target& target, std::mt19937_64& random, const std::string& address, const std::string& path,
         Responses& responses) {
    const RawConnection connection(target.port, address);
    if (!connection.is_connected()) {
        responses.count(0);
        return std::this_thread::sleep_for(before_another_try);
    }
    connection.send(request_for(path, "Connection: close\r\n"));
    if (chance(random, 0.5)) return std::this_thread::sleep_for(50ms);
    responses.count(connection.status(30));
}

std::string word(std::mt19937_64& random, std::int64_t letters) {
    std::string text;
    for (std::int64_t i = 0; i < letters; ++i) text += static_cast<char>('a' + between(random, 0, 25));
    return text;
}

std::string any_search(std::mt19937_64& random) {
    std::string text;
    const std::int64_t words = chance(random, 0.5) ? between(random, 1, 4) : between(random, 5, 60);
    const std::int64_t letters = between(random, 0, 3);
    for (std::int64_t i = 0; i < words; ++i) {
        text +=
            (text.empty() ? "" : "+") + (letters == 0 ? common_word(between(random, 0, 675)) : word(random, letters));
    }
    return text;
}

std::string any_filter(std::mt19937_64& random) {
    constexpr std::array sorts{"name", "-name", "price", "-price", "created_at", "-created_at"};
    std::string filter = std::string("sort=") + sorts.at(static_cast<std::size_t>(between(random, 0, 5)));
    if (chance(random, 0.4)) filter += "&category=" + percent_encoded(abusive_category(between(random, 0, 130)));
    if (chance(random, 0.4)) filter += "&min_price=" + std::to_string(between(random, 0, 2100));
    if (chance(random, 0.4)) filter += "&max_price=" + std::to_string(between(random, 0, 2100));
    if (chance(random, 0.4)) filter += chance(random, 0.7) ? "&in_stock=true" : "&in_stock=false";
    return filter;
}

std::string any_page(std::mt19937_64& random) {
    constexpr std::array pages{1, 2, 5, 100, 500, 5000, 10000, 1000000};
    return "&page=" + std::to_string(pages.at(static_cast<std::size_t>(between(random, 0, 7)))) +
           "&per_page=" + std::to_string(between(random, 1, 100));
}

void filter_without_end(const Target& target, const std::stop_token& end, Responses& responses) {
    crowd(32, end, [&](std::mt19937_64& random, const std::string& address) {
        std::string path = "/api/v1/products?" + any_filter(random) + any_page(random);
        if (chance(random, 0.3)) path += "&search=" + any_search(random);
        ask(target, random, address, path, responses);
    });
}

/// Bodies of a mebibyte that never end, held open.
void hold_bodies(const Target& target, const std::string& path, const std::stop_token& end, Responses& responses) {
    const std::string head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
                             "Content-Length: " + std::to_string(mebibyte) + "\r\n\r\n";
    const std::string body(mebibyte - 1, ' ');
    while (!end.stop_requested()) {
        std::vector<RawConnection> held;
        for (int i = 0; i < bodies && !end.stop_requested(); ++i) {
            held.emplace_back(target.port, address_of(i));
            held.back().send(head);
            held.back().send(body);
        }
        for (int i = 0; i < 100 && !end.stop_requested(); ++i) std::this_thread::sleep_for(50ms);
        for (const RawConnection& connection : held) responses.count(end.stop_requested() ? 0 : connection.status(1));
    }
}

std::string numbers(std::size_t bytes) {
    std::string text = "[0";
    while (text.size() + 3 < bytes) text += ",0";
    return text + "]";
}

std::string names(std::size_t bytes) {
    std::string text = R"({"a":0)";
    for (std::int64_t i = 0; text.size() + 24 < bytes; ++i) text += ",\"n" + std::to_string(i) + "\":0";
    return text + "}";
}

std::string depth(std::size_t bytes) { return std::string(bytes / 2, '[') + std::string(bytes / 2, ']'); }

void send_json_bombs(const Target& target, const std::stop_token& end, Responses& responses) {
    std::vector<std::string> bombs;
    for (const std::size_t size : {mebibyte - 1, std::size_t{16 * 1024 - 1}}) {
        for (const auto& bomb : {numbers(size), names(size), depth(size)}) bombs.push_back(bomb);
    }
    crowd(64, end, [&](std::mt19937_64& random, const std::string& address) {
        const std::string& bomb = bombs.at(static_cast<std::size_t>(between(random, 0, std::ssize(bombs) - 1)));
        const bool is_known = chance(random, 0.5);
        const RawConnection connection(target.port, address);
        connection.send(std::string("POST /api/v1/") + (is_known ? "orders" : "login/refresh") +
                        " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n" +
                        (is_known ? "Authorization: Bearer " + target.customer_token + "\r\n" : "") +
                        "Content-Length: " + std::to_string(bomb.size()) + "\r\n\r\n");
        connection.send(bomb);
        responses.count(connection.status(30));
    });
}

/// Ask for the largest document on many connections and read it a little at a time.
void read_slowly(const Target& target, const std::stop_token& end, Responses& responses) {
    constexpr int small_buffer = 2048;
    constexpr std::size_t a_little = 256;
    std::vector<RawConnection> held;
    while (!end.stop_requested()) {
        std::erase_if(held, [&](const RawConnection& connection) { return !connection.take(a_little); });
        while (held.size() < held_connections && !end.stop_requested()) {
            held.emplace_back(target.port, address_of(std::ssize(held)), small_buffer);
            held.back().send(request_for("/api/openapi.json"));
        }
        for (int i = 0; i < 100 && !end.stop_requested(); ++i) std::this_thread::sleep_for(50ms);
    }
    for (std::size_t i = 0; i < held.size(); ++i) responses.count(0);
}

/// Open connections and say nothing: half of them from one address.
void be_silent(const Target& target, const std::stop_token& end, Responses& responses) {
    std::vector<RawConnection> held;
    while (!end.stop_requested()) {
        std::erase_if(held, [](const RawConnection& connection) { return !connection.take(1); });
        while (held.size() < held_connections && !end.stop_requested()) {
            const auto number = std::ssize(held);
            held.emplace_back(target.port, number % 2 == 0 ? "127.1.0.1" : address_of(number));
        }
        std::this_thread::sleep_for(100ms);
    }
    for (std::size_t i = 0; i < held.size(); ++i) responses.count(0);
}

/// Wrong passwords from all networks of one IPv6 /48, by way of a trusted proxy, which keeps its connections.
void sign_in_wrongly(const Target& target, const std::stop_token& end, Responses& responses) {
    constexpr int requests_per_connection = 100;
    crowd(32, end, [&](std::mt19937_64& random, const std::string&) {
        const Api api(target.port);
        for (int i = 0; i < requests_per_connection && !end.stop_requested(); ++i) {
            std::array<char, 8> network{};
            std::snprintf(network.data(), network.size(), "%x", static_cast<unsigned>(between(random, 1, 1214)));
            const Response response =
                api.send("POST", "/login", R"({"username":"guest1","password":"not the right password"})",
                         {{"X-Forwarded-For", "2001:db8:77:" + std::string(network.data()) + "::1"}});
            responses.count(response.status);
        }
    });
}

void import_without_end(const Target& target, const std::stop_token& end, Responses& responses) {
    constexpr std::int64_t rows = 5'000;
    std::string bad = "sku,name,price\n";
    for (std::int64_t i = 0; i < rows; ++i) bad += ",,x\n";
    const std::string good = abusive_catalogue(rows);
    crowd(8, end, [&](std::mt19937_64& random, const std::string& address) {
        const Api api(target.port, target.admin_token, address);
        const std::string path = chance(random, 0.5) ? "/imports/products/preview" : "/imports/products?skip_bad=true";
        const Response response =
            api.send("POST", path, chance(random, 0.5) ? bad : good, {{"Content-Type", "text/csv"}});
        responses.count(response.status);
        if (response.status == 503) std::this_thread::sleep_for(before_another_try);
    });
}

}  // namespace

void Responses::count(int status) {
    const std::scoped_lock lock(mutex_);
    ++by_status_[status];
}

std::string Responses::text() const {
    const std::scoped_lock lock(mutex_);
    std::string text;
    for (const auto& [status, count] : by_status_) {
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " × " +
                (status == 0 ? "no response" : std::to_string(status));
    }
    return text.empty() ? "no response waited for" : text;
}

std::int64_t Responses::failures() const {
    const std::scoped_lock lock(mutex_);
    std::int64_t failures = 0;
    for (const auto& [status, count] : by_status_) failures += status >= 500 && status != 503 ? count : 0;
    return failures;
}

void search_without_end(const Target& target, int clients, const std::stop_token& end, Responses& responses) {
    crowd(clients, end, [&](std::mt19937_64& random, const std::string& address) {
        std::string path = "/api/v1/products?search=" + any_search(random);
        if (chance(random, 0.3)) path += any_page(random);
        if (chance(random, 0.2)) path += "&" + any_filter(random);
        ask(target, random, address, path, responses);
    });
}

std::vector<Attack> attacks() {
    const auto search = [](int clients) {
        return [clients](const Target& target, const std::stop_token& end, Responses& responses) {
            search_without_end(target, clients, end, responses);
        };
    };
    const auto hold = [](const std::string& path) {
        return [path](const Target& target, const std::stop_token& end, Responses& responses) {
            hold_bodies(target, path, end, responses);
        };
    };
    return {
        {"searches, 8 clients", search(8)},
        {"searches, 64 clients", search(64)},
        {"filters, sorts and pages, 32 clients", filter_without_end},
        {"1,500 bodies without a token for a route that needs one", hold("/api/v1/orders")},
        {"1,500 bodies for the sign-in", hold("/api/v1/login")},
        {"JSON bombs, 64 clients", send_json_bombs},
        {"2,000 slow readers", read_slowly},
        {"2,000 silent connections", be_silent},
        {"sign-ins from one /48, 32 clients", sign_in_wrongly},
        {"imports and previews, 8 clients", import_without_end},
    };
}

}  // namespace till::test

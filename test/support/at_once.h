#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "support/shop_test.h"

namespace till::test {

/// Calls `request(i)` on as many threads at once, and returns what each got; what one throws is its response's body.
template <class Request>
std::vector<Response> all_at_once(std::size_t count, Request request) {
    std::vector<Response> responses(count);
    std::latch ready(static_cast<std::ptrdiff_t>(count));
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            ready.arrive_and_wait();
            try {
                responses[i] = request(i);
            } catch (const std::exception& error) {
                responses[i].body = error.what();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    return responses;
}

inline std::int64_t count_of(const std::vector<Response>& responses, int status) {
    return std::count_if(responses.begin(), responses.end(),
                         [&](const Response& response) { return response.status == status; });
}

/// Clients of one account, each with a connection of its own that is open already.
inline std::vector<Api> connections(const RunningShop& shop, const std::string& token, std::size_t count) {
    std::vector<Api> apis;
    for (std::size_t i = 0; i < count; ++i) {
        apis.push_back(shop.with_token(token));
        EXPECT_THAT(apis.back().get("/me"), HasStatus(200));
    }
    return apis;
}

}  // namespace till::test

#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "support/http_client.h"
#include "support/till_process.h"

namespace till::test {

/// @stoplight/prism-cli between the tests and a running shop: it passes requests on, and reports in which ways each
/// response differs from openapi/swagger.yaml. Such a response fails the test that is running. Requests may be as wrong
/// as they like.
///
/// There is one only where TILL_TEST_PROXY names its launcher, as script/test --contract does. Where Prism itself errs,
/// test/contract/exceptions says so; what of it was needed is added to the file that TILL_TEST_EXCEPTIONS_USED names.
/// May be used by several threads at once.
class ContractProxy {
 public:
    /// Starts one in front of a shop's port; nothing where the tests run without.
    static std::shared_ptr<ContractProxy> start(std::uint16_t shop);
    /// The one that was started there and has not ended.
    static std::shared_ptr<ContractProxy> in_front_of(std::uint16_t shop);

    std::uint16_t port() const { return port_; }

    /// The target at the proxy instead of a target of the shop; nothing for a request that has to go to the shop
    /// itself.
    std::optional<std::string> way_through(std::string_view method, std::string_view target, const Headers& headers,
                                           const std::optional<std::string>& body);

    /// The response as the shop gave it; fails the test where it is not as the document has it.
    Response examined(std::string_view method, std::string_view target, Response response);

 private:
    static std::shared_ptr<ContractProxy> on_a_free_port(const std::string& launcher, std::uint16_t shop);
    ContractProxy(const std::string& launcher, std::uint16_t shop);

    /// Whether it is in the list of exceptions.
    bool is_excepted(const std::string& what);

    std::uint16_t port_;
    Child child_;
    std::mutex mutex_;
    std::set<std::string> excepted_;
    std::set<std::string> used_;
};

}  // namespace till::test

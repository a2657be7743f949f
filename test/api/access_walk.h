#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "api/operations.h"
#include "support/shop_test.h"

/// The walk over all operations in all cases.
namespace till::test {

/// A way to come to an operation, and what it answers then.
struct AccessCase {
    std::string name;
    int wanted;
    std::string token;  ///< "" for none
};

/// No token, and tokens that are good but for one thing.
std::vector<AccessCase> without_a_good_token(int wanted, const std::string& good_token);

/// Calls operations of a shop, with what they need, and counts.
class AccessWalk {
 public:
    explicit AccessWalk(RunningShop& shop);

    /// Fails the test where the response is not the one wanted; a GET is asked by HEAD too.
    void go(const Operation& operation, const AccessCase& with);
    /// The text with each <thing> made anew.
    std::string filled(std::string text);

    const Shopper customer;
    const Shopper other;
    int calls() const { return calls_; }

 private:
    using Maker = std::function<std::string()>;

    std::map<std::string, Maker> makers();
    std::string new_refresh_token();
    std::string new_product();
    std::string new_product_with_image();
    std::string new_order();
    std::string new_order_being_packed();
    std::string put_into_both_carts();

    RunningShop& shop_;
    const std::map<std::string, Maker> makers_;
    // Walks of one program may share a shop.
    inline static int number_ = 0;
    int calls_ = 0;
};

/// An operation as the API's own document has it.
struct DocumentedOperation {
    std::string call;  ///< "GET /api/v1/orders/{id}"
    bool needs_token;
    std::string description;
};
std::map<std::string, DocumentedOperation> documented_operations(const RunningShop& shop);

}  // namespace till::test

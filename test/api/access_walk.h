#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "support/shop_test.h"

/// The walk over all operations in all cases.
namespace till::test {

/// An operation and the status of its response to each caller.
struct AccessRow {
    std::string operation;
    std::string call;  ///< "GET /orders/<order>"; here and in the body, <thing> is made anew for each case
    std::string body;  ///< "" for none
    struct {
        int nobody;    ///< a client without a good token
        int customer;  ///< whose the order is
        int other;     ///< another customer
        int staff;
        int admin;
    } gets;
};

/// By hand, so that a mistake in the table of routes, in a role or in a check of ownership fails a test.
const std::vector<AccessRow>& access_table();

/// A token for an operation, and the wanted status.
struct AccessCase {
    std::string name;
    int wanted;
    std::string token;  ///< "" for none
};

/// No token, and tokens that are good but for one thing.
std::vector<AccessCase> without_a_good_token(int wanted, const std::string& good_token);

/// Calls operations of a shop, and counts.
class AccessWalk {
 public:
    explicit AccessWalk(RunningShop& shop);

    /// Fails the test where the response is not the one wanted; a GET is sent as HEAD too.
    void go(const AccessRow& row, const AccessCase& with);

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
    std::string put_into_both_carts();
    std::string filled(std::string text);

    RunningShop& shop_;
    const std::map<std::string, Maker> makers_;
    int number_ = 0;
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

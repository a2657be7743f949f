#pragma once
#include <string>
#include <vector>

namespace till::test {

/// An operation, a call of it that is taken, and the status that it answers to whom.
struct Operation {
    std::string name;
    std::string call;  ///< "GET /orders/<order>"; here and in the body, AccessWalk makes each <thing> anew
    /// With every field that an admin or a customer may send, for the tests spoil each of them; "" for none.
    std::string body;
    struct {
        int nobody;    ///< whoever has no good token
        int customer;  ///< whose the order is
        int other;     ///< another customer
        int staff;
        int admin;
    } gets;

    std::string method() const { return call.substr(0, call.find(' ')); }
    std::string path() const { return call.substr(call.find(' ') + 1); }
    bool takes_json() const { return body.starts_with('{'); }
    bool is_for_customers() const { return gets.customer < 400; }
    bool is_for_admins() const { return gets.admin < 400; }
};

/// All operations, by hand, so that a slip in the table of routes, in a role or in a question of whose it is shows
/// here.
const std::vector<Operation>& operations();

}  // namespace till::test

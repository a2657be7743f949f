#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "support/shop_test.h"

/// What the tests of bad input spoil.
namespace till::test {

/// JSON as it stands, good or bad.
inline json::Value raw(const std::string& text) { return json::Number{text}; }

/// A call with a body that is taken, to be spoiled.
struct GoodCall {
    std::string operation;
    std::string method;
    std::string path;
    json::Value body;
    bool as_admin = true;
};

/// A shop in which each operation that takes a body can be called.
class BadBodies : public ShopTest {
 protected:
    void SetUp() override;

    /// One for each operation that takes a body.
    std::vector<GoodCall> calls() const;
    /// The call, with this body.
    Response send(const GoodCall& call, const json::Value& body) const;

    /// The schema of a call's body, from the API's own document.
    json::Value schema_of(const std::string& operation) const;
    /// What a `$ref` points at; another schema itself.
    json::Value resolved(const json::Value& schema) const;
    const json::Value& document() const { return document_; }

    /// All that the API returns of the database.
    std::string everything() const;

 private:
    Shopper shopper_ = shop().new_shopper();
    std::int64_t customer_ = shop().new_customer();  // without an account
    std::int64_t product_ = 0;
    std::string order_to_ship_;
    std::string order_to_cancel_;
    json::Value document_;
};

}  // namespace till::test

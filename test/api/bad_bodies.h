#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "api/access_walk.h"

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
    const Api* caller;
};

/// A shop in which each operation that takes a body can be called.
class BadBodies : public ShopTest {
 protected:
    void SetUp() override;

    /// A call of an operation that takes JSON, by a customer where customers may, else by an admin. All that it needs
    /// is made anew.
    GoodCall call_of(const Operation& operation);
    /// Of each operation that takes JSON: by a customer, by an admin, or by both, as they may. What they need is made
    /// now, before anything is compared.
    std::vector<GoodCall> calls();
    /// The call, with this body.
    static Response send(const GoodCall& call, const json::Value& body);

    /// The schema of a call's body, from the API's own document.
    json::Value schema_of(const std::string& operation) const;
    /// What a `$ref` points at; another schema itself.
    json::Value resolved(const json::Value& schema) const;
    const json::Value& document() const { return document_; }

    /// All that the API returns of the database.
    std::string everything() const;

 private:
    AccessWalk walk_{shop()};
    json::Value document_;
};

}  // namespace till::test

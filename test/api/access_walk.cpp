#include "api/access_walk.h"

#include <chrono>

#include "platform/security/tokens.h"
#include "support/images.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;

std::string problem_code(int status) {
    static const std::map<int, std::string> codes{
        {401, "unauthorized"}, {403, "forbidden"}, {404, "not-found"}, {422, "validation-failed"}};
    return codes.at(status);
}

Timestamp now() { return std::chrono::time_point_cast<Timestamp::duration>(std::chrono::system_clock::now()); }

std::string damaged(std::string token) {
    char& letter = token[token.rfind('.') + 7];
    letter = letter == 'A' ? 'B' : 'A';
    return token;
}

std::string expired(const std::string& token) {
    const TokenSigner signer(signing_secret, "till", "till", 60min);
    return signer.issue(signer.verify(token, now()).value(), now() - 61min);
}

std::string signed_by_another(const std::string& token) {
    const TokenSigner signer(signing_secret, "till", "till", 60min);
    const TokenSigner forger("another key that is long enough, too", "till", "till", 60min);
    return forger.issue(signer.verify(token, now()).value(), now());
}

std::string unsigned_token(const std::string& token) {
    const std::string header = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";  // {"alg":"none","typ":"JWT"}
    return header + token.substr(token.find('.'), token.rfind('.') - token.find('.')) + ".";
}

Headers headers_for(const std::string& body) {
    if (body.starts_with("\x89PNG")) return {{"Content-Type", "image/png"}};
    if (!body.empty() && !body.starts_with('{')) return {{"Content-Type", "text/csv"}};
    return {};
}

}  // namespace

std::vector<AccessCase> without_a_good_token(int wanted, const std::string& good_token) {
    return {{"no token", wanted, ""},
            {"a damaged token", wanted, damaged(good_token)},
            {"an expired token", wanted, expired(good_token)},
            {"a token signed with another key", wanted, signed_by_another(good_token)},
            {"a token of alg none", wanted, unsigned_token(good_token)}};
}

AccessWalk::AccessWalk(RunningShop& shop)
    : customer(shop.new_shopper()), other(shop.new_shopper()), shop_(shop), makers_(makers()) {}

void AccessWalk::go(const Operation& operation, const AccessCase& with) {
    const std::string method = operation.method();
    const std::string path = filled(operation.path());
    const std::string body = filled(operation.body);
    const auto sent = body.empty() ? std::nullopt : std::optional(body);
    const Api api = shop_.with_token(with.token);
    const Response response = api.send(method, path, sent, headers_for(body));
    if (with.wanted >= 400) {
        EXPECT_THAT(response, Refused(with.wanted, problem_code(with.wanted))) << operation.name << " × " << with.name;
    } else {
        EXPECT_THAT(response, HasStatus(with.wanted)) << operation.name << " × " << with.name;
    }
    ++calls_;
    if (method != "GET") return;
    EXPECT_EQ(api.send("HEAD", path).status, with.wanted) << operation.name << " by HEAD × " << with.name;
    ++calls_;
}

std::string AccessWalk::new_product() { return std::to_string(shop_.new_product("Thing", "2.50", 100)); }

std::string AccessWalk::new_product_with_image() {
    const std::string product = new_product();
    const Response response =
        shop_.admin().send("POST", "/products/" + product + "/image", png_image(3, 2), {{"Content-Type", "image/png"}});
    EXPECT_THAT(response, HasStatus(200));
    return product;
}

std::string AccessWalk::new_refresh_token() {
    const json::Object credentials{{"username", customer.username}, {"password", good_password}};
    return shop_.anyone().post("/login", credentials).at("refresh_token");
}

// Signed in anew: a call of the walk may have ended what was there.
std::string AccessWalk::new_order() {
    const Api owner = shop_.signed_in(customer.username);
    const std::string id = owner.post("/orders", order_of(shop_.new_product("Ordered", "1.00", 5), 1)).at("id");
    for (const std::string& path : {"/orders/" + id, "/orders/" + id + "/tracking"}) {
        EXPECT_THAT(owner.get(path), HasStatus(200)) << "and the answer is kept, for its owner";
    }
    return id;
}

std::string AccessWalk::new_order_being_packed() {
    std::string id = new_order();
    EXPECT_THAT(shop_.admin().patch("/orders/" + id, json::Object{{"status", "processing"}}), HasStatus(200));
    return id;
}

std::string AccessWalk::put_into_both_carts() {
    const std::string product = new_product();
    for (const Shopper* const shopper : {&customer, &other}) {
        const Api api = shop_.signed_in(shopper->username);
        api.del("/cart");
        EXPECT_THAT(api.post("/cart/items", item_of(std::stoll(product), 1)), HasStatus(200));
    }
    return product;
}

std::map<std::string, AccessWalk::Maker> AccessWalk::makers() {
    return {
        {"n", [this] { return "walker" + std::to_string(++number_); }},
        {"username", [this] { return customer.username; }},
        {"password", [] { return good_password; }},
        {"refresh token", [this] { return new_refresh_token(); }},
        {"product", [this] { return new_product(); }},
        {"nobody's import", [] { return "1"; }},
        {"picture", [] { return png_image(3, 2); }},
        {"product with a picture", [this] { return new_product_with_image(); }},
        {"order", [this] { return new_order(); }},
        {"order being packed", [this] { return new_order_being_packed(); }},
        {"in both carts", [this] { return put_into_both_carts(); }},
        {"both carts' total", [this] { return put_into_both_carts().empty() ? "" : "2.50"; }},
        {"customer's id", [this] { return std::to_string(customer.customer); }},
        {"customer's account", [this] { return std::to_string(customer.account); }},
        {"new customer", [this] { return std::to_string(shop_.new_customer()); }},
        {"new account", [this] { return std::to_string(shop_.new_shopper().account); }},
    };
}

std::string AccessWalk::filled(std::string text) {
    for (auto begin = text.find('<'); begin != std::string::npos; begin = text.find('<')) {
        const auto end = text.find('>', begin);
        text.replace(begin, end - begin + 1, makers_.at(text.substr(begin + 1, end - begin - 1))());
    }
    return text;
}

std::map<std::string, DocumentedOperation> documented_operations(const RunningShop& shop) {
    const json::Value document = shop.anyone().get("/api/openapi.json").json();
    std::map<std::string, DocumentedOperation> operations;
    for (const json::Member& path : *document.find("paths")->object()) {
        for (const json::Member& method : *path.value.object()) {
            std::string name = method.name;
            for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            operations[at(method.value, "operationId")] = {name + ' ' + path.name, at(method.value, "security") != "[]",
                                                           at(method.value, "description")};
        }
    }
    return operations;
}

}  // namespace till::test

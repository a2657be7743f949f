#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/numbers.h"
#include "load/request_text.h"
#include "load/shape.h"

namespace till::load {

/// Products that are ordered: `lines` different ones at a time, drawn at random, one unit of each.
struct Assortment {
    bench::Numbers numbers{.last = 10'000};
    std::size_t lines = 3;
    bool hot = false;  ///< the first one is in every order

    void draw(bench::Random& random, std::vector<std::int64_t>& products) const;
};

/// Throws std::runtime_error unless the body is JSON with these products, one unit of each.
void check_items(const Response& response, std::vector<std::int64_t> products);

/// POST /orders. Every response has to be a 201, and one in 16 has to be the order that was placed.
class OrderShape final : public Shape {
 public:
    /// `key_prefix`: each order comes with a key of idempotency that begins with it; "" for none.
    OrderShape(Assortment assortment, std::string key_prefix, const Callers& callers, std::size_t connections);

    bool next(std::size_t connection, std::string& request) override;
    void check(std::size_t connection, const Response& response) override;

 private:
    Assortment assortment_;
    std::string key_prefix_;
    std::vector<std::string> fields_;                  ///< by connection
    std::vector<std::vector<std::int64_t>> products_;  ///< by connection: what was ordered last
    std::string body_;
    std::uint64_t placed_ = 0;
    std::uint64_t checked_ = 0;
    bench::Random random_;
};

/// A cart is filled with one product, then another, and ordered, by every connection repeatedly.
class CheckoutShape final : public Shape {
 public:
    CheckoutShape(Assortment assortment, const Callers& callers, std::size_t connections);

    bool next(std::size_t connection, std::string& request) override;
    void check(std::size_t connection, const Response& response) override;

 private:
    struct Shopper {
        std::string fields;
        std::vector<std::int64_t> products;
        std::size_t put_in = 0;
        bool has_ordered = false;  ///< before that, the cart may have what an interrupted run left in it
    };

    Assortment assortment_;
    std::vector<Shopper> shoppers_;  ///< by connection
    std::uint64_t checked_ = 0;
    bench::Random random_;
};

/// POST /login with a good password: 200, or 503 where there are too many.
class SignInShape final : public Shape {
 public:
    SignInShape(std::string username, std::string password, const Callers& callers);

    bool next(std::size_t connection, std::string& request) override;
    void check(std::size_t connection, const Response& response) override;

 private:
    std::string request_;
};

}  // namespace till::load

#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "platform/time/clock.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/money.h"
#include "shop/kernel/named.h"

namespace till {

/// What an admin says of a product; everything but its stock.
struct ProductDetails {
    std::optional<std::string> sku;
    std::string name;
    std::optional<std::string> description;
    std::optional<std::string> category;
    Money price;
    std::optional<std::string> image_url;
    std::optional<std::string> barcode;  ///< a GTIN; not unique

    bool operator==(const ProductDetails&) const = default;
};

struct NewProduct : ProductDetails {
    std::int64_t stock = 0;
};

struct Product : ProductDetails {
    ProductId id = 0;
    std::int64_t stock = 0;
    std::int64_t version = 1;
    Timestamp created_at;
    Timestamp updated_at;

    bool operator==(const Product&) const = default;
};

enum class ProductSort : std::uint8_t {
    relevance,
    name,
    name_descending,
    price,
    price_descending,
    created_at,
    created_at_descending,
};

template <>
struct Names<ProductSort> {
    static constexpr std::string_view names[] = {"relevance", "name",       "-name",      "price",
                                                 "-price",    "created_at", "-created_at"};
};

struct ProductQuery : ListPageRequest {
    std::optional<std::string> search;
    std::optional<std::string> category;
    std::optional<Money> min_price;
    std::optional<Money> max_price;
    std::optional<bool> in_stock;
    std::optional<ProductSort> sort;  ///< relevance with a search, else by id
};

/// What an order or a cart needs to know of a product.
struct Offer {
    ProductId id = 0;
    std::optional<std::string> sku;
    std::string name;
    Money price;
};

struct Category {
    std::string name;
    std::int64_t product_count = 0;
};

}  // namespace till

#pragma once
#include <string>
#include <utility>

#include "api/schema.h"

namespace till::schemas {

/// The values of these fields, and of `others`, in the examples of the document.
inline json::Object product_example(const Currency& currency, json::Object others = {}) {
    json::Object values = std::move(others);
    values.push_back({"sku", "CUP-042"});
    values.push_back({"barcode", "4006381333931"});
    values.push_back({"name", "Espresso cup"});
    values.push_back({"description", "Porcelain, 60 ml."});
    values.push_back({"category", "Kitchen"});
    values.push_back({"price", Money::from_minor(1250).text(currency)});
    values.push_back({"image_url", "/images/q7f2m0c9x4v1-medium.webp"});
    return values;
}

/// The fields of ProductDetails that an admin may set, as every schema that takes them has them. `sku`: the rule of the
/// SKU.
template <class T, class SkuRule = code>
Schema<T> product_fields(std::string name, std::string about, const Currency& currency, SkuRule sku = {.max = 100}) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "Product name")
        .field("price", &T::price, money{currency}, "Price of one unit in the shop's currency")
        .field("sku", &T::sku, std::move(sku), "SKU (stock keeping unit), unique among products, without spaces")
        .field("barcode", &T::barcode, gtin{}, "Barcode number (GTIN: EAN, UPC), of 8, 12, 13 or 14 digits")
        .field("description", &T::description, text{.max = 10'000, .lines = true}, "Product description")
        .field("category", &T::category, text{.min = 1, .max = 100, .label = true}, "Category")
        .field(
            "image_url", &T::image_url, image_url{},
            "Image URL: a path of this shop, such as that of an image uploaded to /products/{id}/image, or a URL on a "
            "host that `pictures.hosts` in the configuration allows: GET /shop lists "
            "them. Any other host is refused; the current value of a product may stay");
}

}  // namespace till::schemas

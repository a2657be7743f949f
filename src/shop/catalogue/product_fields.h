#pragma once
#include <string>
#include <utility>

#include "api/schema.h"

namespace till::schemas {

/// The fields of ProductDetails that an admin may set, as every schema that takes them has them.
template <class T>
Schema<T> product_fields(std::string name, std::string about) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "Product name, as customers see it")
        .field("price", &T::price, money{}, "Price of one unit in the shop's currency")
        .field("sku", &T::sku, code{.max = 100}, "SKU, unique to one product; no spaces")
        .field("description", &T::description, text{.max = 10'000, .lines = true}, "Product description")
        .field("category", &T::category, text{.min = 1, .max = 100, .label = true}, "Category")
        .field("image_url", &T::image_url, image_url{},
               "Image URL: a path of this shop, such as that of a picture sent to /products/{id}/image, or a URL on a "
               "host that `pictures.hosts` in the configuration allows: any host, unless it lists some. Then any other "
               "host is refused, and the error names the allowed hosts; the current value of a product may stay");
}

}  // namespace till::schemas

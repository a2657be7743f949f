#include "shop/catalogue/product_schema.h"

#include "api/list_page_schema.h"
#include "shop/catalogue/product_fields.h"

namespace till::schemas {
namespace {

Schema<NewProduct> new_product_schema(const ShopSettings& shop) {
    return product_fields<NewProduct>("NewProduct", "A product to create", shop.currency)
        .field("stock", &NewProduct::stock, integer{.min = 0, .max = 1'000'000'000}, "Initial quantity in stock", 0)
        .example(product_example(shop.currency, {{"stock", 120}}));
}

Schema<ProductDetails> product_details_schema(const ShopSettings& shop) {
    return product_fields<ProductDetails>(
               "ProductDetails", "The fields of a product that can be changed; stock movements change its stock",
               shop.currency)
        .example(product_example(shop.currency));
}

Schema<Product> product_schema(const ShopSettings& shop) {
    return Schema<Product>("Product", "A product")
        .field("id", &Product::id, id{}, "Product ID")
        .field("sku", &Product::sku, text{.max = 100}, "SKU (stock keeping unit)")
        .field("barcode", &Product::barcode, gtin{}, "Barcode number (GTIN)")
        .field("name", &Product::name, text{.max = 200}, "Product name")
        .field("description", &Product::description, text{.max = 10'000, .lines = true}, "Product description")
        .field("category", &Product::category, text{.max = 100}, "Category")
        .field("price", &Product::price, money{shop.currency}, "Price of one unit")
        .computed(
            "currency", [code = shop.currency.code()](const Product&) { return code; }, text{.max = 3},
            "Currency, as an ISO 4217 code")
        .field("stock", &Product::stock, integer{.min = 0}, "Quantity in stock")
        .field("image_url", &Product::image_url, image_url{},
               "Image URL. An image stored by the shop is /images/NAME-medium.webp, with NAME-small.webp and "
               "NAME-large.webp beside it. The longer side has at most 240 (small), 640 (medium) and 1600 (large) "
               "pixels. These images need no token and never change")
        .field("version", &Product::version, integer{.min = 1},
               "Version, which increases with every change except stock changes")
        .field("created_at", &Product::created_at, timestamp{}, "Time of creation")
        .field("updated_at", &Product::updated_at, timestamp{}, "Time of the last change")
        .example(product_example(shop.currency, {{"id", 42}, {"currency", shop.currency.code()}, {"stock", 120}}));
}

Schema<ProductQuery> product_query_schema(const ShopSettings& shop) {
    return with_pages(
        Schema<ProductQuery>("ProductQuery", "Filters for products")
            .field("search", &ProductQuery::search, text{.max = 200},
                   "Words that must all occur in the name, SKU, category or description, ignoring case and accents. "
                   "Each matches a whole word, the last one also the beginning of a word. Chinese, Japanese, Thai, "
                   "Lao, Khmer and Burmese text is matched by any part. At most 8 different words count; further words "
                   "are ignored, and so is a search without words. The best matches come first. If a search finds too "
                   "many products to rank, its rarest word alone determines the order, and `total_is_at_least` is true")
            .field("category", &ProductQuery::category, text{.max = 100, .label = true},
                   "Only products of this category")
            .field("min_price", &ProductQuery::min_price, money{shop.currency}, "Minimum price")
            .field("max_price", &ProductQuery::max_price, money{shop.currency}, "Maximum price")
            .field("in_stock", &ProductQuery::in_stock, boolean{},
                   "Only products in stock (true) or out of stock (false)")
            .field("sort", &ProductQuery::sort, choice<ProductSort>{},
                   "Sort order. Default: relevance with a search, otherwise ID"),
        shop.list_page_bounds);
}

}  // namespace

const Schema<Category>& category() {
    static const auto schema =
        Schema<Category>("Category", "A category with at least one product")
            .field("name", &Category::name, text{.max = 100}, "Category name")
            .field("product_count", &Category::product_count, integer{.min = 0}, "Number of products in the category")
            .example({{"name", "Kitchen"}, {"product_count", 18}});
    return schema;
}

}  // namespace till::schemas

namespace till {

ProductSchemas::ProductSchemas(const ShopSettings& shop)
    : new_product(schemas::new_product_schema(shop)),
      product_details(schemas::product_details_schema(shop)),
      product(schemas::product_schema(shop)),
      product_page(schemas::list_page_schema("ProductPage", "A page of products", product)),
      product_query(schemas::product_query_schema(shop)) {}

}  // namespace till

#include "shop/transfer/import_schemas.h"
#include "api/schemas.h"

namespace till::schemas {
namespace {

/// The fields that an admin may set, for a product to add and one to change.
template <class T>
Schema<T> details_schema(std::string name, std::string about) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "Product name, as customers see it")
        .field("price", &T::price, money{}, "Price of one unit in the shop's currency")
        .field("sku", &T::sku, code{.max = 100}, "SKU, unique to one product; no spaces")
        .field("barcode", &T::barcode, gtin{}, "Barcode number (GTIN: EAN, UPC), of 8, 12, 13 or 14 digits")
        .field("description", &T::description, text{.max = 10'000, .lines = true}, "Product description")
        .field("category", &T::category, text{.min = 1, .max = 100, .label = true}, "Category")
        .field("image_url", &T::image_url, image_url{},
               "Image URL: a path of this shop, such as that of a picture sent to /products/{id}/image, or a URL on a "
               "host that `pictures.hosts` in the configuration allows: any host, unless it lists some. Then any other "
               "host is refused, and the error names the allowed hosts; the current value of a product may stay");
}

}  // namespace

const Schema<NewProduct>& new_product() {
    static const auto schema = details_schema<NewProduct>("NewProduct", "A product to add")
                                   .field("stock", &NewProduct::stock, integer{.min = 0, .max = 1'000'000'000},
                                          "Initial quantity in stock", 0);
    return schema;
}

const Schema<ImportedProduct>& imported_product() {
    static const auto schema = details_schema<ImportedProduct>("ImportedProduct", "A row of a file of products")
                                   .field("stock", &ImportedProduct::stock, integer{.min = 0, .max = 1'000'000'000},
                                          "Initial quantity in stock; ignored for an existing product", 0)
                                   .field("id", &ImportedProduct::id, text{.min = 1, .max = 100},
                                          "Key that an export gives a product without an SKU");
    return schema;
}

const Schema<ProductDetails>& product_details() {
    static const auto schema = details_schema<ProductDetails>(
        "ProductDetails", "A product's details; its stock is changed by stock movements");
    return schema;
}

const Schema<Product>& product() {
    static const auto schema =
        Schema<Product>("Product", "A product")
            .field("id", &Product::id, id{}, "The product's id")
            .field("sku", &Product::sku, text{.max = 100}, "The product's SKU")
            .field("barcode", &Product::barcode, gtin{}, "Barcode number (GTIN)")
            .field("name", &Product::name, text{.max = 200}, "Product name, as customers see it")
            .field("description", &Product::description, text{.max = 10'000, .lines = true}, "Product description")
            .field("category", &Product::category, text{.max = 100}, "Category")
            .field("price", &Product::price, money{}, "Price of one unit")
            .computed(
                "currency", [](const Product&) { return Currency::of_the_shop().code(); }, text{.max = 3},
                "ISO 4217 code")
            .field("stock", &Product::stock, integer{.min = 0}, "Quantity in stock")
            .field("image_url", &Product::image_url, image_url{},
                   "Image URL. A picture stored by the shop is /images/NAME-medium.webp, with NAME-small.webp and "
                   "NAME-large.webp beside it. The longer side has at most 240 (small), 640 (medium) and 1600 (large) "
                   "pixels. These images need no token and never change")
            .field("version", &Product::version, integer{.min = 1}, "Increases with every change except stock changes")
            .field("created_at", &Product::created_at, timestamp{}, "When the product was added")
            .field("updated_at", &Product::updated_at, timestamp{}, "Time of the last change");
    return schema;
}

const Schema<Page<Product>>& product_page() {
    static const auto schema = page_schema("ProductPage", "A page of products", product());
    return schema;
}

const Schema<ProductQuery>& product_query() {
    static const auto schema = with_pages(
        Schema<ProductQuery>("ProductQuery", "Which products")
            .field("search", &ProductQuery::search, text{.max = 200},
                   "Words that must all occur in the name, SKU, category or description, ignoring case and accents. "
                   "Each matches a whole word, the last one also the beginning of a word. Chinese, Japanese, Thai, "
                   "Lao, Khmer and Burmese text is matched by any part. At most 8 different words count; further words "
                   "are ignored, and so is a search without words. The best matches come first. If a search finds too "
                   "many products to rank, its rarest word alone determines the order, and `total_is_at_least` is true")
            .field("category", &ProductQuery::category, text{.max = 100, .label = true},
                   "Only products of this category")
            .field("min_price", &ProductQuery::min_price, money{}, "Minimum price")
            .field("max_price", &ProductQuery::max_price, money{}, "Maximum price")
            .field("in_stock", &ProductQuery::in_stock, boolean{},
                   "Only products in stock (true) or out of stock (false)")
            .field("sort", &ProductQuery::sort, choice<ProductSort>{},
                   "Sort order. Default: relevance with a search, otherwise id"));
    return schema;
}

const Schema<Category>& category() {
    static const auto schema =
        Schema<Category>("Category", "A category that has products")
            .field("name", &Category::name, text{.max = 100}, "Category name")
            .field("product_count", &Category::product_count, integer{.min = 0}, "Number of products in the category");
    return schema;
}

}  // namespace till::schemas

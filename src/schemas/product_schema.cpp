#include "schemas/import_schemas.h"
#include "schemas/schemas.h"

namespace till::schemas {
namespace {

/// The fields that an admin may set, for a product to add and one to change.
template <class T>
Schema<T> details_schema(std::string name, std::string about) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "As the shopper sees it")
        .field("price", &T::price, money{}, "For one piece, in the shop's currency")
        .field("sku", &T::sku, code{.max = 100}, "The shop's own code, one product each; no spaces")
        .field("description", &T::description, text{.max = 10'000, .lines = true}, "What it is")
        .field("category", &T::category, text{.min = 1, .max = 100, .label = true}, "Where it stands in the shop")
        .field("image_url", &T::image_url, image_url{},
               "A picture of it: a path of this shop, such as that of a picture which was sent to "
               "/products/{id}/image, or an address on one of the hosts whose pictures the shop's pages show "
               "(`pictures.hosts` in its configuration). Any other host is refused, and the refusal names those that "
               "are allowed; what a product had before may stay");
}

}  // namespace

const Schema<NewProduct>& new_product() {
    static const auto schema = details_schema<NewProduct>("NewProduct", "A product to add")
                                   .field("stock", &NewProduct::stock, integer{.min = 0, .max = 1'000'000'000},
                                          "Pieces on hand at the beginning", 0);
    return schema;
}

const Schema<ImportedProduct>& imported_product() {
    static const auto schema =
        details_schema<ImportedProduct>("ImportedProduct", "A row of a file of products")
            .field("stock", &ImportedProduct::stock, integer{.min = 0, .max = 1'000'000'000},
                   "Pieces on hand at the beginning; of a product that is there already, not looked at", 0)
            .field("id", &ImportedProduct::id, text{.min = 1, .max = 100},
                   "What an export calls a product that has no SKU");
    return schema;
}

const Schema<ProductDetails>& product_details() {
    static const auto schema =
        details_schema<ProductDetails>("ProductDetails", "What is said of a product; stock moves by stock movements");
    return schema;
}

const Schema<Product>& product() {
    static const auto schema =
        Schema<Product>("Product", "Something for sale")
            .field("id", &Product::id, id{}, "The product's id")
            .field("sku", &Product::sku, text{.max = 100}, "The shop's own code")
            .field("name", &Product::name, text{.max = 200}, "As the shopper sees it")
            .field("description", &Product::description, text{.max = 10'000, .lines = true}, "What it is")
            .field("category", &Product::category, text{.max = 100}, "Where it stands in the shop")
            .field("price", &Product::price, money{}, "For one piece")
            .computed(
                "currency", [](const Product&) { return Currency::of_the_shop().code(); }, text{.max = 3},
                "ISO 4217 code")
            .field("stock", &Product::stock, integer{.min = 0}, "Pieces on hand")
            .field("image_url", &Product::image_url, image_url{},
                   "A picture of it. Where the shop keeps it itself, this is /images/NAME-medium.webp, and beside it "
                   "are NAME-small.webp and NAME-large.webp: 240, 640 and 1600 points on the longer side at most. They "
                   "need no token and never change")
            .field("version", &Product::version, integer{.min = 1}, "Goes up with every change but those of stock")
            .field("created_at", &Product::created_at, timestamp{}, "When it was added")
            .field("updated_at", &Product::updated_at, timestamp{}, "When it was last changed");
    return schema;
}

const Schema<Page<Product>>& product_page() {
    static const auto schema = page_schema("ProductPage", "A page of products", product());
    return schema;
}

const Schema<ProductQuery>& product_query() {
    static const auto schema = with_pages(
        Schema<ProductQuery>("ProductQuery", "Which products")
            .field(
                "search", &ProductQuery::search, text{.max = 200},
                "Words in name, SKU, category or description, all of them, without regard to case and accents: whole "
                "words, and the beginning of one for the last; any part of Chinese, Japanese, Thai, Lao, Khmer and "
                "Burmese text. At most 8 different words count; the rest is "
                "ignored, and so is a search without a word. The best matches come first; where a search finds too "
                "many to put in order, those of its rarest word alone decide, and `total_is_at_least` is true")
            .field("category", &ProductQuery::category, text{.max = 100, .label = true}, "Only of this category")
            .field("min_price", &ProductQuery::min_price, money{}, "Only from this price")
            .field("max_price", &ProductQuery::max_price, money{}, "Only up to this price")
            .field("in_stock", &ProductQuery::in_stock, boolean{}, "Only with (true) or without (false) stock")
            .field("sort", &ProductQuery::sort, choice<ProductSort>{},
                   "By relevance where there is a search, else by id"));
    return schema;
}

const Schema<Category>& category() {
    static const auto schema =
        Schema<Category>("Category", "A category that has products")
            .field("name", &Category::name, text{.max = 100}, "As the products name it")
            .field("product_count", &Category::product_count, integer{.min = 0}, "How many products name it");
    return schema;
}

}  // namespace till::schemas

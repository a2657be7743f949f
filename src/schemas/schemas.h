#pragma once
#include "models/cart.h"
#include "models/customer.h"
#include "models/order.h"
#include "models/product.h"
#include "models/report.h"
#include "models/shop_description.h"
#include "models/sign_in.h"
#include "models/stock.h"
#include "schemas/schema.h"

namespace till {

struct ImportedLine;
struct ImportJob;
struct ImportReport;
struct ImportRequest;

}  // namespace till

/// Every JSON face of the shop. Each is made at its first use; they refer to the shop's currency, so that has to be
/// set before.
namespace till::schemas {

const Schema<Credentials>& credentials();
const Schema<Account>& account_brief();
const Schema<SignedIn>& signed_in();
const Schema<RefreshRequest>& refresh_request();
const Schema<PasswordChange>& password_change();

const Schema<ShopDescription>& shop_description();
const Schema<Role>& role_description();

const Schema<CustomerDetails>& new_customer();
const Schema<CustomerDetails>& customer_details();
const Schema<Customer>& customer();
const Schema<Page<Customer>>& customer_page();
const Schema<SearchRequest>& customer_query();
const Schema<Registration>& registration();
const Schema<NewAccount>& new_account();
const Schema<AccountDetails>& account_details();
const Schema<AccountView>& account();
const Schema<AccountView>& own_account();
const Schema<Page<AccountView>>& account_page();
const Schema<SearchRequest>& account_query();

const Schema<NewProduct>& new_product();
const Schema<ProductDetails>& product_details();
const Schema<ProductQuery>& product_query();
const Schema<Product>& product();
const Schema<Page<Product>>& product_page();
const Schema<Category>& category();

const Schema<StockChange>& stock_change();
const Schema<StockMovement>& stock_movement();
const Schema<Page<StockMovement>>& stock_movement_page();
const Schema<LowStockQuery>& low_stock_query();
const Schema<Shortage>& shortage();
const Schema<PageRequest>& page_query();

const Schema<AddToCart>& add_to_cart();
const Schema<SetCartQuantity>& set_cart_quantity();
const Schema<Cart>& cart();
const Schema<Checkout>& checkout();

const Schema<PlaceOrder>& place_order();
const Schema<Order>& order();
const Schema<Page<Order>>& order_page();
const Schema<MoveOrder>& move_order();
const Schema<CancelOrder>& cancel_order();
const Schema<OrderTracking>& order_tracking();
const Schema<OrderQuery>& order_query();

const Schema<PageRequest>& export_query();
const Schema<OrderQuery>& order_export_query();
const Schema<ImportReport>& import_report();
const Schema<ImportJob>& import_job();
const Schema<ImportRequest>& import_request();

const Schema<SalesQuery>& sales_query();
const Schema<SalesReport>& sales_report();

/// A row of `till import orders`.
const Schema<ImportedLine>& imported_line();

/// How many items a page has where a query does not say, and at most.
struct PageBounds {
    std::int64_t per_page_default = 20;
    std::int64_t per_page_max = 100;
};
/// Before the first use of a schema.
void set_page_bounds(const PageBounds& bounds);
const PageBounds& page_bounds();

/// `page`, `per_page` and `after` for every list.
template <class Query>
Schema<Query>&& with_pages(Schema<Query>&& schema) {
    return std::move(schema)
        .field("page", &Query::page, integer{.min = 1, .max = 1'000'000'000},
               "Which page, from 1. Pages within the first 10,000 rows are found by number, and within the last 10,000 "
               "where `Link` names a `last`; go on with `after` elsewhere",
               1)
        .field("per_page", &Query::per_page, integer{.min = 1, .max = page_bounds().per_page_max}, "How many on a page",
               page_bounds().per_page_default)
        .field(
            "after", &Query::after, text{.min = 1, .max = 4'000},
            "Instead of `page`: what `next_cursor` said. The page begins behind the last item of that one, at a cost "
            "that does not grow with depth, and nothing is skipped or repeated while others add and remove. With "
            "the same filters and sort, or it is refused");
}

/// A page of a list as it is answered.
template <class Item>
Schema<Page<Item>> page_schema(std::string name, std::string text, const Schema<Item>& item) {
    return Schema<Page<Item>>(std::move(name), std::move(text))
        .list("items", &Page<Item>::items, item, "What is on this page")
        .computed(
            "page", [](const Page<Item>& page) { return page.page; }, integer{.min = 1},
            "Which page this is, from 1; null with `after`")
        .field("per_page", &Page<Item>::per_page, integer{.min = 1}, "How many on a page at most")
        .computed(
            "total", [](const Page<Item>& page) { return page.total; }, integer{.min = 0},
            "How many there are on all pages; null with `after`, because counting costs what the cursor saves")
        .computed(
            "total_is_at_least", [](const Page<Item>& page) { return page.total_is_at_least; }, boolean{},
            "True where there are too many to be counted for one request: there are `total`, and maybe more")
        .computed(
            "pages", [](const Page<Item>& page) { return page.pages(); }, integer{.min = 0},
            "How many pages `total` makes; null with `after`")
        .computed(
            "next_cursor", [](const Page<Item>& page) { return page.next; }, schemas::text{.min = 1, .max = 4'000},
            "What `after` takes to go on behind this page; null on the last one. A page may hold fewer than "
            "`per_page`, "
            "or nothing, and have one: then one request could not look at more rows, and the next goes on there");
}

}  // namespace till::schemas

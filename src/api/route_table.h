#pragma once
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "shop/accounts/account_controller.h"
#include "shop/carts/cart_controller.h"
#include "shop/customers/customer_controller.h"
#include "api/documentation_controller.h"
#include "api/exchange.h"
#include "shop/transfer/export_controller.h"
#include "shop/transfer/import_controller.h"
#include "shop/orders/order_controller.h"
#include "shop/pages/page_controller.h"
#include "shop/images/picture_controller.h"
#include "shop/catalogue/product_controller.h"
#include "shop/reports/report_controller.h"
#include "shop/settings/shop_controller.h"
#include "shop/sessions/sign_in_controller.h"
#include "shop/inventory/stock_controller.h"
#include "api/route.h"

namespace till {

/// The controllers that the routes lead to. They may all be nullptr where the table is only to be read.
using Controllers =
    std::tuple<SignInController*, AccountController*, CustomerController*, ProductController*, StockController*,
               CartController*, OrderController*, DocumentationController*, PageController*, ShopController*,
               ReportController*, PictureController*, ImportController*, ExportController*>;

/// Says the rest of a row: `table.post(…).summary(…).allow(…)`.
class Row {
 public:
    explicit Row(Route& route) : route_(route) {}

    Row& summary(std::string text);
    /// Under which heading of the documentation; and what a generated client calls the operation.
    Row& named(std::string tag, std::string operation);
    /// Anyone, without a token.
    Row& open();
    Row& allow(Permission permission);
    /// Without a token too, or not there at all, as the configuration says.
    Row& opened_by(Opening opening);
    Row& hashes_passwords();
    /// The answer is kept until a write touches what it was made from.
    Row& cached(Cached whom);
    /// If-Match has to name the version that is there.
    Row& guarded();
    /// The same Idempotency-Key again gets the first answer again.
    Row& idempotent();
    /// Its answers hold tokens or the like.
    Row& holds_secrets();
    Row& undocumented();
    Row& takes(const schemas::SchemaBase& body);
    Row& takes_optionally(const schemas::SchemaBase& body);
    Row& takes_patch(const schemas::SchemaBase& body);
    /// A body that is not JSON.
    Row& takes_bytes(std::vector<std::string_view> media_types, std::string text);
    /// The columns of a body that is a CSV file.
    Row& with_columns(std::vector<std::string> names);
    /// How large that body may be.
    Row& sized(BodySize size);
    Row& makes_pictures();
    /// Reads more than rows by their keys, or may take seconds.
    Row& lists();
    Row& reports();
    Row& asks(const schemas::SchemaBase& query);
    Row& answers(int status, std::string text);
    Row& answers(int status, std::string text, const schemas::SchemaBase& body);
    /// 200 with a file that is not JSON.
    Row& answers_file(std::string media_type, std::string text);
    /// 201 with a Location.
    Row& creates(std::string text, const schemas::SchemaBase& body);
    Row& answers_list(int status, std::string text, const schemas::SchemaBase& item);

    template <class... Problems>
    Row& refuses(const Problems&... problems) {
        (route_.refusals.push_back(&problems), ...);
        return *this;
    }

 private:
    Route& route_;
};

/// All endpoints, as their rows declare them.
class RouteTable {
 public:
    explicit RouteTable(Controllers controllers) : controllers_(std::move(controllers)) {}

    template <class Controller>
    using Handler = http::Response (Controller::*)(const Request&);

    /// Paths are below /api/v1.
    template <class Controller>
    Row get(std::string path, Handler<Controller> handler) {
        return add(http::Method::get, std::string(api_base) + path, handler);
    }
    template <class Controller>
    Row post(std::string path, Handler<Controller> handler) {
        return add(http::Method::post, std::string(api_base) + path, handler);
    }
    template <class Controller>
    Row put(std::string path, Handler<Controller> handler) {
        return add(http::Method::put, std::string(api_base) + path, handler);
    }
    template <class Controller>
    Row patch(std::string path, Handler<Controller> handler) {
        return add(http::Method::patch, std::string(api_base) + path, handler);
    }
    template <class Controller>
    Row del(std::string path, Handler<Controller> handler) {
        return add(http::Method::del, std::string(api_base) + path, handler);
    }

    /// A whole path, outside of the API.
    template <class Controller>
    Row add(http::Method method, std::string path, Handler<Controller> handler) {
        Controller* const controller = std::get<Controller*>(controllers_);
        Route& route = routes_.emplace_back();
        route.method = method;
        route.path = std::move(path);
        route.handler = [controller, handler](const Request& request) { return (controller->*handler)(request); };
        return Row(route);
    }

    /// Throws std::logic_error naming a row without an access rule, and two operations of one name.
    std::vector<Route> take();

 private:
    Controllers controllers_;
    std::vector<Route> routes_;
};

/// One function for each feature, in the file of its name.
void add_sign_in_routes(RouteTable& table);
void add_account_routes(RouteTable& table);
void add_customer_routes(RouteTable& table);
void add_product_routes(RouteTable& table);
void add_stock_routes(RouteTable& table);
void add_cart_routes(RouteTable& table);
void add_order_routes(RouteTable& table);
void add_documentation_routes(RouteTable& table);
void add_page_routes(RouteTable& table);
void add_import_routes(RouteTable& table);
void add_export_routes(RouteTable& table);
void add_picture_routes(RouteTable& table);
void add_shop_routes(RouteTable& table);
void add_report_routes(RouteTable& table);

/// Every endpoint of the program.
std::vector<Route> all_routes(Controllers controllers);

}  // namespace till

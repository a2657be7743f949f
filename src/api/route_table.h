#pragma once
#include <string>
#include <utility>
#include <vector>

#include "api/exchange.h"
#include "api/route.h"

namespace till {

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
    Row& opened_by(ConfigGate config_gate);
    Row& hashes_passwords();
    /// The response is cached until a write invalidates what it was made from.
    Row& cached(Cached whom);
    /// If-Match has to name the version that is there.
    Row& guarded();
    /// A repeated Idempotency-Key replays the first response.
    Row& idempotent();
    /// Its responses hold tokens or the like.
    Row& holds_secrets();
    Row& undocumented();
    Row& takes(const schemas::SchemaBase& body);
    Row& takes_optionally(const schemas::SchemaBase& body);
    Row& takes_patch(const schemas::SchemaBase& body);
    /// A body that is not JSON.
    Row& takes_bytes(std::vector<std::string_view> media_types, std::string text);
    /// An example of the CSV file in the request or response, for the document.
    Row& file_example(std::string text);
    /// The columns of a body that is a CSV file.
    Row& with_columns(std::vector<std::string> names);
    /// How large that body may be.
    Row& sized(BodySize size);
    Row& makes_images();
    /// Reads more than rows by their keys, or may take seconds.
    Row& lists();
    Row& reports();
    Row& asks(const schemas::SchemaBase& query);
    Row& responds(int status, std::string text);
    Row& responds(int status, std::string text, const schemas::SchemaBase& body);
    /// 200 with a file that is not JSON.
    Row& responds_with_file(std::string media_type, std::string text);
    /// 201 with a Location.
    Row& creates(std::string text, const schemas::SchemaBase& body);
    Row& responds_with_list(int status, std::string text, const schemas::SchemaBase& item);

    template <class... Problems>
    Row& refuses(const Problems&... problems) {
        (route_.refusals.push_back(&problems), ...);
        return *this;
    }
    /// A list in the problem objects of some of them.
    Row& lists_in_problems(std::string name, std::string text, const schemas::SchemaBase& item);

 private:
    Route& route_;
};

/// All endpoints, as the features declare them: `table.get("/orders", orders, &OrderController::list).summary(…)…`.
/// The controllers must outlive the routes.
class RouteTable {
 public:
    template <class Controller>
    using Handler = http::Response (Controller::*)(const Request&);

    /// Paths are below /api/v1.
    template <class Controller>
    Row get(const std::string& path, Controller& controller, Handler<Controller> handler) {
        return add(http::Method::get, std::string(api_base) + path, controller, handler);
    }
    template <class Controller>
    Row post(const std::string& path, Controller& controller, Handler<Controller> handler) {
        return add(http::Method::post, std::string(api_base) + path, controller, handler);
    }
    template <class Controller>
    Row put(const std::string& path, Controller& controller, Handler<Controller> handler) {
        return add(http::Method::put, std::string(api_base) + path, controller, handler);
    }
    template <class Controller>
    Row patch(const std::string& path, Controller& controller, Handler<Controller> handler) {
        return add(http::Method::patch, std::string(api_base) + path, controller, handler);
    }
    template <class Controller>
    Row del(const std::string& path, Controller& controller, Handler<Controller> handler) {
        return add(http::Method::del, std::string(api_base) + path, controller, handler);
    }

    /// A whole path, outside of the API.
    template <class Controller>
    Row add(http::Method method, std::string path, Controller& controller, Handler<Controller> handler) {
        Route& route = routes_.emplace_back();
        route.method = method;
        route.path = std::move(path);
        route.handler = [&controller, handler](const Request& request) { return (controller.*handler)(request); };
        return Row(route);
    }

    /// Throws std::logic_error naming a row without an access rule, and two operations of one name.
    std::vector<Route> take();

 private:
    std::vector<Route> routes_;
};

}  // namespace till

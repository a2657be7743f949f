// Asks a server over many connections from one thread, holds every response against what it has to be, and says how
// many there were and how long they took.
#include <fstream>
#include <iostream>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include "load/get_shape.h"
#include "load/held.h"
#include "load/order_shape.h"
#include "load/runner.h"

namespace till::load {
namespace {

struct Options {
    std::string url;
    std::size_t connections = 64;
    std::string tokens_file;
    Pace pace;
    GetOptions get;
    std::string range;
    bool warm = false;
    Assortment assortment;
    std::string key_prefix;
    std::string username;
    std::string password;
    bool trickle = false;
};

Callers callers_of(const Options& options) {
    Callers callers{.host = options.url.substr(options.url.find("//") + 2), .tokens = {}};
    if (options.tokens_file.empty()) return callers;
    std::ifstream file(options.tokens_file);
    for (std::string token; std::getline(file, token);) callers.tokens.push_back(token);
    if (callers.tokens.empty()) throw std::runtime_error(options.tokens_file + " has no tokens");
    return callers;
}

void report(const Outcome& outcome) {
    boost::json::object statuses;
    for (const auto& [status, count] : outcome.statuses) statuses[std::to_string(status)] = count;
    std::cout << boost::json::serialize(
                     boost::json::object{{"answers", outcome.responses},
                                         {"seconds", outcome.seconds},
                                         {"per_second", static_cast<double>(outcome.responses) / outcome.seconds},
                                         {"p50_ms", outcome.p50_ms},
                                         {"p99_ms", outcome.p99_ms},
                                         {"max_ms", outcome.max_ms},
                                         {"statuses", std::move(statuses)}})
              << '\n';
}

void get(const Options& options) {
    Runner runner(options.url, options.connections);
    GetShape shape(options.get, callers_of(options), options.connections);
    if (options.warm || options.get.conditional) {
        shape.in_order();
        runner.run(shape, {});
    }
    shape.at_random();
    report(runner.run(shape, options.pace));
}

void run(const Options& options, Shape&& shape) {
    Runner runner(options.url, options.connections);
    report(runner.run(shape, options.pace));
}

void add_load(CLI::App& command, Options& options) {
    command.add_option("--tokens", options.tokens_file, "A file with a token a line, shared out among connections");
    command.add_option("--seconds", options.pace.seconds, "End after this time");
    command.add_option("--requests", options.pace.requests, "End after so many requests");
    command.add_option("--per-second", options.pace.per_second,
                       "Requests a second; as fast as answers come if not given");
}

void add_numbers(CLI::App& command, bench::Numbers& numbers, const std::string& of_what) {
    command.add_option("--first", numbers.first, "First " + of_what)->capture_default_str();
    command.add_option("--last", numbers.last, "Last " + of_what)->capture_default_str();
    command.add_option("--step", numbers.step, "From one to the next")->capture_default_str();
}

void add_products(CLI::App& command, Options& options) {
    add_numbers(command, options.assortment.numbers, "product");
    command.add_flag("--hot", options.assortment.hot, "The first product is in every order");
}

void add_get(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("get", "GET by 16 differing clients, with numbers drawn at random");
    add_load(*command, options);
    command->add_option("path", options.get.path, "With {} for the number")->required();
    add_numbers(*command, options.get.numbers, "number");
    command->add_option("--expect", options.get.expect, "What an answer holds, with {} for the number");
    command->add_flag("--warm", options.warm, "Ask for every number once before the time begins");
    command->add_flag("--conditional", options.get.conditional, "With If-None-Match, for 304");
    command->add_flag("--gzip", options.get.gzip, "Every body has to be gzip");
    command->add_flag("--plain", options.get.plain, "No client accepts a coding");
    command->add_flag("--changing", options.get.changing, "Others change what is read");
    command->callback([&options] { get(options); });
}

void add_orders(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("orders", "POST /orders");
    add_load(*command, options);
    add_products(*command, options);
    command->add_option("--lines", options.assortment.lines, "Products of an order")->capture_default_str();
    command->add_option("--keys", options.key_prefix, "Send keys of idempotency that begin so");
    command->callback([&options] {
        run(options, OrderShape(options.assortment, options.key_prefix, callers_of(options), options.connections));
    });
}

void add_checkouts(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("checkouts", "Two POST /cart/items, then POST /cart/checkout");
    add_load(*command, options);
    add_products(*command, options);
    command->callback(
        [&options] { run(options, CheckoutShape(options.assortment, callers_of(options), options.connections)); });
}

void add_sign_ins(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("sign-ins", "POST /login");
    add_load(*command, options);
    command->add_option("--username", options.username, "Whose")->required();
    command->add_option("--password", options.password, "With this password")->required();
    command->callback(
        [&options] { run(options, SignInShape(options.username, options.password, callers_of(options))); });
}

void add_held(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("hold", "Only keeps connections open, until standard input ends");
    command->add_option("--seconds", options.pace.seconds, "Or for this long");
    command->add_flag("--trickle", options.trickle, "Each sends a byte a second of a request that never ends");
    command->callback(
        [&options] { hold_connections(options.url, options.connections, options.trickle, options.pace.seconds); });
}

}  // namespace
}  // namespace till::load

int main(int argc, char** argv) {
    till::load::Options options;
    CLI::App app("Loads a server and checks what it answers; prints JSON", "load");
    app.require_subcommand(1);
    app.add_option("--url", options.url, "http://HOST:PORT")->required();
    app.add_option("--connections", options.connections, "Connections at a time")->capture_default_str();
    till::load::add_get(app, options);
    till::load::add_orders(app, options);
    till::load::add_checkouts(app, options);
    till::load::add_sign_ins(app, options);
    till::load::add_held(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& error) {
        fmt::print(stderr, "load: {}\n", error.what());
        return 1;
    }
    return 0;
}

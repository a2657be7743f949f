// What a database does at most: loops on its C interface with prepared statements, reading or writing the rows that the
// shop reads or writes. Prints JSON.
#include <atomic>
#include <barrier>
#include <chrono>
#include <exception>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include "limit/limits.h"

namespace till::limit {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string database;
    MariadbAddress mariadb;
    Range range;
    std::size_t threads = 1;
    std::size_t group = 64;
    double seconds = 2;
};

/// Runs the work in so many threads at the same time; throws what the first of them threw.
void run(const Options& options, const Worker& worker) {
    std::atomic<std::uint64_t> done{0};
    std::mutex mutex;
    std::exception_ptr failure;
    Clock::time_point begun;
    std::barrier ready(static_cast<std::ptrdiff_t>(options.threads), [&]() noexcept { begun = Clock::now(); });
    const auto loop = [&](std::size_t thread) {
        try {
            const Work work = worker(thread);
            ready.arrive_and_wait();
            const auto end = begun + std::chrono::duration<double>(options.seconds);
            std::uint64_t own = 0;
            while (Clock::now() < end) own += work();
            done += own;
        } catch (...) {
            ready.arrive_and_drop();
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < options.threads; ++i) threads.emplace_back(loop, i);
    }
    if (failure) std::rethrow_exception(failure);
    const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    std::cout << boost::json::serialize(boost::json::object{
                     {"answers", done.load()}, {"seconds", seconds}, {"per_second", double(done.load()) / seconds}})
              << '\n';
}

CLI::App* add(CLI::App& app, Options& options, const std::string& name, const std::string& text) {
    CLI::App* command = app.add_subcommand(name, text);
    command->add_option("--seconds", options.seconds, "How long")->capture_default_str();
    command->add_option("--threads", options.threads, "Each with a connection")->capture_default_str();
    command->add_option("--first", options.range.first, "First product or order")->capture_default_str();
    command->add_option("--last", options.range.last, "Last product or order")->capture_default_str();
    if (name.ends_with("sqlite")) {
        command->add_option("--database", options.database, "A store's file")->required();
    } else {
        command->add_option("--socket", options.mariadb.socket, "The server's")->required();
        command->add_option("--password-file", options.mariadb.password_file, "Of the user till")->required();
        command->add_option("--database", options.mariadb.database, "Its name")->capture_default_str();
    }
    return command;
}

}  // namespace
}  // namespace till::limit

int main(int argc, char** argv) {
    using namespace till::limit;
    Options options;
    CLI::App app("Loops on a database's C interface", "limit");
    app.require_subcommand(1);
    CLI::App* orders = add(app, options, "orders-sqlite", "Writes orders in groups");
    orders->add_option("--group", options.group, "Orders of one transaction")->capture_default_str();
    orders->callback([&] { run(options, sqlite_orders(options.database, options.range, options.group)); });
    add(app, options, "orders-mariadb", "Writes orders, a transaction each")->callback([&] {
        run(options, mariadb_orders(options.mariadb, options.range));
    });
    add(app, options, "reads-sqlite", "Reads orders")->callback([&] {
        run(options, sqlite_reads(options.database, options.range));
    });
    add(app, options, "reads-mariadb", "Reads orders")->callback([&] {
        run(options, mariadb_reads(options.mariadb, options.range));
    });
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& error) {
        fmt::print(stderr, "limit: {}\n", error.what());
        return 1;
    }
    return 0;
}

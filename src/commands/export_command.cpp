#include <cstdint>
#include <iostream>
#include <limits>

#include <CLI/App.hpp>

#include "app/options.h"
#include "app/shop.h"
#include "commands/commands.h"
#include "shop/transfer/csv_texts.h"

namespace till {
namespace {

constexpr std::int64_t everything = std::numeric_limits<std::int64_t>::max();

int finished() {
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("the output cannot be written");
    return 0;
}

int export_products(const Configuration& configuration) {
    set_process_wide(configuration);
    Shop shop(configuration);
    std::cout << schemas::csv_header_of_products();
    shop.features.transfer.exports.products(
        {}, {everything}, [](const ExportedProduct& product) { std::cout << schemas::csv_row_of(product); });
    return finished();
}

int export_customers(const Configuration& configuration) {
    set_process_wide(configuration);
    Shop shop(configuration);
    std::cout << schemas::csv_header_of_customers();
    shop.features.transfer.exports.customers(
        {}, {everything}, [](const Customer& customer) { std::cout << schemas::csv_row_of(customer); });
    return finished();
}

int export_orders(const Configuration& configuration) {
    set_process_wide(configuration);
    Shop shop(configuration);
    std::cout << schemas::csv_header_of_orders();
    shop.features.transfer.exports.orders({}, {everything},
                                          [](const ExportedOrder& order) { std::cout << schemas::csv_rows_of(order); });
    return finished();
}

}  // namespace

void add_export(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* group = app.add_subcommand("export", "Export the store's records as CSV to standard output");
    group->require_subcommand(1);
    group->footer(
        "The columns are those of till import. Importing a file into the same store changes nothing; importing it into "
        "an empty store restores all records. Texts that a spreadsheet would read as a formula begin with an "
        "apostrophe, which the import removes.");
    const auto add = [&](const char* name, const char* text, auto write) {
        group->add_subcommand(name, text)->callback([&configuration, &chosen, write] {
            chosen = [&configuration, write] { return write(configuration()); };
        });
    };
    add("products", "All products", export_products);
    add("customers", "All customers", export_customers);
    add("orders", "All orders, newest first, one row per line", export_orders);
}

}  // namespace till

#include <iostream>

#include <CLI/App.hpp>

#include "app/options.h"
#include "app/shop.h"
#include "commands/commands.h"
#include "commands/csv_import.h"
#include "schemas/schemas.h"

namespace till {
namespace {

struct ImportOptions {
    std::string file;
    bool skip_bad = false;

    ImportMode mode() const { return skip_bad ? ImportMode::skip_bad : ImportMode::all_or_nothing; }
};

int report(Shop& shop, const ImportReport& report, std::string_view things) {
    for (const ImportFault& fault : report.faults) {
        std::cerr << "line " << fault.line << ": " << fault.message << '\n';
    }
    if (!report.stored) {
        std::cerr << "till: " << report.faults.size()
                  << " bad row(s), so nothing was stored; --skip-bad stores the rest\n";
        return 1;
    }
    if (report.added + report.changed > 0) shop.outside_changes.announce();
    std::cout << things << ": " << report.added << " added, " << report.changed << " changed, " << report.unchanged
              << " unchanged, " << report.faults.size() << " bad row(s) left out\n";
    return 0;
}

int import_products(const Configuration& configuration, const ImportOptions& options) {
    set_process_wide(configuration);
    Shop shop(configuration);
    return report(shop, shop.imports.products(open_csv(options.file, schemas::new_product()), options.mode()),
                  "products");
}

int import_customers(const Configuration& configuration, const ImportOptions& options) {
    set_process_wide(configuration);
    Shop shop(configuration);
    return report(shop, shop.imports.customers(open_csv(options.file, schemas::new_customer()), options.mode()),
                  "customers");
}

int import_orders(const Configuration& configuration, const ImportOptions& options) {
    set_process_wide(configuration);
    Shop shop(configuration);
    return report(shop, shop.imports.orders(open_csv(options.file, schemas::imported_line()), options.mode()),
                  "orders");
}

}  // namespace

void add_import(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* group = app.add_subcommand("import", "Bring CSV files into the store");
    group->require_subcommand(1);
    group->footer(
        "The header names the columns; fields may be quoted; the text is UTF-8. A file with a bad row is not stored at "
        "all, unless --skip-bad says so; every bad row is reported with its line. The same file again changes "
        "nothing.");
    const auto add = [&](const char* name, const char* text, auto import) {
        CLI::App* command = group->add_subcommand(name, text);
        const auto options = std::make_shared<ImportOptions>();
        command->add_option("file", options->file, "The CSV file")->required()->type_name("FILE.csv");
        command->add_flag("--skip-bad", options->skip_bad, "Store the good rows of a file that has bad ones");
        command->callback([&configuration, &chosen, options, import] {
            chosen = [&configuration, options, import] { return import(configuration(), *options); };
        });
    };
    add("products",
        "Products by SKU: sku,name,description,category,price,stock,image_url. The stock counts for new ones only",
        import_products);
    add("customers", "Customers by e-mail address: name,email,phone", import_customers);
    add("orders",
        "Past orders by number, a row a line: number,placed_at,customer_email,sku,name,quantity,unit_price,status. "
        "They "
        "take no stock",
        import_orders);
}

}  // namespace till

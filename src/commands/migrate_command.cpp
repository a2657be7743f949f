#include <iostream>

#include <CLI/App.hpp>

#include "app/options.h"
#include "app/shop.h"
#include "commands/commands.h"

namespace till {
namespace {

int migrate(const Configuration& configuration) {
    set_up_logging(configuration);
    const std::vector<std::string> steps = migrate_database(configuration);
    for (const std::string& step : steps) std::cout << "applied " << step << '\n';
    if (steps.empty()) std::cout << "nothing to do\n";
    return 0;
}

}  // namespace

void add_migrate(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* command = app.add_subcommand("migrate", "Migrate the database to the schema of this program");
    command->footer("Each step runs once, in order, under a lock. SQLite is also migrated at every start.");
    command->callback([&] { chosen = [&] { return migrate(configuration()); }; });
}

}  // namespace till

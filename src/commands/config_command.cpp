#include <iostream>

#include <CLI/App.hpp>

#include "commands/commands.h"

namespace till {

void add_config(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* command = app.add_subcommand("config", "Print the effective configuration with the source of each value");
    const auto defaults = std::make_shared<bool>(false);
    command->add_flag("--explain", *defaults, "Print every key with its description and default instead");
    command->callback([&, defaults] {
        chosen = [&, defaults] {
            std::cout << (*defaults ? explained_defaults() : describe(configuration()));
            return 0;
        };
    });
}

}  // namespace till

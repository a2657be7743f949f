#include <iostream>

#include <CLI/App.hpp>

#include "commands/commands.h"

namespace till {

void add_version(CLI::App& app, const ReadConfiguration& /*configuration*/, Command& chosen) {
    CLI::App* command = app.add_subcommand("version", "Print the program's version");
    command->callback([&chosen] {
        chosen = [] {
            std::cout << "till " TILL_VERSION "\n";
            return 0;
        };
    });
}

}  // namespace till

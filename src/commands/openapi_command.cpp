#include <iostream>

#include <CLI/App.hpp>

#include "app/features.h"
#include "commands/commands.h"

namespace till {

void add_openapi(CLI::App& app, const ReadConfiguration& /*configuration*/, Command& chosen) {
    CLI::App* command = app.add_subcommand("openapi", "Print the OpenAPI document of the API as YAML");
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "Print JSON instead");
    command->callback([&chosen, as_json] {
        chosen = [as_json] {
            std::cout << (*as_json ? openapi_json(all_routes(), ListPageBounds())
                                   : openapi_yaml(all_routes(), ListPageBounds()));
            return 0;
        };
    });
}

}  // namespace till

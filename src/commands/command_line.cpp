#include <iostream>

#include <CLI/CLI.hpp>

#include "commands/commands.h"
#include "platform/errors/refusal.h"

namespace till {
namespace {

constexpr int failed = 1;
constexpr int wrong_use = 2;

std::optional<std::filesystem::path> file_of(const std::string& option) {
    if (!option.empty()) return option;
    const auto variables = environment();
    const auto from_environment = variables.find("TILL_CONFIG");
    if (from_environment == variables.end() || from_environment->second.empty()) return std::nullopt;
    return from_environment->second;
}

void report(const Refusal& refusal) {
    std::cerr << "till: " << refusal.detail() << '\n';
    for (const auto& [field, messages] : refusal.errors()) {
        for (const std::string& message : messages) std::cerr << "  " << field << ' ' << message << '\n';
    }
}

int run(const Command& command) {
    try {
        return command();
    } catch (const Refusal& refusal) {
        report(refusal);
    } catch (const std::exception& error) {
        std::cerr << "till: " << error.what() << '\n';
    }
    return failed;
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app("Till, a store engine: an HTTP API for a shop, on SQLite or MariaDB.", "till");
    app.require_subcommand(1);
    std::string config_file;
    app.add_option("--config", config_file,
                   "TOML file with the configuration; variables TILL_<SECTION>_<KEY> take precedence")
        ->type_name("FILE");
    app.footer("Every command has --help. till config --explain describes every key.");
    app.fallthrough();

    const ReadConfiguration configuration = [&config_file] {
        return load_configuration(file_of(config_file), environment());
    };
    Command chosen;
    for (const auto add :
         {add_serve, add_migrate, add_account, add_import, add_export, add_openapi, add_config, add_version}) {
        add(app, configuration, chosen);
    }
    for (CLI::App* command : app.get_subcommands({})) {
        command->footer(command->get_footer() +
                        "\nThe configuration comes from --config FILE and TILL_<SECTION>_<KEY>.");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : wrong_use;
    }
    return run(chosen);
}

}  // namespace till

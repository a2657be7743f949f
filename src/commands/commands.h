#pragma once
#include <functional>
#include <optional>
#include <string>

#include "platform/config/configuration.h"

namespace CLI {
class App;
}

namespace till {

/// What the command line has chosen: run once it has been read. Returns the exit status.
using Command = std::function<int()>;

/// The configuration, read when a command needs it.
using ReadConfiguration = std::function<Configuration()>;

/// Each adds its subcommand; `chosen` is set when it is the one.
void add_serve(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);
void add_migrate(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);
void add_account(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);
void add_import(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);
void add_export(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);
void add_openapi(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);
void add_config(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);
void add_version(CLI::App& app, const ReadConfiguration& configuration, Command& chosen);

/// The whole command line. 0 done; 1 refused or failed, with the reason on standard error; 2 wrong use.
int run_command_line(int argc, char** argv);

}  // namespace till

#include <cstdint>
#include <iostream>
#include <limits>

#include <CLI/App.hpp>

#include "app/options.h"
#include "app/shop.h"
#include "commands/commands.h"

namespace till {
namespace {

constexpr std::int64_t everything = std::numeric_limits<std::int64_t>::max();

int export_records(const Configuration& configuration, ImportKind kind) {
    set_up_logging(configuration);
    Shop shop(configuration);
    shop.features.transfer.kinds.find(kind).write({}, {everything}, [](std::string_view text) { std::cout << text; });
    shop.features.security_log.note(SecurityEvent::exported, Actor::operator_of_the_machine(), 0, name_of(kind));
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("the output cannot be written");
    return 0;
}

}  // namespace

void add_export(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* group = app.add_subcommand("export", "Export the store's records as CSV to standard output");
    group->require_subcommand(1);
    group->footer(
        "The columns are those of till import. Importing a file into the same store changes nothing; importing it into "
        "an empty store restores all records. Texts that a spreadsheet would read as a formula begin with an "
        "apostrophe, which the import removes.");
    for (const CsvKindTexts& texts : CsvKinds::texts()) {
        const ImportKind kind = texts.kind;
        group->add_subcommand(std::string(name_of(kind)), texts.export_help)->callback([&configuration, &chosen, kind] {
            chosen = [&configuration, kind] { return export_records(configuration(), kind); };
        });
    }
}

}  // namespace till

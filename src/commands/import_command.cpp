#include <chrono>
#include <filesystem>
#include <iostream>

#include <CLI/App.hpp>

#include "app/options.h"
#include "app/shop.h"
#include "commands/commands.h"
#include "platform/console/progress.h"
#include "platform/text/join.h"

namespace till {
namespace {

struct Arguments {
    std::string file;
    ImportRequest options;
};

/// Shows the progress, and notifies servers on the same database of changes now and then; not from within the one
/// transaction of an atomic import, before whose commit there is no change.
class Watch {
 public:
    Watch(Shop& shop, const Arguments& arguments)
        : shop_(shop),
          leaves_markers_(!arguments.options.atomic && !arguments.options.preview),
          bar_(std::filesystem::path(arguments.file).filename().string() + " (%)", 100) {}

    void operator()(std::int64_t percent) {
        bar_.show(static_cast<std::size_t>(percent));
        const auto now = std::chrono::steady_clock::now();
        if (!leaves_markers_ || now - marked_ < between_markers_s) return;
        shop_.features.settings.external_changes.leave_marker();
        marked_ = now;
    }

 private:
    static constexpr std::chrono::seconds between_markers_s{2};

    Shop& shop_;
    bool leaves_markers_;
    ProgressBar bar_;
    std::chrono::steady_clock::time_point marked_ = std::chrono::steady_clock::now();
};

void list_faults(const ImportReport& report) {
    for (const ImportFault& fault : report.faults) {
        std::cerr << "line " << fault.line << ": " << fault.message << '\n';
    }
    if (report.faults.size() < ImportReport::faults_shown) return;
    std::cerr << "These are the first errors. All errors, by message:\n";
    for (const ImportFaultCount& kind : report.fault_kinds) std::cerr << kind.count << " × " << kind.kind << '\n';
}

void list_columns(const ImportReport& report) {
    const auto named = [&](ColumnUse use) {
        std::string names;
        for (const ImportColumn& column : report.columns) {
            if (column.use == use) names += (names.empty() ? "" : ", ") + column.name;
        }
        return names.empty() ? "none" : names;
    };
    std::cout << "identified by: " << named(ColumnUse::key) << "\nwritten: " << named(ColumnUse::written)
              << "\nfor new records only: " << named(ColumnUse::new_only)
              << "\nnot in the file, left unchanged: " << named(ColumnUse::absent) << '\n';
}

int show(const ImportReport& report, std::string_view things, const ImportRequest& options) {
    list_faults(report);
    if (!report.stored && !options.preview) {
        std::cerr << "till: " << report.bad
                  << " row(s) with errors, so nothing was stored; --skip-bad stores the rest\n";
        return 1;
    }
    if (options.preview) list_columns(report);
    std::cout << things << ": " << report.added << " added, " << report.changed << " changed, " << report.unchanged
              << " unchanged, " << report.bad << " row(s) with errors left out";
    if (report.differing > 0) std::cout << ", " << report.differing << " different in the store and left unchanged";
    std::cout << (options.preview ? "; nothing was written\n" : "\n");
    return 0;
}

int import_records(const Configuration& configuration, const Arguments& arguments, ImportKind kind) {
    set_up_logging(configuration);
    Shop shop(configuration);
    ImportReport report;
    {
        Watch watch(shop, arguments);
        const AnyCsvKind::Import import = shop.features.transfer.kinds.find(kind).open(arguments.file);
        report = import(arguments.options, std::ref(watch));
    }
    if (!arguments.options.preview) {
        shop.features.security_log.note(SecurityEvent::imported, Actor::operator_of_the_machine(), 0, name_of(kind));
    }
    if (report.stored && report.added + report.changed > 0) shop.features.settings.external_changes.announce();
    return show(report, name_of(kind), arguments.options);
}

/// Made only where the help is printed, as it needs the schemas.
std::string columns_of(ImportKind kind) {
    return "Columns: " + joined(features_without_store().transfer.kinds.find(kind).columns());
}

}  // namespace

void add_import(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* group = app.add_subcommand("import", "Import CSV files into the store");
    group->require_subcommand(1);
    group->footer(
        "The header names the columns; fields may be quoted; the text is UTF-8. Fields without a column stay "
        "unchanged; an empty value clears the field. The whole file is checked before anything is stored: if a row has "
        "an error, nothing is stored, unless --skip-bad is given. The file is then stored in small parts, so that a "
        "running shop does not have to wait. An interrupted import continues when the same file is imported again. "
        "--atomic stores the file in one transaction, for which all other writes wait. Importing the same file again "
        "changes nothing.");
    for (const CsvKindTexts& texts : CsvKinds::texts()) {
        const ImportKind kind = texts.kind;
        CLI::App* command = group->add_subcommand(std::string(name_of(kind)), texts.import_help);
        command->footer([kind] { return columns_of(kind); });
        const auto arguments = std::make_shared<Arguments>();
        command->add_option("file", arguments->file, "The CSV file")->required()->type_name("FILE.csv");
        command->add_flag("--skip-bad", arguments->options.skip_bad,
                          "Store the valid rows of a file that has rows with errors");
        command->add_flag("--atomic", arguments->options.atomic, "Store everything in one transaction, or nothing");
        command->add_flag("--preview", arguments->options.preview, "Show what would be changed, and write nothing");
        command->callback([&configuration, &chosen, arguments, kind] {
            chosen = [&configuration, arguments, kind] { return import_records(configuration(), *arguments, kind); };
        });
    }
}

}  // namespace till

// Places real invoices as orders through the API and compares the shop's records with the sales.
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>
#include <zlib.h>

#include "replay/client.h"
#include "replay/report.h"
#include "replay/sales.h"
#include "replay/store.h"

namespace till::replay {
namespace {

struct Options {
    std::string file;
    std::string until;
    std::string url = "http://127.0.0.1:8080";
    std::string username = "admin";
    std::string password_file;
    bool password_stdin = false;
    std::size_t connections = 64;
    bool dry_run = false;
};

/// The text of a file, compressed by gzip or not.
std::string read_all(const std::string& path) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    if (!file) throw std::runtime_error(path + " cannot be opened");
    std::string text;
    std::string part(1 << 16, '\0');
    int count = 0;
    while ((count = gzread(file.get(), part.data(), static_cast<unsigned>(part.size()))) > 0) {
        text.append(part, 0, static_cast<std::size_t>(count));
    }
    if (count < 0) throw std::runtime_error(path + " cannot be read");
    return text;
}

std::string read_password(const Options& options) {
    std::ifstream file;
    if (!options.password_stdin) file.open(options.password_file);
    std::string password;
    if (!std::getline(options.password_stdin ? std::cin : file, password) || password.empty()) {
        throw std::runtime_error("there is no password: use --password-stdin or --password-file");
    }
    return password;
}

bool replay(const Options& options) {
    std::istringstream text(read_all(options.file));
    const Sales sales = read_sales(text, options.until);
    Report report(options.file, options.until, sales);
    if (!options.dry_run) {
        Client client(options.url, options.connections, options.username, read_password(options));
        Store store(client, sales);
        store.fill();
        report.add(store.place_orders());
        report.add(store.read_orders());
        report.add(store.check_ledger());
    }
    fmt::print("{}", report.text());
    return report.ok();
}

}  // namespace
}  // namespace till::replay

int main(int argc, char** argv) {
    till::replay::Options options;
    CLI::App app("Places real invoices as orders and holds what the store says against what was sold", "replay");
    app.add_option("FILE", options.file, "Invoice lines in the format of UCI Online Retail, .csv or .csv.gz")
        ->required()
        ->check(CLI::ExistingFile);
    app.add_option("--until", options.until, "Leave out what was sold after this day, YYYY-MM-DD")
        ->check([](const std::string& day) {
            const bool good = day.size() == 10 && day[4] == '-' && day[7] == '-';
            return good ? std::string() : std::string("has to be YYYY-MM-DD");
        });
    app.add_option("--url", options.url, "Where the store answers")->capture_default_str();
    app.add_option("--connections", options.connections, "Connections at a time")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    app.add_option("--username", options.username, "An admin of the store")->capture_default_str();
    auto* from_stdin =
        app.add_flag("--password-stdin", options.password_stdin, "Read the password from standard input");
    app.add_option("--password-file", options.password_file, "Read the password from a file")->excludes(from_stdin);
    app.add_flag("--dry-run", options.dry_run, "Read and add up the file, without a store");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        return till::replay::replay(options) ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "replay: {}\n", error.what());
        return 1;
    }
}

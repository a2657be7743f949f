#include <iostream>

#include <CLI/CLI.hpp>

#include "app/options.h"
#include "app/shop.h"
#include "commands/commands.h"
#include "shop/accounts/account_schema.h"

namespace till {
namespace {

struct AccountOptions {
    std::string username;
    std::string role;
    std::int64_t customer = 0;
    bool password_from_standard_input = false;
};

// Goes through the same schema as the API, so the same rules hold.
NewAccount account_of(const AccountOptions& options, const ShopSettings& shop) {
    if (!options.password_from_standard_input) {
        throw std::runtime_error("pass the password on standard input with --password-stdin");
    }
    std::string password;
    std::getline(std::cin, password);
    json::Object fields{{"username", options.username}, {"password", password}, {"role", options.role}};
    if (options.customer != 0) fields.push_back({"customer_id", options.customer});
    return AccountSchemas(shop).new_account.read(fields);
}

int create_account(const Configuration& configuration, const AccountOptions& options) {
    set_up_logging(configuration);
    const NewAccount account = account_of(options, shop_settings(configuration));
    Shop shop(configuration);
    const AccountView created = shop.features.accounts.service.add(Actor::operator_of_the_machine(), account);
    shop.features.settings.external_changes.announce();
    std::cout << "account " << created.id << " (" << created.username << ", " << created.role.name()
              << ") was created\n";
    return 0;
}

}  // namespace

void add_account(CLI::App& app, const ReadConfiguration& configuration, Command& chosen) {
    CLI::App* group = app.add_subcommand("account", "Accounts that can sign in");
    group->require_subcommand(1);
    CLI::App* command = group->add_subcommand("create", "Create an account");
    const auto options = std::make_shared<AccountOptions>();
    command->add_option("--username", options->username, "Username, case-insensitive")->required();
    command->add_option("--role", options->role, "admin, customer, or a role of the configuration")->required();
    command->add_option("--customer", options->customer, "The customer's id; required for the role customer")
        ->check(CLI::PositiveNumber);
    command->add_flag("--password-stdin", options->password_from_standard_input,
                      "Read the password, 8 to 256 bytes, from the first line of standard input");
    command->callback([&, options] { chosen = [&, options] { return create_account(configuration(), *options); }; });
}

}  // namespace till

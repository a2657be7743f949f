#include "app/shop.h"

#include <stdexcept>

#include <spdlog/spdlog.h>

#include "app/options.h"
#include "platform/console/progress.h"
#include "platform/database/errors.h"
#include "platform/database/migrations.h"
#include "platform/security/random.h"
#include "shop/settings/shop_reference.h"
#include "shop/settings/text_renewal.h"

namespace till {
namespace {

using database::Dialect;

Dialect dialect_of(const Configuration& configuration) {
    return configuration.database.url.starts_with("sqlite:") ? Dialect::sqlite : Dialect::mysql;
}

bool migrates_at_start(const Configuration& configuration) {
    return dialect_of(configuration) == Dialect::sqlite || configuration.database.migrate_at_start;
}

using Committed = std::function<void(std::span<const database::Tag>)>;

database::SqlDatabaseOptions announcing_database_options(const Configuration& configuration, Committed committed) {
    database::SqlDatabaseOptions options = sql_database_options(configuration);
    options.committed = std::move(committed);
    return options;
}

database::SqlDatabaseOptions migrated_database_options(const Configuration& configuration, Committed committed) {
    const Dialect dialect = dialect_of(configuration);
    if (migrates_at_start(configuration)) {
        const auto steps = database::migrate(sql_database_options(configuration), database::migrations_for(dialect));
        for (const std::string& step : steps) spdlog::info("migrated: {}", step);
        return announcing_database_options(configuration, std::move(committed));
    }
    const auto state =
        database::migration_state(sql_database_options(configuration), database::migrations_for(dialect));
    if (!state.pending.empty()) {
        throw std::runtime_error("the database needs " + std::to_string(state.pending.size()) +
                                 " migration step(s), first " + state.pending.front() +
                                 ": run till migrate, or set database.migrate_at_start");
    }
    return announcing_database_options(configuration, std::move(committed));
}

/// The setting of that name; where there is none, it is set to `value`.
std::string stored_or_set(database::SqlDatabase& database, SettingRepository& settings, std::string_view name,
                          const std::string& value) {
    const auto find = [&](database::SqlSession& session) { return settings.find(session, name); };
    if (const auto present = database.read(find)) return *present;
    try {
        database.write([&](database::Transaction& transaction) { settings.add(transaction, name, value); });
    } catch (const database::UniqueViolation&) {  // another node that starts was faster
    }
    return database.read(find).value();
}

void require_same_currency(database::SqlDatabase& database, SettingRepository& settings, const Currency& currency) {
    const std::string& wanted = currency.code();
    const std::string present = stored_or_set(database, settings, "currency", wanted);
    if (present != wanted) {
        throw std::runtime_error("the currency of the store is " + present + ", but store.currency is " + wanted);
    }
}

// Made once, by the first program that opens the database.
void require_a_word_of_its_own(database::SqlDatabase& database, SettingRepository& settings) {
    constexpr std::size_t random_bytes = 6;
    stored_or_set(database, settings, shop_setting, "T" + random_text(random_bytes));
}

TextRenewal text_renewal(database::Database& database, Repositories& repositories) {
    return {database,
            repositories.settings,
            {{"customers", repositories.customers},
             {"accounts", repositories.accounts},
             {"products", repositories.products}}};
}

// What migrations leave to do: folding is not in SQL.
std::int64_t renew_texts(database::Database& database, Repositories& repositories) {
    ProgressBar bar("Texts", 0);
    return text_renewal(database, repositories).run([&](std::int64_t rows) {
        bar.show(static_cast<std::size_t>(rows));
    });
}

void require_present_texts(const Configuration& configuration, database::Database& database,
                           Repositories& repositories) {
    if (migrates_at_start(configuration)) {
        const std::int64_t rows = renew_texts(database, repositories);
        if (rows > 0) spdlog::info("texts of {} rows were renewed for searches and comparisons", rows);
        return;
    }
    if (!text_renewal(database, repositories).is_done()) {
        throw std::runtime_error(
            "the database's texts have to be renewed for searches and comparisons: run till migrate, or set "
            "database.migrate_at_start");
    }
}

}  // namespace

std::vector<std::string> migrate_database(const Configuration& configuration) {
    static_cast<void>(shop_settings(configuration));  // throws before anything is written
    std::vector<std::string> steps =
        database::migrate(sql_database_options(configuration), database::migrations_for(dialect_of(configuration)));
    database::SqlDatabase database(sql_database_options(configuration));
    Repositories repositories;
    const std::int64_t rows = renew_texts(database, repositories);
    if (rows > 0) steps.push_back("text rules to " + std::to_string(rows) + " rows");
    return steps;
}

Shop::Shop(const Configuration& configuration, std::string signing_key)
    : settings(shop_settings(configuration)),
      other_nodes(invalidations),
      database(migrated_database_options(configuration,
                                         [this](std::span<const database::Tag> tags) {
                                             invalidations.invalidate(tags);
                                             other_nodes.announce(tags);
                                         })),
      features(configuration, std::move(signing_key), {settings, database, invalidations, clock_}) {
    require_same_currency(database, features.repositories.settings, settings.currency);
    require_a_word_of_its_own(database, features.repositories.settings);
    require_present_texts(configuration, database, features.repositories);
}

}  // namespace till

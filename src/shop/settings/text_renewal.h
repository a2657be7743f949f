#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/database/database.h"
#include "shop/accounts/account_repository.h"
#include "shop/customers/customer_repository.h"
#include "shop/catalogue/product_repository.h"
#include "shop/settings/setting_repository.h"

namespace till {

/// Brings the keys and the index of words that an older program made of a store's texts to the present rules
/// (utils/folding.h, text_rules_version). The setting `text_rules` says what they are, or how far the work has come: it
/// goes in small writes, goes on where it stopped, and is done once, however many programs begin it.
class TextRenewal {
 public:
    struct Repositories {
        CustomerRepository& customers;
        AccountRepository& accounts;
        ProductRepository& products;
        SettingRepository& settings;
    };
    TextRenewal(database::Database& database, Repositories repositories)
        : database_(database), repositories_(repositories) {}

    /// Whether the store is as the present rules have it. Throws std::runtime_error where a newer program made it.
    bool is_done();

    /// Does what is left; returns how many rows were looked at. `progress` is told after each write how many that are,
    /// and the log says now and then; what could not be renewed is a warning each in the log.
    std::int64_t run(const std::function<void(std::int64_t rows)>& progress = {});

 private:
    /// How far the work has come: behind a row of one of the tables.
    struct Place {
        std::size_t table = 0;
        std::int64_t last = 0;

        static Place parse(const std::string& setting);
        std::string text() const;
        bool is_end() const;
    };

    void begin();
    RenewedTexts step(database::Transaction& transaction, bool& done);
    RenewedTexts renew(database::Transaction& transaction, const Place& place, std::int64_t at_most);

    database::Database& database_;
    Repositories repositories_;
};

}  // namespace till

#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/features.h"
#include "platform/caching/invalidations.h"
#include "platform/config/configuration.h"
#include "platform/database/sql_database.h"
#include "platform/redis/invalidation_channel.h"
#include "platform/time/clock.h"

namespace till {

/// A shop without servers: the database opened, brought to the present schema and checked, and the features on it.
/// Every command but `serve` needs no more.
class Shop {
 public:
    /// Migrates SQLite, and MariaDB where the configuration says so; else throws std::runtime_error while steps are
    /// pending. Throws it too where the database was made with another currency, and ConfigurationError, before
    /// anything is opened, where settings of the shop are none. `signing_key`: of access tokens and cursors; a command
    /// needs none.
    explicit Shop(const Configuration& configuration, std::string signing_key = {});

    const Clock& clock() const { return clock_; }

 private:
    SystemClock clock_;

 public:
    const ShopSettings settings;
    caching::Invalidations invalidations;    ///< of all that this process writes
    redis::InvalidationChannel other_nodes;  ///< publishes them once it is started
    database::SqlDatabase database;
    Features features;
};

/// Brings the database that the configuration names to the present schema, and its texts to the present rules
/// (shop/settings/text_renewal.h); returns the names of the steps taken.
std::vector<std::string> migrate_database(const Configuration& configuration);

}  // namespace till

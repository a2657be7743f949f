#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "platform/database/database.h"
#include "shop/settings/setting_repository.h"

namespace till {

/// How a running server notices changes of its database by other programs (an import, an account from the command line,
/// another node that cannot publish its changes), so that it does not return stale cached values: they write a marker,
/// and it looks for one several times a second.
class ExternalChanges {
 public:
    /// How often a server calls noticed().
    static constexpr std::chrono::milliseconds interval_ms{100};

    ExternalChanges(database::Database& database, SettingRepository& settings)
        : database_(database), settings_(settings) {}

    /// Writes a marker, to be called after a change.
    void leave_marker();
    /// The same, and waits until servers on the database have had the time to see it.
    void announce();

    /// Whether a marker was left since the last call; false the first time. For one thread.
    bool noticed();

 private:
    database::Database& database_;
    SettingRepository& settings_;
    bool looked_ = false;
    std::optional<std::string> last_;
};

}  // namespace till

#include "shop/settings/external_changes.h"

#include <thread>

#include "platform/security/random.h"

namespace till {
namespace {

constexpr std::string_view marker = "changed_outside";
constexpr std::size_t marker_bytes = 12;

}  // namespace

void ExternalChanges::leave_marker() {
    const std::string value = random_text(marker_bytes);
    database_.write([&](database::Transaction& transaction) { settings_.set(transaction, marker, value); });
}

void ExternalChanges::announce() {
    leave_marker();
    std::this_thread::sleep_for(3 * interval_ms);
}

bool ExternalChanges::noticed() {
    auto now = database_.read([&](database::SqlSession& session) { return settings_.find(session, marker); });
    const bool changed = looked_ && now != last_;
    looked_ = true;
    last_ = std::move(now);
    return changed;
}

}  // namespace till

#include "shop/settings/outside_changes.h"

#include <thread>

#include "platform/security/random.h"

namespace till {
namespace {

constexpr std::string_view mark = "changed_outside";
constexpr std::size_t mark_bytes = 12;

}  // namespace

void OutsideChanges::leave_mark() {
    const std::string value = random_text(mark_bytes);
    database_.write([&](database::Transaction& transaction) { settings_.set(transaction, mark, value); });
}

void OutsideChanges::announce() {
    leave_mark();
    std::this_thread::sleep_for(3 * interval_ms);
}

bool OutsideChanges::noticed() {
    auto now = database_.read([&](database::Session& session) { return settings_.find(session, mark); });
    const bool changed = looked_ && now != last_;
    looked_ = true;
    last_ = std::move(now);
    return changed;
}

}  // namespace till

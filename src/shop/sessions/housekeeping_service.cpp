#include "shop/sessions/housekeeping_service.h"

namespace till {
namespace {

using database::Transaction;

constexpr std::chrono::hours keys_kept_h{48};
constexpr std::int64_t rows_in_a_write = 100;

}  // namespace

void HousekeepingService::run(Timestamp now, const std::stop_token& stop) {
    sweep(stop, [&](Transaction& transaction, std::int64_t at_most) {
        return keys_.remove_expired(transaction, now - keys_kept_h, at_most);
    });
    sweep(stop, [&](Transaction& transaction, std::int64_t at_most) {
        return sessions_.remove_expired(transaction, now, at_most);
    });
}

void HousekeepingService::sweep(const std::stop_token& stop, const RemoveSome& remove_some) {
    while (!stop.stop_requested()) {
        const std::int64_t removed =
            database_.write([&](Transaction& transaction) { return remove_some(transaction, rows_in_a_write); });
        if (removed < rows_in_a_write) return;
    }
}

}  // namespace till

#include "shop/kernel/housekeeping_service.h"

namespace till {
namespace {

using database::Transaction;

constexpr std::int64_t rows_in_a_write = 100;

}  // namespace

void HousekeepingService::run(Timestamp now, const std::stop_token& stop) {
    for (const RemoveExpired& remove_expired : kinds_) sweep(now, stop, remove_expired);
}

void HousekeepingService::sweep(Timestamp now, const std::stop_token& stop, const RemoveExpired& remove_expired) {
    while (!stop.stop_requested()) {
        const std::int64_t removed = database_.write(
            [&](Transaction& transaction) { return remove_expired(transaction, now, rows_in_a_write); });
        if (removed < rows_in_a_write) return;
    }
}

}  // namespace till

#include "shop/orders/sql_idempotency_repository.h"

#include <algorithm>
#include <bit>

#include "shop/kernel/stored.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Query;
using database::SqlSession;
using database::Transaction;

constexpr std::size_t keys_in_a_statement_max = 256;

// The last key fills the places up to the next power of two, so that there are few texts to prepare.
Query look_up(std::span<const IdempotencyKey> keys) {
    Query query(
        "SELECT account_id, idempotency_key, request_hash, order_id, answer, created_at FROM idempotency_keys WHERE ");
    for (std::size_t i = 0; i < std::bit_ceil(keys.size()); ++i) {
        const IdempotencyKey& key = keys[std::min(i, keys.size() - 1)];
        const std::string n = std::to_string(i);
        query.add((i == 0 ? "" : " OR ") + ("(account_id = :account" + n) + " AND idempotency_key = :key" + n + ")",
                  key.account_id, key.key);
    }
    return query;
}

}  // namespace

std::vector<IdempotencyRecord> SqlIdempotencyRepository::find_all(SqlSession& session,
                                                                  std::span<const IdempotencyKey> keys) {
    std::vector<IdempotencyRecord> records;
    while (!keys.empty()) {
        const auto some = keys.first(std::min(keys.size(), keys_in_a_statement_max));
        keys = keys.subspan(some.size());
        for (auto& [account, key, hash, order, record, created_at] :
             session.rows<AccountId, std::string, std::string, OrderId, std::string, Timestamp>(look_up(some))) {
            records.push_back({.key = {account, std::move(key)},
                               .request_hash = std::move(hash),
                               .order_id = order,
                               .response = std::move(record),
                               .created_at = created_at});
        }
    }
    return records;
}

void SqlIdempotencyRepository::add(Transaction& transaction, std::span<const IdempotencyRecord> records) {
    std::vector<std::vector<Cell>> rows;
    rows.reserve(records.size());
    for (const IdempotencyRecord& recorded : records) {
        rows.push_back({cell_of(recorded.key.account_id), cell_of(recorded.key.key), cell_of(recorded.request_hash),
                        cell_of(recorded.order_id), cell_of(recorded.response), cell_of(recorded.created_at)});
    }
    transaction.insert_rows("idempotency_keys",
                            "account_id, idempotency_key, request_hash, order_id, answer, created_at", rows, "");
}

std::int64_t SqlIdempotencyRepository::remove_expired(Transaction& transaction, Timestamp before,
                                                      std::int64_t at_most) {
    std::vector<std::vector<Cell>> expired;
    for (const auto& [account, key] : transaction.rows<AccountId, std::string>(
             "SELECT account_id, idempotency_key FROM idempotency_keys WHERE created_at < :before ORDER BY created_at "
             "LIMIT :at_most",
             before, at_most)) {
        expired.push_back({cell_of(account), cell_of(key)});
    }
    transaction.run_each("DELETE FROM idempotency_keys WHERE account_id = :account AND idempotency_key = :key",
                         expired);
    return static_cast<std::int64_t>(expired.size());
}

}  // namespace till

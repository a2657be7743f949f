#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "platform/database/sql_session.h"

namespace till {

/// The topics that reads depend on and writes invalidate. The rule: a read declares topics such that every write that
/// can change what it returned, also by adding a row that it would have found, invalidates at least one of them. Where
/// "any" stands, no id is given.
enum class Topic : std::uint8_t {
    product,    ///< id: its details, its stock, its ledger, whether it is there
    catalogue,  ///< any product added, removed, or its details changed
    stock,      ///< any product's stock changed
    customer,   ///< id: details, whether it is there; its removal also changes its account and its orders
    customers,  ///< any customer added, removed or changed
    account,    ///< id: all of it, whether it is there
    accounts,   ///< any account added, removed or changed
    cart,       ///< customer id: what is in the cart, its version
    order,      ///< id: all of it, with its lines and its history
    orders,     ///< any order added or changed
    orders_of,  ///< customer id: any order of this customer added or changed
    session,    ///< id: whether a sign-in is still good
    images,     ///< name: whether there is this image
    settings,   ///< the stored settings
};

namespace topics_detail {

/// The finisher of splitmix64 (Steele, Lea and Flood, 2014): one to one, and every bit of the result depends on every
/// bit of the argument.
constexpr std::uint64_t mixed(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31);
}

}  // namespace topics_detail

/// Ids are below 2^53, so that no two topics share a tag.
constexpr database::Tag tag(Topic topic, std::int64_t id = 0) {
    return topics_detail::mixed((static_cast<std::uint64_t>(topic) + 1) << 56 ^ static_cast<std::uint64_t>(id));
}

/// For what is known by a text. Two texts may share a tag, which costs a needless invalidation.
constexpr database::Tag tag(Topic topic, std::string_view id) {
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return topics_detail::mixed(tag(topic) ^ hash);
}

inline void depend_on_each(database::SqlSession& session, Topic topic, std::span<const std::int64_t> ids) {
    for (const std::int64_t id : ids) session.depends_on(tag(topic, id));
}

inline void invalidate_each(database::Transaction& transaction, Topic topic, std::span<const std::int64_t> ids) {
    for (const std::int64_t id : ids) transaction.invalidate(tag(topic, id));
}

}  // namespace till

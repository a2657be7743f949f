#pragma once
#include <string>

#include "platform/database/sql_session.h"
#include "shop/customers/customer.h"

namespace till {

/// What a search looks into: name, e-mail address, phone number and its digits alone, folded, a line each.
std::string search_key_of(const CustomerDetails& customer);

/// So many different words of a search count, the longest; the rest is ignored.
inline constexpr std::size_t customer_words_max = 8;

/// The condition of customers in whose `search_key` each word of the search stands, as it is or, where it looks like a
/// part of a phone number, with its digits alone; empty for a search without a word. No character of the search means
/// anything but itself.
database::Query customers_found_by(std::string_view search);

}  // namespace till

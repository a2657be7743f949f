#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/database/sql_session.h"

namespace till {

/// What became of the next rows of a table whose keys were made anew, as folding.h and text_keys.h have
/// them now.
struct RenewedTexts {
    std::int64_t rows = 0;  ///< looked at; fewer than requested at the table's end
    std::int64_t last = 0;  ///< the id of the last of them
    /// Why a row's key is unchanged, in a sentence each: another row has the new one.
    std::vector<std::string> clashes;
};

/// A table with keys that are made of its texts.
class RenewableTexts {
 public:
    virtual ~RenewableTexts() = default;

    /// Makes the keys of at most so many rows anew, those behind the id `after`, in their order.
    virtual RenewedTexts renew_texts(database::Transaction& transaction, std::int64_t after, std::int64_t at_most) = 0;
};

}  // namespace till

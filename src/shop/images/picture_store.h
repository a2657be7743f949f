#pragma once
#include <string_view>

#include "platform/database/session.h"
#include "shop/images/picture.h"

namespace till {

/// The shop's own pictures, for those who show them.
class PictureStore {
 public:
    virtual ~PictureStore() = default;

    /// Whether there is such a picture.
    virtual bool has(database::Session& session, std::string_view name) = 0;
    /// The same, and where there is, nobody takes it out before the transaction ends: for who is about to show it.
    virtual bool hold(database::Transaction& transaction, std::string_view name) = 0;
    /// Adds what is not there yet. A product has to show it before the transaction ends.
    virtual void put(database::Transaction& transaction, const Picture& picture) = 0;
};

}  // namespace till

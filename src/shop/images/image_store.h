#pragma once
#include <string_view>

#include "platform/database/sql_session.h"
#include "shop/images/image.h"

namespace till {

/// The shop's own images, for the features that use them.
class ImageStore {
 public:
    virtual ~ImageStore() = default;

    /// Whether there is such an image.
    virtual bool has(database::SqlSession& session, std::string_view name) = 0;
    /// The same, and an existing image is not removed before the transaction ends: for a caller that is about to use
    /// it.
    virtual bool hold(database::Transaction& transaction, std::string_view name) = 0;
    /// Adds what is not there yet. A product has to use it before the transaction ends.
    virtual void put(database::Transaction& transaction, const Image& image) = 0;
};

}  // namespace till

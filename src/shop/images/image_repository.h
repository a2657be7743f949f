#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/sql_session.h"
#include "shop/images/image.h"
#include "shop/images/image_store.h"

namespace till {

/// The shop's own images. Their use by products is stored by the products' repository, which also removes images that
/// no product uses any more: see image_uses.h.
class ImageRepository : public ImageStore {
 public:
    /// The file of that size.
    virtual std::optional<std::string> find(database::SqlSession& session, std::string_view name, ImageSize size) = 0;
};

}  // namespace till

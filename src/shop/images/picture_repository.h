#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/session.h"
#include "shop/images/picture.h"
#include "shop/images/picture_store.h"

namespace till {

/// The shop's own pictures. Which product shows which is kept by the products' repository, which also takes out what no
/// product shows any more: see picture_uses.h.
class PictureRepository : public PictureStore {
 public:
    /// The file of that size.
    virtual std::optional<std::string> find(database::Session& session, std::string_view name, PictureSize size) = 0;
};

}  // namespace till

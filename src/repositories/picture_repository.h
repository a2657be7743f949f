#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "database/session.h"
#include "models/picture.h"

namespace till {

class PictureRepository {
 public:
    virtual ~PictureRepository() = default;

    /// The file of that size, whichever product has the picture.
    virtual std::optional<std::string> find(database::Session& session, std::string_view name, PictureSize size) = 0;

    /// In place of the one that the product has.
    virtual void put(database::Transaction& transaction, const Picture& picture) = 0;
    /// False where the product has none.
    virtual bool remove(database::Transaction& transaction, ProductId product) = 0;
};

}  // namespace till

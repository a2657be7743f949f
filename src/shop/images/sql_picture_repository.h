#pragma once
#include "shop/images/picture_repository.h"

namespace till {

class SqlPictureRepository : public PictureRepository {
 public:
    std::optional<std::string> find(database::Session& session, std::string_view name, PictureSize size) override;
    bool has(database::Session& session, std::string_view name) override;
    bool hold(database::Transaction& transaction, std::string_view name) override;
    void put(database::Transaction& transaction, const Picture& picture) override;
};

}  // namespace till

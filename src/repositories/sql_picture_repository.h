#pragma once
#include "repositories/picture_repository.h"

namespace till {

class SqlPictureRepository : public PictureRepository {
 public:
    std::optional<std::string> find(database::Session& session, std::string_view name, PictureSize size) override;
    void put(database::Transaction& transaction, const Picture& picture) override;
    bool remove(database::Transaction& transaction, ProductId product) override;
};

}  // namespace till

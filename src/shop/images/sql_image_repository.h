#pragma once
#include "shop/images/image_repository.h"

namespace till {

class SqlImageRepository : public ImageRepository {
 public:
    std::optional<std::string> find(database::SqlSession& session, std::string_view name, ImageSize size) override;
    bool has(database::SqlSession& session, std::string_view name) override;
    bool hold(database::Transaction& transaction, std::string_view name) override;
    void put(database::Transaction& transaction, const Image& image) override;
};

}  // namespace till

#include "repositories/sql_picture_repository.h"

#include <stdexcept>

#include "database/mapping.h"
#include "repositories/stored.h"
#include "repositories/topics.h"

namespace till {
namespace {

using database::Mapping;
using database::Session;
using database::Transaction;

const Mapping<Picture>& picture_mapping() {
    static const auto mapping = Mapping<Picture>("product_pictures")
                                    .column("product_id", &Picture::product_id)
                                    .column("name", &Picture::name)
                                    .column("small", &Picture::small)
                                    .column("medium", &Picture::medium)
                                    .column("large", &Picture::large);
    return mapping;
}

}  // namespace

std::optional<std::string> SqlPictureRepository::find(Session& session, std::string_view name, PictureSize size) {
    session.depends_on(tag(Topic::pictures));
    return session.value<std::string>(
        "SELECT " + std::string(name_of(size)) + " FROM product_pictures WHERE name = :name LIMIT 1", name);
}

void SqlPictureRepository::put(Transaction& transaction, const Picture& picture) {
    remove(transaction, picture.product_id);
    transaction.insert(picture_mapping(), picture);
}

bool SqlPictureRepository::remove(Transaction& transaction, ProductId product) {
    transaction.touch(tag(Topic::pictures));
    return transaction.execute("DELETE FROM product_pictures WHERE product_id = :id", product) > 0;
}

}  // namespace till

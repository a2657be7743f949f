#include "shop/images/image_uses.h"

#include "platform/database/mapping.h"
#include "shop/images/image.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Transaction;

const database::Mapping<ImageUse>& use_mapping() {
    static const auto mapping = database::Mapping<ImageUse>("picture_uses")
                                    .column("product_id", &ImageUse::product_id)
                                    .column("name", &ImageUse::name);
    return mapping;
}

// The image is locked first, so that no other transaction begins to use it between the check and the end.
void let_go(Transaction& transaction, const std::string& name) {
    if (!hold_image(transaction, name)) return;
    const bool gone = transaction.execute(
                          "DELETE FROM pictures WHERE name = :name "
                          "AND NOT EXISTS (SELECT 1 FROM picture_uses WHERE name = :used)",
                          name, name) > 0;
    if (gone) transaction.invalidate(tag(Topic::images, name));
}

}  // namespace

void add_image_uses(Transaction& transaction, std::span<const ImageUse> uses) {
    if (!uses.empty()) transaction.insert(use_mapping(), uses);
}

void change_image_use(Transaction& transaction, ProductId product, const std::optional<std::string>& before,
                      const std::optional<std::string>& after) {
    const std::string former = image_name(before);
    const std::string name = image_name(after);
    if (former == name) return;
    if (!former.empty()) transaction.execute("DELETE FROM picture_uses WHERE product_id = :id", product);
    if (!name.empty()) transaction.insert(use_mapping(), ImageUse{product, name});
    if (!former.empty()) let_go(transaction, former);
}

void end_image_use(Transaction& transaction, const std::optional<std::string>& image_url) {
    const std::string former = image_name(image_url);
    if (!former.empty()) let_go(transaction, former);
}

bool hold_image(Transaction& transaction, std::string_view name) {
    return transaction.execute("UPDATE pictures SET name = name WHERE name = :name", name) > 0;
}

}  // namespace till

#include "shop/images/sql_image_repository.h"

#include "platform/database/upsert.h"
#include "shop/images/image_uses.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

// What a statement may be at most is a setting of the server (max_allowed_packet), and not everywhere its default.
constexpr std::size_t part_bytes = 200'000;

// Another server may be adding the same image.
void add_file(Transaction& transaction, std::string_view name, ImageSize size, std::string_view text) {
    const std::string insert =
        "INSERT INTO picture_parts (name, size, part, text) VALUES (:name, :size, :part, :text)" +
        database::or_set(transaction.dialect(), "name, size, part", {"text"});
    for (std::int64_t part = 0; !text.empty(); ++part) {
        transaction.execute(insert, name, name_of(size), part, text.substr(0, part_bytes));
        text.remove_prefix(std::min(part_bytes, text.size()));
    }
}

}  // namespace

std::optional<std::string> SqlImageRepository::find(SqlSession& session, std::string_view name, ImageSize size) {
    session.depends_on(tag(Topic::images, name));
    std::optional<std::string> file;
    for (auto& [text] : session.rows<std::string>(
             "SELECT text FROM picture_parts WHERE name = :name AND size = :size ORDER BY part", name, name_of(size))) {
        file = file ? *file + text : std::move(text);
    }
    return file;
}

bool SqlImageRepository::has(SqlSession& session, std::string_view name) {
    session.depends_on(tag(Topic::images, name));
    return session.value<std::string>("SELECT name FROM pictures WHERE name = :name", name).has_value();
}

bool SqlImageRepository::hold(Transaction& transaction, std::string_view name) { return hold_image(transaction, name); }

void SqlImageRepository::put(Transaction& transaction, const Image& image) {
    if (hold(transaction, image.name)) return;
    transaction.execute(
        "INSERT INTO pictures (name) VALUES (:name)" + database::or_set(transaction.dialect(), "name", {"name"}),
        image.name);
    add_file(transaction, image.name, ImageSize::small, image.small);
    add_file(transaction, image.name, ImageSize::medium, image.medium);
    add_file(transaction, image.name, ImageSize::large, image.large);
    transaction.invalidate(tag(Topic::images, image.name));
}

}  // namespace till

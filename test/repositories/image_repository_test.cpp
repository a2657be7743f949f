#include <algorithm>

#include <gmock/gmock.h>

#include "shop/images/sql_image_repository.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

std::string name_of_digits(char digit) { return std::string(32, digit); }
std::string path_of(const std::string& name) { return image_path(name, ImageSize::medium); }

class ImageTable : public test::OnMigratedDatabase {
 public:
    static Image image(const std::string& name) {
        return {.name = name, .small = "small of " + name, .medium = "medium", .large = std::string(500'001, 'x')};
    }
    std::optional<std::string> file(const std::string& name, ImageSize size = ImageSize::small) {
        return read([&](SqlSession& session) { return images.find(session, name, size); });
    }
    bool is_there(const std::string& name) {
        return read([&](SqlSession& session) { return images.has(session, name); });
    }
    ProductId add(const std::string& name) {
        Product product = test::product("Lamp");
        product.image_url = path_of(name);
        return add_product(product, 1);
    }
    /// With an image that is added with it.
    ProductId add_with_image(const std::string& name) {
        const ProductId id = add_product(test::product("Lamp"), 1);
        write([&](Transaction& transaction) {
            images.put(transaction, image(name));
            show(transaction, id, path_of(name));
        });
        return id;
    }
    void show(Transaction& transaction, ProductId id, const std::optional<std::string>& url) {
        const Product before = products.find(transaction, id).value();
        Product after = before;
        after.image_url = url;
        products.update(transaction, before, after);
    }
    void show(ProductId id, const std::optional<std::string>& url) {
        write([&](Transaction& transaction) { show(transaction, id, url); });
    }
    void remove(ProductId id) {
        write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, id).value()); });
    }

    const std::string one = name_of_digits('1');
    const std::string other = name_of_digits('2');
};

TEST_P(ImageTable, GivesBackFilesOfAnySize) {
    add_with_image(one);
    EXPECT_EQ(file(one), "small of " + one);
    EXPECT_EQ(file(one, ImageSize::medium), "medium");
    EXPECT_EQ(file(one, ImageSize::large), std::string(500'001, 'x'));
    EXPECT_FALSE(file(other));
    EXPECT_TRUE(is_there(one));
    EXPECT_FALSE(is_there(other));
    const std::int64_t largest = read([](SqlSession& session) {
        return session.value<std::int64_t>("SELECT MAX(LENGTH(text)) FROM picture_parts").value();
    });
    EXPECT_LE(largest, 256 * 1024) << "so that no statement is larger than any server takes";
}

TEST_P(ImageTable, LetsAnImageGoWithTheLastProductThatShowsIt) {
    const ProductId lamp = add_with_image(one);
    const ProductId mug = add(one);
    const ProductId jug = add(one);
    show(lamp, std::nullopt);
    EXPECT_TRUE(is_there(one));
    remove(mug);
    EXPECT_TRUE(is_there(one));
    show(jug, "https://elsewhere.example/a.jpg");
    EXPECT_FALSE(is_there(one));
    EXPECT_FALSE(file(one));
    EXPECT_EQ(count("picture_parts") + count("picture_uses"), 0);
}

TEST_P(ImageTable, LetsAnImageGoWithItsProduct) {
    remove(add_with_image(one));
    EXPECT_FALSE(is_there(one));
    EXPECT_EQ(count("picture_parts") + count("picture_uses"), 0);
}

TEST_P(ImageTable, KeepsAnImageThatIsShownInAnotherSize) {
    const ProductId lamp = add_with_image(one);
    show(lamp, image_path(one, ImageSize::large));
    EXPECT_TRUE(is_there(one));
    show(lamp, "/elsewhere.png");
    EXPECT_FALSE(is_there(one));
}

TEST_P(ImageTable, TakesAnImageOnce) {
    const ProductId lamp = add_with_image(one);
    const ProductId mug = add_with_image(one);
    EXPECT_EQ(count("pictures"), 1);
    EXPECT_EQ(count("picture_uses"), 2);
    add_with_image(other);
    show(lamp, path_of(other));
    EXPECT_TRUE(is_there(one));
    show(mug, path_of(other));
    EXPECT_FALSE(is_there(one));
    EXPECT_EQ(count("picture_uses"), 3);
}

TEST_P(ImageTable, HoldsWhatIsThere) {
    add_with_image(one);
    write([&](Transaction& transaction) {
        EXPECT_TRUE(images.hold(transaction, one));
        EXPECT_FALSE(images.hold(transaction, other));
    });
}

TILL_ON_BOTH_DATABASES(ImageTable);

/// A database as it was before images belonged to the products that use them.
class ImagesOfBefore : public test::OnBothDatabases {
 public:
    ImagesOfBefore() {
        steps = database::migrations_for(on_sqlite() ? database::Dialect::sqlite : database::Dialect::mysql);
        const auto step = std::find_if(steps.begin(), steps.end(), [](const database::Migration& migration) {
            return migration.name.find("picture_uses") != std::string::npos;
        });
        database::migrate(options(), {steps.begin(), step});
    }
    static void add_product(SqlSession& session, std::int64_t id, const std::string& url) {
        session.execute(
            "INSERT INTO products (id, name, name_key, price, image_url, version, created_at, updated_at) "
            "VALUES (:id, 'Lamp', 'lamp', 100, :url, 1, 0, 0)",
            id, url);
    }
    static void add_image(SqlSession& session, std::int64_t product, const std::string& name) {
        session.execute(
            "INSERT INTO product_pictures (product_id, name, small, medium, large) VALUES (:id, :name, 's', 'm', 'l')",
            product, name);
    }
    std::vector<database::Migration> steps;
};

TEST_P(ImagesOfBefore, BelongToWhoeverShowsThem) {
    const std::string shown = name_of_digits('1');
    const std::string twice = name_of_digits('2');
    const std::string orphan = name_of_digits('3');
    {
        database::SqlDatabase before(options());
        before.write([&](Transaction& transaction) {
            add_product(transaction, 1, path_of(shown));
            add_product(transaction, 2, path_of(twice));
            add_product(transaction, 3, path_of(twice));
            add_product(transaction, 4, path_of(twice));  // is not its own
            add_product(transaction, 5, "https://elsewhere.example/a.jpg");
            add_product(transaction, 6, path_of(name_of_digits('4')));  // is gone
            add_product(transaction, 7, "/images/lamp.png");
            add_product(transaction, 8, "/demo/lamp.svg");
            add_image(transaction, 1, shown);
            add_image(transaction, 2, twice);
            add_image(transaction, 3, twice);
            add_image(transaction, 5, orphan);
        });
    }
    database::migrate(options(), steps);
    database::SqlDatabase after(options());
    SqlImageRepository images;
    after.read([&](SqlSession& session) {
        for (const ImageSize size : {ImageSize::small, ImageSize::medium, ImageSize::large}) {
            EXPECT_EQ(images.find(session, shown, size), std::string(name_of(size).substr(0, 1)));
            EXPECT_EQ(images.find(session, twice, size), std::string(name_of(size).substr(0, 1)));
        }
        EXPECT_FALSE(images.has(session, orphan));
        EXPECT_EQ(session.value<std::int64_t>("SELECT COUNT(*) FROM picture_uses"), 4);
        std::string kept;
        for (const auto& [id, version] : session.rows<std::int64_t, std::int64_t>(
                 "SELECT id, version FROM products WHERE image_url IS NOT NULL ORDER BY id")) {
            kept += std::to_string(id) + " ";
            EXPECT_EQ(version, 1);
        }
        EXPECT_EQ(kept, "1 2 3 4 5 8 ");
        EXPECT_EQ(session.value<std::int64_t>("SELECT COUNT(*) FROM products WHERE version = 2"), 2);
    });
}

TILL_ON_BOTH_DATABASES(ImagesOfBefore);

}  // namespace
}  // namespace till

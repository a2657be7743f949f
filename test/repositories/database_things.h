#pragma once
#include <optional>
#include <string>

#include "platform/database/mapping.h"
#include "platform/database/sql_database.h"
#include "support/databases.h"

namespace till::database {

struct Thing {
    std::int64_t id = 0;
    std::string name;
    std::int64_t amount = 0;
    bool good = false;
    std::optional<std::string> note;
    std::optional<std::int64_t> weight;

    bool operator==(const Thing&) const = default;
};

inline const Mapping<Thing> things = Mapping<Thing>("things")
                                         .generated("id", &Thing::id)
                                         .column("name", &Thing::name)
                                         .column("amount", &Thing::amount)
                                         .column("good", &Thing::good)
                                         .column("note", &Thing::note)
                                         .column("weight", &Thing::weight);

/// A database with a table of things.
class DatabaseOfThings : public test::OnBothDatabases {
 public:
    DatabaseOfThings() {
        database.write([&](Transaction& transaction) {
            transaction.execute(on_sqlite()
                                    ? "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
                                      "amount INTEGER NOT NULL, good INTEGER NOT NULL, note TEXT, weight INTEGER)"
                                    : "CREATE TABLE things (id BIGINT PRIMARY KEY AUTO_INCREMENT, "
                                      "name VARCHAR(200) COLLATE utf8mb4_bin NOT NULL UNIQUE, "
                                      "amount BIGINT NOT NULL, good TINYINT NOT NULL, "
                                      "note LONGTEXT, weight BIGINT)");
        });
    }

    std::int64_t insert(const Thing& thing) {
        return database.write([&](Transaction& transaction) { return transaction.insert(things, thing); });
    }
    std::optional<Thing> find(std::int64_t id) {
        return database.read([&](SqlSession& session) { return session.find(things, "WHERE id = :id", id); });
    }
    std::int64_t count() {
        return database.read(
            [](SqlSession& session) { return session.value<std::int64_t>("SELECT count(*) FROM things").value(); });
    }

    SqlDatabase database{options()};
};

}  // namespace till::database

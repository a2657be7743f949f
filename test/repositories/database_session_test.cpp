#include <atomic>
#include <limits>
#include <thread>

#include <gmock/gmock.h>

#include "database/errors.h"
#include "database/mapping.h"
#include "database/store.h"
#include "database/upsert.h"
#include "support/databases.h"

namespace till::database {
namespace {

struct Thing {
    std::int64_t id = 0;
    std::string name;
    std::int64_t amount = 0;
    bool good = false;
    std::optional<std::string> note;
    std::optional<std::int64_t> weight;

    bool operator==(const Thing&) const = default;
};

const Mapping<Thing> things = Mapping<Thing>("things")
                                  .generated("id", &Thing::id)
                                  .column("name", &Thing::name)
                                  .column("amount", &Thing::amount)
                                  .column("good", &Thing::good)
                                  .column("note", &Thing::note)
                                  .column("weight", &Thing::weight);

class Sessions : public test::OnBothDatabases {
 public:
    Sessions() {
        store.write([&](Transaction& transaction) {
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
        return store.write([&](Transaction& transaction) { return transaction.insert(things, thing); });
    }
    std::optional<Thing> find(std::int64_t id) {
        return store.read([&](Session& session) { return session.find(things, "WHERE id = :id", id); });
    }
    std::int64_t count() {
        return store.read(
            [](Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM things").value(); });
    }

    Store store{options()};
};

TEST_P(Sessions, GiveBackAModelAsItWasInserted) {
    Thing thing{.name = "Lamp", .amount = 1999, .good = true, .note = "for the desk", .weight = 300};
    thing.id = insert(thing);
    EXPECT_GT(thing.id, 0);
    EXPECT_EQ(find(thing.id), thing);
}

TEST_P(Sessions, TellNullFromEmptyAndZero) {
    Thing nothing{.name = "null"};
    Thing empty{.name = "empty", .note = "", .weight = 0};
    nothing.id = insert(nothing);
    empty.id = insert(empty);
    EXPECT_EQ(find(nothing.id), nothing);
    EXPECT_EQ(find(empty.id), empty);
}

TEST_P(Sessions, DoNotCarryAValueIntoANullRowThatFollows) {
    const std::int64_t first = insert({.name = "a", .note = "noted", .weight = 7});
    const std::int64_t second = insert({.name = "b"});
    const auto rows = store.read([&](Session& session) {
        return session.rows<std::string, std::int64_t>(
            "SELECT note, weight FROM things WHERE id IN (:first, :second) ORDER BY id", first, second);
    });
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0], std::make_tuple("noted", 7));
    EXPECT_EQ(rows[1], std::make_tuple("", 0));
}

TEST_P(Sessions, KeepTextByteForByte) {
    const std::vector<std::string> texts{"it's",
                                         "''",
                                         "\"quoted\"",
                                         "back\\slash",
                                         "\\'",
                                         "\\",
                                         "100% _ ?",
                                         ":name :1",
                                         "a:b::c:=d",
                                         "`tick`",
                                         "-- no comment; DROP TABLE things",
                                         "tab\tline\nreturn\r",
                                         "\xc3\xa9\xc3\x9f\xc5\x93",
                                         "\xf0\x9f\x9b\x92 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
                                         "\xe6\x97\xa5\xe6\x9c\xac",
                                         "\x1a\x01\x7f",
                                         " spaces "};
    for (const std::string& text : texts) {
        Thing thing{.name = text, .note = text};
        thing.id = insert(thing);
        EXPECT_EQ(find(thing.id), thing) << text;
        const auto found = store.read([&](Session& session) {
            return session.value<std::int64_t>("SELECT id FROM things WHERE name = :name", text);
        });
        EXPECT_EQ(found, thing.id) << text;
    }
}

TEST_P(Sessions, KeepANulInsideText) {
    Thing thing{.name = "nul", .note = std::string("a\0b", 3)};
    thing.id = insert(thing);
    EXPECT_EQ(find(thing.id), thing);
}

TEST_P(Sessions, KeepVeryLongTextAndShortTextAfterIt) {
    std::string text(3'000'000, '\'');
    Thing longer{.name = "long", .note = text};
    longer.id = insert(longer);
    Thing shorter{.name = "short", .note = "s"};
    shorter.id = insert(shorter);
    EXPECT_EQ(find(longer.id), longer);
    EXPECT_EQ(find(shorter.id), shorter);
}

TEST_P(Sessions, KeepTheWholeRangeOfIntegers) {
    for (const std::int64_t amount : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
                                      (std::int64_t{1} << 53) + 1, std::numeric_limits<std::int64_t>::max()}) {
        Thing thing{.name = std::to_string(amount), .amount = amount, .weight = amount};
        thing.id = insert(thing);
        EXPECT_EQ(find(thing.id), thing);
    }
}

TEST_P(Sessions, TakeOtherKindsForAStatementOfTheSameText) {
    const auto length = [&](const auto& value) {
        return store.read(
            [&](Session& session) { return session.value<std::int64_t>("SELECT length(:value)", value).value(); });
    };
    EXPECT_EQ(length("text"), 4);
    EXPECT_EQ(length(12345), 5);
    EXPECT_EQ(length("longer text"), 11);
}

TEST_P(Sessions, CountTheRowsThatMatchedAlsoWhereNothingChanged) {
    insert({.name = "a", .amount = 1});
    insert({.name = "b", .amount = 1});
    const auto update = [&](std::int64_t amount, std::int64_t at_most) {
        return store.write([&](Transaction& transaction) {
            return transaction.execute("UPDATE things SET amount = :amount WHERE amount <= :most", amount, at_most);
        });
    };
    EXPECT_EQ(update(1, 1), 2);
    EXPECT_EQ(update(5, 0), 0);
    EXPECT_EQ(update(2, 1), 2);
}

TEST_P(Sessions, GiveTheIdsOfManyRowsInTheirOrder) {
    std::vector<Thing> many;
    for (int i = 0; i < 1'000; ++i) many.push_back({.name = "thing " + std::to_string(i), .amount = i});
    const std::vector<std::int64_t> ids =
        store.write([&](Transaction& transaction) { return transaction.insert(things, std::span<const Thing>(many)); });
    ASSERT_EQ(ids.size(), many.size());
    for (std::size_t i = 0; i < many.size(); ++i) many[i].id = ids[i];
    const auto found = store.read([](Session& session) { return session.select(things, "ORDER BY amount"); });
    EXPECT_EQ(found, many);
}

TEST_P(Sessions, SplitAnInsertThatIsLargerThanAPacket) {
    std::vector<Thing> many;
    for (int i = 0; i < 12; ++i) many.push_back({.name = std::to_string(i), .note = std::string(300'000, '\\')});
    const std::vector<std::int64_t> ids =
        store.write([&](Transaction& transaction) { return transaction.insert(things, std::span<const Thing>(many)); });
    ASSERT_EQ(ids.size(), many.size());
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].id = ids[i];
        EXPECT_EQ(find(ids[i]), many[i]);
    }
}

TEST_P(Sessions, InsertNothingForNoRows) {
    const auto ids = store.write([&](Transaction& transaction) {
        EXPECT_TRUE(transaction.run_each("UPDATE things SET amount = :amount", {}).empty());
        return transaction.insert(things, std::span<const Thing>());
    });
    EXPECT_TRUE(ids.empty());
}

TEST_P(Sessions, RunAStatementForEachRowAndTellWhatEachTouched) {
    for (const char* name : {"a", "b", "c"}) insert({.name = name, .amount = 10});
    std::vector<std::vector<Cell>> rows;
    for (const char* name : {"a", "c", "nobody"}) {
        rows.push_back({cell_of(3), cell_of("it's: \\ " + std::string(name)), cell_of(name)});
    }
    const std::vector<std::int64_t> affected = store.write([&](Transaction& transaction) {
        return transaction.run_each(
            "UPDATE things SET amount = amount - :n, note = replace(:note, 'it''s: ', ':x') WHERE name = :name", rows);
    });
    EXPECT_THAT(affected, testing::ElementsAre(1, 1, 0));
    const auto amounts = store.read([](Session& session) {
        return session.rows<std::string, std::int64_t, std::optional<std::string>>(
            "SELECT name, amount, note FROM things ORDER BY name");
    });
    ASSERT_EQ(amounts.size(), 3U);
    EXPECT_EQ(amounts[0], std::make_tuple("a", 7, ":x\\ a"));
    EXPECT_EQ(amounts[1], std::make_tuple("b", 10, std::nullopt));
    EXPECT_EQ(amounts[2], std::make_tuple("c", 7, ":x\\ c"));
}

TEST_P(Sessions, RunForEachOfVeryManyRows) {
    std::vector<Thing> many;
    std::vector<std::vector<Cell>> rows;
    for (int i = 0; i < 20'000; ++i) {
        many.push_back({.name = std::to_string(i)});
        rows.push_back({cell_of(1), cell_of(std::to_string(i))});
    }
    const std::vector<std::int64_t> affected = store.write([&](Transaction& transaction) {
        transaction.insert(things, std::span<const Thing>(many));
        return transaction.run_each("UPDATE things SET amount = amount + :n WHERE name = :name", rows);
    });
    EXPECT_EQ(affected, std::vector<std::int64_t>(rows.size(), 1));
}

TEST_P(Sessions, StopRunningForEachAtTheFirstError) {
    insert({.name = "taken"});
    const std::vector<std::vector<Cell>> rows{{cell_of("x")}, {cell_of("taken")}, {cell_of("y")}};
    EXPECT_THROW(store.write([&](Transaction& transaction) {
        transaction.run_each("INSERT INTO things (name, amount, good) VALUES (:name, 0, 0)", rows);
    }),
                 UniqueViolation);
    EXPECT_EQ(count(), 1);
    insert({.name = "after"});
    EXPECT_EQ(count(), 2);
}

TEST_P(Sessions, ChangeTheRowsThatAreThereAlready) {
    insert({.name = "old", .amount = 1, .note = "kept"});
    std::vector<Thing> many{{.name = "old", .amount = 2}};
    for (int i = 0; i < 20'000; ++i) many.push_back({.name = std::to_string(i), .amount = i});
    const auto insert_or = [&](const std::string& otherwise) {
        store.write(
            [&](Transaction& transaction) { transaction.insert(things, std::span<const Thing>(many), otherwise); });
    };
    const auto amount_of = [&](std::string_view name) {
        return store.read([&](Session& session) {
            return session.value<std::int64_t>("SELECT amount FROM things WHERE name = :name", name);
        });
    };
    const Dialect dialect = GetParam().dialect;
    insert_or(or_add(dialect, "name", "amount"));
    EXPECT_EQ(count(), 20'001);
    EXPECT_EQ(amount_of("old"), 3);
    EXPECT_EQ(amount_of("19999"), 19'999);
    EXPECT_EQ(find(1)->note, "kept");
    insert_or(or_set(dialect, "name", {"amount", "note"}));
    EXPECT_EQ(count(), 20'001);
    EXPECT_EQ(amount_of("old"), 2);
    EXPECT_EQ(amount_of("19999"), 19'999);
    EXPECT_EQ(find(1)->note, std::nullopt);
    EXPECT_THROW(insert_or(""), UniqueViolation);
}

TEST_P(Sessions, ChangeTheRowsAmongManyIds) {
    std::vector<Thing> many;
    for (int i = 0; i < 3'000; ++i) many.push_back({.name = std::to_string(i), .amount = i});
    store.write([&](Transaction& transaction) {
        std::vector<std::int64_t> ids = transaction.insert(things, std::span<const Thing>(many));
        ids.resize(2'000);
        ids.push_back(987'654'321);
        EXPECT_EQ(transaction.execute_among("DELETE FROM things", "id", ids), 2'000);
        EXPECT_EQ(transaction.execute_among("DELETE FROM things", "id", {}), 0);
    });
    EXPECT_EQ(count(), 1'000);
}

struct Part {
    std::int64_t thing_id = 0;
    std::optional<std::string> note;

    bool operator==(const Part&) const = default;
};

const Mapping<Part> parts = Mapping<Part>("parts").column("thing_id", &Part::thing_id).column("note", &Part::note);

struct Assembly : Thing {
    std::vector<Part> parts;
};

const Mapping<Assembly> assemblies =
    Mapping<Assembly>("things").generated("id", &Assembly::id).column("note", &Assembly::note);

TEST_P(Sessions, FindARowWithItsParts) {
    const std::int64_t lamp = insert({.name = "lamp", .note = "new"});
    const std::int64_t mug = insert({.name = "mug"});
    store.write([&](Transaction& transaction) {
        transaction.execute("CREATE TABLE parts (thing_id INTEGER NOT NULL, note TEXT)");
        const std::vector<Part> all{{lamp, "shade"}, {987, "of another"}, {lamp, "bulb"}, {lamp, std::nullopt}};
        transaction.insert(parts, std::span<const Part>(all));
    });
    const auto find_with_parts = [&](std::int64_t id) {
        return store.read([&](Session& session) {
            return session.find_with_parts(assemblies, parts, &Assembly::parts,
                                           "ON parts.thing_id = things.id WHERE things.id = :id ORDER BY parts.note",
                                           id);
        });
    };
    const auto found = find_with_parts(lamp);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, lamp);
    EXPECT_EQ(found->note, "new");
    EXPECT_THAT(found->parts, testing::ElementsAre(Part{lamp, std::nullopt}, Part{lamp, "bulb"}, Part{lamp, "shade"}));
    EXPECT_TRUE(find_with_parts(mug).value().parts.empty());
    EXPECT_FALSE(find_with_parts(987));
}

TEST_P(Sessions, SelectAmongManyIds) {
    std::vector<Thing> many;
    for (int i = 0; i < 3'000; ++i) many.push_back({.name = std::to_string(i), .amount = i});
    const auto ids =
        store.write([&](Transaction& transaction) { return transaction.insert(things, std::span<const Thing>(many)); });
    std::vector<std::int64_t> wanted;
    for (std::size_t i = 0; i < ids.size(); i += 2) wanted.push_back(ids[i]);
    wanted.push_back(987'654'321);
    const auto found =
        store.read([&](Session& session) { return session.select_among(things, "id", wanted, "ORDER BY amount"); });
    ASSERT_EQ(found.size(), 1'500U);
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].amount, static_cast<std::int64_t>(i) * 2);
    EXPECT_TRUE(store.read([&](Session& session) { return session.select_among(things, "id", {}); }).empty());
}

TEST_P(Sessions, ReportATakenUniqueKey) {
    insert({.name = "once"});
    EXPECT_THROW(insert({.name = "once"}), UniqueViolation);
    EXPECT_THROW(insert({.name = "once"}), UniqueViolation);
    EXPECT_EQ(count(), 1);
}

TEST_P(Sessions, ReportOtherMistakesAsErrorsAndGoOn) {
    EXPECT_THROW(store.read([](Session& session) { session.value<std::int64_t>("SELEC 1"); }), Error);
    EXPECT_THROW(
        store.read([](Session& session) { session.value<std::int64_t>("SELECT x FROM nowhere WHERE a = :a", 1); }),
        Error);
    EXPECT_THROW(store.write([](Transaction& transaction) {
        transaction.execute("INSERT INTO things (name, amount, good) VALUES (:name, NULL, 0)", "x");
    }),
                 Error);
    EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, RefuseChangesInAReader) {
    const auto change = [](Session& session) { session.execute("DELETE FROM things WHERE id > :id", 0); };
    insert({.name = "kept"});
    try {
        store.read(change);
        ADD_FAILURE() << "a reader changed something";
    } catch (const Unavailable& error) {
        ADD_FAILURE() << "a mistake was taken for an outage: " << error.what();
    } catch (const Error&) {
        EXPECT_EQ(count(), 1);
    }
}

TEST_P(Sessions, CanBeUsedOnAfterARowsReaderThrew) {
    for (int i = 0; i < 10; ++i) insert({.name = std::to_string(i)});
    for (int i = 0; i < 3; ++i) {
        EXPECT_THROW(store.read([](Session& session) {
            std::vector<Cell> into(1);
            session.run("SELECT id FROM things", {}, into, [] { throw std::domain_error("enough"); });
        }),
                     std::domain_error);
    }
    EXPECT_EQ(count(), 10);
    insert({.name = "after"});
}

TEST_P(Sessions, RefuseToReadAnotherNumberOfColumnsThanTheServerSends) {
    if (on_sqlite()) return;  // reads a column that is not there as null
    EXPECT_THROW(store.read([](Session& session) { session.rows<std::int64_t, std::int64_t>("SELECT 1"); }), Error);
}

TEST_P(Sessions, OutliveMoreStatementsThanAreKept) {
    store.read([](Session& session) {
        for (int i = 0; i < 1'000; ++i) {
            const std::string sql = "SELECT " + std::to_string(i) + " + :n";
            EXPECT_EQ(session.value<std::int64_t>(sql, 1), i + 1);
        }
    });
}

TEST_P(Sessions, ServeManyReadersAtOnce) {
    const std::int64_t id = insert({.name = "read me", .amount = 5});
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 50; ++n) right += find(id).has_value() ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, 800);
}

TEST_P(Sessions, AreReachable) { EXPECT_TRUE(store.reachable()); }

TILL_ON_BOTH_DATABASES(Sessions);

}  // namespace
}  // namespace till::database

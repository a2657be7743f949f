// Statements for many rows at once, which each database has its own way of.
#include <atomic>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "platform/database/upsert.h"
#include "repositories/database_things.h"

namespace till::database {
namespace {

class ManyRows : public DatabaseOfThings {};

TEST_P(ManyRows, GiveTheirIdsInTheirOrder) {
    std::vector<Thing> many;
    for (int i = 0; i < 1'000; ++i) many.push_back({.name = "thing " + std::to_string(i), .amount = i});
    const std::vector<std::int64_t> ids = database.write(
        [&](Transaction& transaction) { return transaction.insert(things, std::span<const Thing>(many)); });
    ASSERT_EQ(ids.size(), many.size());
    for (std::size_t i = 0; i < many.size(); ++i) many[i].id = ids[i];
    const auto found = database.read([](SqlSession& session) { return session.select(things, "ORDER BY amount"); });
    EXPECT_EQ(found, many);
}

TEST_P(ManyRows, AreInsertedInSeveralPacketsWhereOneIsTooSmall) {
    std::vector<Thing> many;
    for (int i = 0; i < 12; ++i) many.push_back({.name = std::to_string(i), .note = std::string(300'000, '\\')});
    const std::vector<std::int64_t> ids = database.write(
        [&](Transaction& transaction) { return transaction.insert(things, std::span<const Thing>(many)); });
    ASSERT_EQ(ids.size(), many.size());
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].id = ids[i];
        EXPECT_EQ(find(ids[i]), many[i]);
    }
}

TEST_P(ManyRows, MayBeNone) {
    const auto ids = database.write([&](Transaction& transaction) {
        EXPECT_TRUE(transaction.run_each("UPDATE things SET amount = :amount", {}).empty());
        return transaction.insert(things, std::span<const Thing>());
    });
    EXPECT_TRUE(ids.empty());
}

TEST_P(ManyRows, AreEachGivenToAStatementThatTellsWhatItInvalidated) {
    for (const char* name : {"a", "b", "c"}) insert({.name = name, .amount = 10});
    std::vector<std::vector<Cell>> rows;
    for (const char* name : {"a", "c", "nobody"}) {
        rows.push_back({cell_of(3), cell_of("it's: \\ " + std::string(name)), cell_of(name)});
    }
    const std::vector<std::int64_t> affected = database.write([&](Transaction& transaction) {
        return transaction.run_each(
            "UPDATE things SET amount = amount - :n, note = replace(:note, 'it''s: ', ':x') WHERE name = :name", rows);
    });
    EXPECT_THAT(affected, testing::ElementsAre(1, 1, 0));
    const auto amounts = database.read([](SqlSession& session) {
        return session.rows<std::string, std::int64_t, std::optional<std::string>>(
            "SELECT name, amount, note FROM things ORDER BY name");
    });
    ASSERT_EQ(amounts.size(), 3U);
    EXPECT_EQ(amounts[0], std::make_tuple("a", 7, ":x\\ a"));
    EXPECT_EQ(amounts[1], std::make_tuple("b", 10, std::nullopt));
    EXPECT_EQ(amounts[2], std::make_tuple("c", 7, ":x\\ c"));
}

TEST_P(ManyRows, MayBeVeryMany) {
    std::vector<Thing> many;
    std::vector<std::vector<Cell>> rows;
    for (int i = 0; i < 20'000; ++i) {
        many.push_back({.name = std::to_string(i)});
        rows.push_back({cell_of(1), cell_of(std::to_string(i))});
    }
    const std::vector<std::int64_t> affected = database.write([&](Transaction& transaction) {
        transaction.insert(things, std::span<const Thing>(many));
        return transaction.run_each("UPDATE things SET amount = amount + :n WHERE name = :name", rows);
    });
    EXPECT_EQ(affected, std::vector<std::int64_t>(rows.size(), 1));
}

TEST_P(ManyRows, AreRunUpToTheFirstError) {
    insert({.name = "taken"});
    const std::vector<std::vector<Cell>> rows{{cell_of("x")}, {cell_of("taken")}, {cell_of("y")}};
    EXPECT_THROW(database.write([&](Transaction& transaction) {
        transaction.run_each("INSERT INTO things (name, amount, good) VALUES (:name, 0, 0)", rows);
    }),
                 UniqueViolation);
    EXPECT_EQ(count(), 1);
    insert({.name = "after"});
    EXPECT_EQ(count(), 2);
}

TEST_P(ManyRows, ChangeThoseThatAreThereAlready) {
    insert({.name = "old", .amount = 1, .note = "kept"});
    std::vector<Thing> many{{.name = "old", .amount = 2}};
    for (int i = 0; i < 20'000; ++i) many.push_back({.name = std::to_string(i), .amount = i});
    const auto insert_or = [&](const std::string& otherwise) {
        database.write(
            [&](Transaction& transaction) { transaction.insert(things, std::span<const Thing>(many), otherwise); });
    };
    const auto amount_of = [&](std::string_view name) {
        return database.read([&](SqlSession& session) {
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

TEST_P(ManyRows, AreChangedAmongManyIds) {
    std::vector<Thing> many;
    for (int i = 0; i < 3'000; ++i) many.push_back({.name = std::to_string(i), .amount = i});
    database.write([&](Transaction& transaction) {
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

TEST_P(ManyRows, ComeAsThePartsOfOne) {
    const std::int64_t lamp = insert({.name = "lamp", .note = "new"});
    const std::int64_t mug = insert({.name = "mug"});
    database.write([&](Transaction& transaction) {
        transaction.execute("CREATE TABLE parts (thing_id INTEGER NOT NULL, note TEXT)");
        const std::vector<Part> all{{lamp, "shade"}, {987, "of another"}, {lamp, "bulb"}, {lamp, std::nullopt}};
        transaction.insert(parts, std::span<const Part>(all));
    });
    const auto find_with_parts = [&](std::int64_t id) {
        return database.read([&](SqlSession& session) {
            return session.find_with_parts(assemblies, parts, &Assembly::parts, "parts.thing_id = things.id", id);
        });
    };
    const auto found = find_with_parts(lamp);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, lamp);
    EXPECT_EQ(found->note, "new");
    EXPECT_THAT(found->parts,
                testing::UnorderedElementsAre(Part{lamp, std::nullopt}, Part{lamp, "bulb"}, Part{lamp, "shade"}));
    EXPECT_TRUE(find_with_parts(mug).value().parts.empty());
    EXPECT_FALSE(find_with_parts(987));
}

TEST_P(ManyRows, AreFoundByTheirKeysByManyAtOnce) {
    std::vector<Thing> many;
    for (int i = 0; i < 40; ++i)
        many.push_back({.name = std::to_string(i), .amount = i, .note = std::string(static_cast<std::size_t>(i), 'n')});
    for (std::size_t i = 0; i < many.size(); i += 2) many[i].note.reset();
    const auto ids = database.write(
        [&](Transaction& transaction) { return transaction.insert(things, std::span<const Thing>(many)); });
    for (std::size_t i = 0; i < many.size(); ++i) many[i].id = ids[i];
    std::atomic<int> right{0};
    std::vector<std::jthread> threads;
    for (std::size_t first = 0; first < 12; ++first) {
        threads.emplace_back([&, first] {
            for (std::size_t i = first / 2; i < many.size(); ++i) {
                database.read([&](SqlSession& session) {
                    if (session.find_by_key(things, ids[i]) == many[i]) ++right;
                    if (!session.find_by_key(things, 987'654 + ids[i])) ++right;
                    if (session.find(things, "WHERE name = :name", many[i].name) == many[i]) ++right;
                    if (session.find_by_key(things, ids[i]) == many[i]) ++right;
                });
            }
        });
    }
    threads.clear();
    EXPECT_EQ(right, 4 * 2 * (40 + 39 + 38 + 37 + 36 + 35));
}

TEST_P(ManyRows, AreSelectedAmongManyIds) {
    std::vector<Thing> many;
    for (int i = 0; i < 3'000; ++i) many.push_back({.name = std::to_string(i), .amount = i});
    const auto ids = database.write(
        [&](Transaction& transaction) { return transaction.insert(things, std::span<const Thing>(many)); });
    std::vector<std::int64_t> wanted;
    for (std::size_t i = 0; i < ids.size(); i += 2) wanted.push_back(ids[i]);
    wanted.push_back(987'654'321);
    const auto found = database.read(
        [&](SqlSession& session) { return session.select_among(things, "id", wanted, "ORDER BY amount"); });
    ASSERT_EQ(found.size(), 1'500U);
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].amount, static_cast<std::int64_t>(i) * 2);
    EXPECT_TRUE(database.read([&](SqlSession& session) { return session.select_among(things, "id", {}); }).empty());
}

TILL_ON_BOTH_DATABASES(ManyRows);

}  // namespace
}  // namespace till::database

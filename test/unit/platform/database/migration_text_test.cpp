#include "platform/database/migration_text.h"

#include <stdexcept>

#include <gmock/gmock.h>

namespace till::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MigrationText, IsSplitAtSemicolonsThatEndALine) {
    EXPECT_THAT(statements_of("CREATE TABLE a (\n  x INTEGER\n);\n\nINSERT INTO a VALUES (';') ;\nSELECT 1"),
                ElementsAre("CREATE TABLE a (\n  x INTEGER\n)", "INSERT INTO a VALUES (';') ", "SELECT 1"));
}

TEST(MigrationText, LeavesOutLinesOfComment) {
    EXPECT_THAT(statements_of("-- first;\nCREATE TABLE a (\n  -- inside;\n  x INTEGER\n);\n-- last;\n"),
                ElementsAre("CREATE TABLE a (\n  x INTEGER\n)"));
    EXPECT_THAT(statements_of("-- nothing\n\n"), IsEmpty());
    EXPECT_THAT(statements_of(""), IsEmpty());
}

TEST(MigrationText, EndsATriggerOnlyAtItsEnd) {
    EXPECT_THAT(
        statements_of("CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND;\nX;\n"),
        ElementsAre("CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND", "X"));
}

TEST(MigrationText, TakesLinesFromWindows) {
    EXPECT_THAT(statements_of("SELECT 1;\r\nSELECT 2;\r\n"), ElementsAre("SELECT 1", "SELECT 2"));
}

TEST(MigrationText, HasTheChecksumOfItsBytes) {
    // printf 'SELECT 1;\n' | sha1sum
    EXPECT_EQ(make_migration("0001_a.sql", "SELECT 1;\n").checksum, "d30d858bf9fa5d8979af2d32c3be5e09b07da877");
    EXPECT_NE(make_migration("0001_a.sql", "SELECT 1;").checksum, make_migration("0001_a.sql", "SELECT 1;\n").checksum);
}

TEST(MigrationText, TakesItsNumberFromTheFilesName) {
    const Migration migration = make_migration("0012_prices.sql", "");
    EXPECT_EQ(migration.number, 12);
    EXPECT_EQ(migration.name, "0012_prices");
    EXPECT_THROW(make_migration("prices.sql", ""), std::runtime_error);
    EXPECT_THROW(make_migration("0000_none.sql", ""), std::runtime_error);
}

}  // namespace
}  // namespace till::database

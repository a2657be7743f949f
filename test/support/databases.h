#pragma once
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/database/sql_database.h"

namespace till::test {

/// One of the databases on which a suite runs.
struct DatabaseKind {
    std::string name;
    database::Dialect dialect;

    friend void PrintTo(const DatabaseKind& kind, std::ostream* out) { *out << kind.name; }
};

/// The databases that TILL_TEST_DATABASES names (sqlite, mariadb; with commas); all of them where it is not set.
std::vector<DatabaseKind> databases_to_test();

/// An empty database for one test, gone with the object.
class FreshDatabase {
 public:
    explicit FreshDatabase(const DatabaseKind& kind);
    ~FreshDatabase();

    const database::SqlDatabaseOptions& options() const { return options_; }
    database::Dialect dialect() const { return dialect_; }

 private:
    class Files;

    database::Dialect dialect_;
    std::unique_ptr<Files> files_;
    database::SqlDatabaseOptions options_;
};

/// The base of suites that run on both databases:
///
///     class Orders : public till::test::OnBothDatabases {};
///     TEST_P(Orders, AreCounted) { Store store(options()); … }
///     TILL_ON_BOTH_DATABASES(Orders);
class OnBothDatabases : public testing::TestWithParam<DatabaseKind> {
 public:
    OnBothDatabases() : fresh_(GetParam()) {}

    const database::SqlDatabaseOptions& options() const { return fresh_.options(); }
    bool on_sqlite() const { return fresh_.dialect() == database::Dialect::sqlite; }

 private:
    FreshDatabase fresh_;
};

#define TILL_ON_BOTH_DATABASES(suite)                                                     \
    INSTANTIATE_TEST_SUITE_P(, suite, testing::ValuesIn(till::test::databases_to_test()), \
                             [](const auto& information) { return information.param.name; })

}  // namespace till::test

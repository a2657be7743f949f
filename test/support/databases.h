#pragma once
#include <memory>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "database/store.h"

namespace till::test {

/// One of the databases on which a suite runs.
struct DatabaseKind {
    std::string name;
    database::Dialect dialect;

    friend void PrintTo(const DatabaseKind& kind, std::ostream* out) { *out << kind.name; }
};

/// An empty database for one test, gone with the object.
class FreshDatabase {
 public:
    explicit FreshDatabase(const DatabaseKind& kind);
    ~FreshDatabase();

    const database::StoreOptions& options() const { return options_; }
    database::Dialect dialect() const { return dialect_; }

 private:
    class Files;

    database::Dialect dialect_;
    std::unique_ptr<Files> files_;
    database::StoreOptions options_;
};

/// The base of suites that run on both databases:
///
///     class Orders : public till::test::OnBothDatabases {};
///     TEST_P(Orders, AreCounted) { Store store(options()); … }
///     TILL_ON_BOTH_DATABASES(Orders);
class OnBothDatabases : public testing::TestWithParam<DatabaseKind> {
 public:
    OnBothDatabases() : fresh_(GetParam()) {}

    const database::StoreOptions& options() const { return fresh_.options(); }
    bool on_sqlite() const { return fresh_.dialect() == database::Dialect::sqlite; }

 private:
    FreshDatabase fresh_;
};

#define TILL_ON_BOTH_DATABASES(suite)                                                                              \
    INSTANTIATE_TEST_SUITE_P(, suite,                                                                              \
                             testing::Values(till::test::DatabaseKind{"Sqlite", till::database::Dialect::sqlite},  \
                                             till::test::DatabaseKind{"Mariadb", till::database::Dialect::mysql}), \
                             [](const auto& information) { return information.param.name; })

}  // namespace till::test

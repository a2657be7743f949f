#pragma once
#include <fstream>
#include <string>

#include <gmock/gmock.h>

#include "shop/transfer/csv_kinds.h"
#include "shop/transfer/file_key_repository.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/samples.h"
#include "support/shop_schemas.h"
#include "support/temporary_folder.h"

namespace till::test {

class MockFileKeyRepository : public FileKeyRepository {
 public:
    using SqlSession = database::SqlSession;
    using Texts = std::span<const std::string>;
    using Ids = std::span<const std::int64_t>;
    using Found = std::map<std::string, std::int64_t>;
    MOCK_METHOD(Found, products_by_sku, (SqlSession&, Texts), (override));
    MOCK_METHOD(Found, products_by_origin, (SqlSession&, Texts), (override));
    MOCK_METHOD(Found, customers_by_email, (SqlSession&, Texts), (override));
    MOCK_METHOD(Found, orders_by_number, (SqlSession&, Texts), (override));
    MOCK_METHOD(std::set<CustomerId>, with_another_role, (SqlSession&, std::span<const CustomerId>), (override));
    MOCK_METHOD(std::vector<CustomerId>, customers_after, (SqlSession&, CustomerId, std::int64_t), (override));
    MOCK_METHOD((std::map<ProductId, std::string>), origins, (SqlSession&, Ids), (override));
    MOCK_METHOD((std::map<OrderId, std::vector<OrderEvent>>), histories, (SqlSession&, Ids), (override));
    MOCK_METHOD(void, add_origins, (database::Transaction&, std::span<const ProductOrigin>), (override));
};

/// CSV files.
class ImportFiles {
 public:
    /// The path of a new file with this text.
    std::string written(const std::string& text) {
        const std::string path = folder_.file(std::to_string(++written_) + ".csv");
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

 private:
    TemporaryFolder folder_;
    int written_ = 0;
};

/// All kinds of files, into and out of repositories that are mocks.
class OnMockRepositories : public testing::Test {
 public:
    ImportReport import_file(const AnyCsvKind& kind, const std::string& text, const ImportRequest& options = {},
                             const ImportProgress& progress = {}) {
        return kind.open(files.written(text))(options, progress);
    }

    ImportFiles files;
    FakeDatabase database;
    testing::NiceMock<MockFileKeyRepository> keys;
    MockRepositories repositories;
    FixedClock clock;
    CsvKinds kinds{database,
                   {keys, repositories.products, repositories.stock, repositories.customers, repositories.orders,
                    repositories.settings, repositories.images},
                   shop_schemas(),
                   shop_settings(),
                   clock};
};

inline auto fault(std::int64_t line, const std::string& message) {
    return testing::AllOf(testing::Field(&ImportFault::line, line),
                          testing::Field(&ImportFault::message, testing::HasSubstr(message)));
}

}  // namespace till::test

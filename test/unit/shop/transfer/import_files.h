#pragma once
#include <fstream>
#include <string>

#include <gmock/gmock.h>

#include "shop/transfer/csv_rows.h"
#include "shop/transfer/file_key_repository.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_schema.h"
#include "support/temporary_folder.h"

namespace till::test {

class MockFileKeyRepository : public FileKeyRepository {
 public:
    using Session = database::Session;
    using Texts = std::span<const std::string>;
    using Ids = std::span<const std::int64_t>;
    using Found = std::map<std::string, std::int64_t>;
    MOCK_METHOD(Found, products_by_sku, (Session&, Texts), (override));
    MOCK_METHOD(Found, products_by_origin, (Session&, Texts), (override));
    MOCK_METHOD(Found, customers_by_email, (Session&, Texts), (override));
    MOCK_METHOD(Found, orders_by_number, (Session&, Texts), (override));
    MOCK_METHOD(std::vector<CustomerId>, customers_after, (Session&, CustomerId, std::int64_t), (override));
    MOCK_METHOD((std::map<ProductId, std::string>), origins, (Session&, Ids), (override));
    MOCK_METHOD((std::map<OrderId, std::vector<OrderEvent>>), histories, (Session&, Ids), (override));
    MOCK_METHOD(void, add_origins, (database::Transaction&, std::span<const ProductOrigin>), (override));
};

/// CSV files, as an import opens them.
class ImportFiles {
 public:
    OpenImport<ImportedProduct> products(const std::string& text) {
        return schemas::open_csv(written(text), schemas::imported_product(), schemas::products_file());
    }
    OpenImport<CustomerDetails> customers(const std::string& text) {
        return schemas::open_csv(written(text), schemas::imported_customer(), schemas::customers_file());
    }
    OpenImport<ImportedLine> orders(const std::string& text) {
        return schemas::open_csv(written(text), schemas::imported_line(), schemas::orders_file());
    }

 private:
    std::string written(const std::string& text) {
        const std::string path = folder_.file(std::to_string(++written_) + ".csv");
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    TemporaryFolder folder_;
    int written_ = 0;
};

inline auto fault(std::int64_t line, const std::string& message) {
    return testing::AllOf(testing::Field(&ImportFault::line, line),
                          testing::Field(&ImportFault::message, testing::HasSubstr(message)));
}

}  // namespace till::test

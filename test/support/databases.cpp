#include "support/databases.h"

#include <cstdlib>
#include <stdexcept>

#include "support/private_mariadb.h"
#include "support/temporary_folder.h"

namespace till::test {

std::vector<DatabaseKind> databases_to_test() {
    const char* const variable = std::getenv("TILL_TEST_DATABASES");
    const std::string wanted = variable == nullptr ? "sqlite,mariadb" : variable;
    std::vector<DatabaseKind> kinds;
    if (wanted.find("sqlite") != std::string::npos) kinds.push_back({"Sqlite", database::Dialect::sqlite});
    if (wanted.find("mariadb") != std::string::npos) kinds.push_back({"Mariadb", database::Dialect::mysql});
    if (kinds.empty()) throw std::runtime_error("TILL_TEST_DATABASES names no database: " + wanted);
    return kinds;
}

class FreshDatabase::Files {
 public:
    std::string url() const { return "sqlite:" + folder_.file("store.db"); }

 private:
    TemporaryFolder folder_;
};

FreshDatabase::FreshDatabase(const DatabaseKind& kind) : dialect_(kind.dialect) {
    if (dialect_ == database::Dialect::sqlite) {
        files_ = std::make_unique<Files>();
        options_.url = files_->url();
    } else {
        options_.url = PrivateMariadb::shared().fresh_database();
    }
}

FreshDatabase::~FreshDatabase() = default;

}  // namespace till::test

#include "support/databases.h"

#include "support/private_mariadb.h"
#include "support/temporary_folder.h"

namespace till::test {

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

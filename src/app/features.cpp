#include "app/features.h"

#include <stdexcept>

#include "api/documentation_routes.h"
#include "api/openapi.h"
#include "platform/security/random.h"

namespace till {
namespace {

/// A shop that is not there has none.
class NoDatabase : public database::Database {
 public:
    void run_write(database::Write& /*write*/) override { refuse(); }

 protected:
    void run_read(const std::function<void(database::SqlSession&)>& /*work*/) override { refuse(); }

 private:
    [[noreturn]] static void refuse() { throw std::logic_error("there is no database behind these routes"); }
};

/// A random one where there is none.
std::string some_key(std::string key) {
    constexpr std::size_t random_bytes = 32;
    return key.empty() ? random_text(random_bytes) : std::move(key);
}

}  // namespace

Features::Features(const Configuration& configuration, std::string signing_key, const Dependencies& dependencies)
    : configuration_(configuration),
      signing_key_(some_key(std::move(signing_key))),
      dependencies_(dependencies),
      documentation([this] { return openapi_yaml(routes, dependencies_.shop.list_page_bounds); },
                    [this] { return openapi_json(routes, dependencies_.shop.list_page_bounds); }, compression) {
    add_documentation_routes(table_, documentation);
    routes = table_.take();
    for (Route& route : routes) {
        route.closed = route.config_gate == ConfigGate::registration && !configuration_.access.registration;
    }
}

RoleOfAccount Features::role_of_account(AccountRepository& accounts) {
    return [&accounts](database::SqlSession& session, std::string_view username) {
        const auto account = accounts.find_by_username(session, username);
        return account ? std::optional(account->role) : std::nullopt;
    };
}

const Features& features_without_store() {
    static const ShopSettings shop = shop_settings(Configuration());
    static NoDatabase database;
    static const caching::Invalidations invalidations;
    static const SystemClock clock;
    static const Features features(Configuration(), "", {shop, database, invalidations, clock});
    return features;
}

const std::vector<Route>& all_routes() { return features_without_store().routes; }

std::string openapi_yaml(const std::vector<Route>& routes, const ListPageBounds& list_page_bounds) {
    return json::serialize_yaml(openapi_document(routes, list_page_bounds));
}

std::string openapi_json(const std::vector<Route>& routes, const ListPageBounds& list_page_bounds) {
    return json::serialize_pretty(openapi_document(routes, list_page_bounds));
}

}  // namespace till

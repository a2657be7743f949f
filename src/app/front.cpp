#include "app/front.h"

#include "shop/settings/shop_reference.h"

namespace till {
namespace {

/// How long reads may still take when the program has to end.
constexpr std::chrono::seconds stopping_reads_s{1};

std::unique_ptr<redis::SharedWindows> make_shared_counter(const Configuration& configuration, Shop& shop,
                                                          limits::FixedWindows& own) {
    const RedisSettings& settings = configuration.redis;
    if (settings.url.empty()) return nullptr;
    return std::make_unique<redis::SharedWindows>(
        redis::SharedWindows::Options{.address = redis::parse_address(settings.url),
                                      .timeout_ms = settings.timeout_milliseconds,
                                      .prefix = redis_prefix(shop) + "limit:"},
        own);
}

limits::Counter& counter_of(limits::FixedWindows& own, redis::SharedWindows* shared) {
    if (shared != nullptr) return *shared;
    return own;
}

}  // namespace

Front::Front(const Configuration& configuration, Shop& shop)
    : shop_(shop),
      addresses_(configuration.server.trusted_proxies),
      access_(shop.features.sessions.tokens, shop.features.sessions.registry, shop.settings.roles, shop.invalidations,
              shop.clock(), {.public_catalogue = configuration.access.public_catalogue}),
      cors_(configuration.cors.origins),
      metrics(shop.features.routes),
      counter(configuration.limits.megabytes * 1024 * 1024),
      shared_counter(make_shared_counter(configuration, shop, counter)),
      responses(shop.invalidations, cache_options(configuration)),
      pools(configuration, shop.database.dialect()),
      limiter_(limit_texts(configuration), shop.features.routes, shop.settings.roles.names(),
               counter_of(counter, shared_counter.get()), shop.clock()),
      pipeline(parts(configuration, shop.features.sessions)) {}

Pipeline::Parts Front::parts(const Configuration& configuration, SessionsModule& sessions) {
    return {.routes = shop_.features.routes,
            .addresses = addresses_,
            .access = access_,
            .limiter = limiter_,
            .cors = cors_,
            .compression = shop_.features.compression,
            .responses = responses,
            .readers = pools.readers,
            .lists = pools.lists,
            .reports = pools.reports,
            .workers = pools.workers,
            .passwords = pools.passwords,
            .sign_in_scheduling = sessions.password_guard,
            .images = pools.images,
            .metrics = metrics,
            .bodies = body_bounds(configuration),
            .read_timeout = configuration.database.read_timeout_milliseconds,
            .report_timeout = configuration.database.report_timeout_milliseconds};
}

void Front::end_reads() { pipeline.end_reads(std::chrono::steady_clock::now() + stopping_reads_s); }

void Front::stop() {
    if (shared_counter) shared_counter->stop();
    pools.drain();
}

std::string redis_prefix(Shop& shop) {
    const auto word = shop.database.read([&shop](database::SqlSession& session) {
        return shop.features.repositories.settings.find(session, shop_setting);
    });
    return "till:" + word.value() + ":";
}

}  // namespace till

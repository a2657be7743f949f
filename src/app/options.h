#pragma once
#include "api/compression.h"
#include "api/limiter.h"
#include "platform/caching/cache.h"
#include "platform/config/configuration.h"
#include "platform/database/store.h"
#include "platform/http/server.h"
#include "shop/sessions/sessions_module.h"
#include "shop/settings/shop_description.h"

/// The configuration in the terms of the modules below.
namespace till {

database::StoreOptions store_options(const Configuration& configuration);
http::ServerOptions api_server_options(const Configuration& configuration);
/// A small one, for operators only.
http::ServerOptions management_server_options(const Configuration& configuration);

BodyBounds body_bounds(const Configuration& configuration);
LimitTexts limit_texts(const Configuration& configuration);
Compression::Rules compression_rules(const Configuration& configuration);
/// For the cache of answers.
caching::CacheOptions cache_options(const Configuration& configuration);

SessionSettings session_settings(const Configuration& configuration, const std::string& signing_key);

/// What GET /shop tells; the roles of its accounts are the database's.
ShopDescription description_of(const Configuration& configuration);

/// What has to be set once in a process before any service or schema is used: currency, time zone, roles, how much an
/// order holds, page sizes, log level. Throws ConfigurationError.
void set_process_wide(const Configuration& configuration);

}  // namespace till

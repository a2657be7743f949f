#pragma once
#include "api/compression.h"
#include "api/limiter.h"
#include "platform/caching/cache.h"
#include "platform/config/configuration.h"
#include "platform/database/sql_database.h"
#include "platform/http/server.h"
#include "shop/kernel/shop_settings.h"
#include "shop/sessions/sessions_module.h"
#include "shop/settings/shop_description.h"

/// The configuration in the terms of the modules below.
namespace till {

database::SqlDatabaseOptions sql_database_options(const Configuration& configuration);
http::ServerOptions api_server_options(const Configuration& configuration);
/// A small one, for operators only.
http::ServerOptions management_server_options(const Configuration& configuration);

BodyBounds body_bounds(const Configuration& configuration);
LimitTexts limit_texts(const Configuration& configuration);
Compression::Rules compression_rules(const Configuration& configuration);
/// For the cache of responses.
caching::CacheOptions cache_options(const Configuration& configuration);

SessionSettings session_settings(const Configuration& configuration, const std::string& signing_key);

/// Currency, time zone, roles, how much an order holds, page sizes, hosts of images. Throws ConfigurationError.
ShopSettings shop_settings(const Configuration& configuration);

/// The response to GET /shop; the roles of its accounts are the database's.
ShopDescription description_of(const Configuration& configuration, const ShopSettings& shop);

/// Where the process logs to, and how much: what spdlog has once in a process. Before the first thread begins.
void set_up_logging(const Configuration& configuration);

}  // namespace till

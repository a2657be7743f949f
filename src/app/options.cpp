#include "app/options.h"

#include <sstream>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace till {
namespace {

constexpr std::size_t megabyte = std::size_t{1024} * 1024;

Permissions permissions_of(const std::string& role, const std::string& text) {
    Permissions permissions;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const auto permission = from_name<Permission>(word);
        if (!permission) throw ConfigurationError("access.roles." + role + " has an unknown permission: " + word);
        permissions.set(static_cast<std::size_t>(*permission));
    }
    return permissions;
}

Roles roles_of(const Configuration& configuration) {
    Roles roles;
    for (const auto& [name, text] : configuration.access.roles) roles.define(name, permissions_of(name, text));
    return roles;
}

/// The longest text that a request may bring, each of its bytes escaped, and what stands around it. The shop's own
/// longer texts are written in parts.
constexpr std::size_t statement_spare_bytes = std::size_t{64} * 1024;

}  // namespace

database::SqlDatabaseOptions sql_database_options(const Configuration& configuration) {
    const DatabaseSettings& settings = configuration.database;
    database::SqlDatabaseOptions options;
    options.url = settings.url;
    options.read_url = settings.read_url;
    options.readers = settings.readers;
    options.list_readers = settings.list_readers;
    options.report_readers = settings.report_readers;
    options.read_timeout_ms = settings.read_timeout_milliseconds;
    options.report_timeout_ms = settings.report_timeout_milliseconds;
    options.batch_max = settings.group;
    options.queue_max = settings.queue;
    options.gather_us = settings.gather_microseconds;
    options.statement_bytes_min = 2 * configuration.server.body_kilobytes * 1024 + statement_spare_bytes;
    options.allow_unsafe_settings = settings.allow_unsafe_settings;
    return options;
}

http::ServerOptions api_server_options(const Configuration& configuration) {
    const ServerSettings& settings = configuration.server;
    http::ServerOptions options;
    options.listen = settings.listen;
    options.threads = settings.threads;
    options.header_bytes_max = settings.header_kilobytes * 1024;
    options.bodies_bytes_max = settings.bodies_megabytes * megabyte;
    options.body_files_bytes_max = settings.body_files_megabytes * megabyte;
    options.body_folder = settings.body_folder;
    options.responses_bytes_max = settings.responses_megabytes * megabyte;
    options.connections_max = settings.connections;
    options.connections_per_address_max = settings.connections_per_address;
    for (const std::string& network : settings.trusted_proxies) {
        if (const auto parsed = IpNetwork::parse(network)) options.trusted_proxies.push_back(*parsed);
    }
    options.send_buffer_bytes = settings.send_buffer_kilobytes * 1024;
    options.bytes_per_second_min = settings.bytes_per_second;
    options.header_timeout_ms = settings.header_timeout_seconds;
    options.body_timeout_ms = settings.body_timeout_seconds;
    options.idle_timeout_ms = settings.idle_timeout_seconds;
    options.write_timeout_ms = settings.write_timeout_seconds;
    options.stop_timeout_ms = settings.stop_timeout_seconds;
    return options;
}

http::ServerOptions management_server_options(const Configuration& configuration) {
    http::ServerOptions options = api_server_options(configuration);
    options.listen = configuration.server.management;
    options.threads = 1;
    options.connections_max = 100;
    options.connections_per_address_max = options.connections_max;
    return options;
}

BodyBounds body_bounds(const Configuration& configuration) {
    return {.usual = configuration.server.body_kilobytes * 1024,
            .open = configuration.server.open_body_kilobytes * 1024,
            .image = configuration.images.megabytes * megabyte,
            .import = configuration.imports.megabytes * megabyte};
}

LimitTexts limit_texts(const Configuration& configuration) {
    const LimitSettings& settings = configuration.limits;
    return {.default_limits = settings.default_limits, .routes = settings.routes, .roles = settings.roles};
}

Compression::Rules compression_rules(const Configuration& configuration) {
    const CompressionSettings& settings = configuration.compression;
    return {.enabled = settings.enabled, .bytes_min = settings.min_bytes, .bytes_max = settings.max_kilobytes * 1024};
}

caching::CacheOptions cache_options(const Configuration& configuration) {
    return {.bytes_max = configuration.cache.megabytes * 1024 * 1024, .lifetime_ms = configuration.cache.seconds};
}

SessionSettings session_settings(const Configuration& configuration, const std::string& signing_key) {
    const TokenSettings& settings = configuration.tokens;
    return {.signing_key = signing_key,
            .issuer = settings.issuer,
            .audience = settings.audience,
            .token_lifetime = settings.minutes,
            .refresh_lifetime = settings.refresh_days,
            .family_lifetime = settings.family_days,
            .recheck_ms = settings.recheck_seconds};
}

ShopSettings shop_settings(const Configuration& configuration) {
    const auto currency = Currency::from_code(configuration.store.currency);
    if (!currency) throw ConfigurationError("store.currency has to be three capital letters");
    const auto zone = TimeZone::find(configuration.store.time_zone);
    if (!zone) throw ConfigurationError("store.time_zone has to be the IANA name of a zone");
    return {.currency = *currency,
            .time_zone = *zone,
            .roles = roles_of(configuration),
            .order_bounds = {.lines_max = static_cast<std::int64_t>(configuration.orders.lines_max),
                             .line_units_max = static_cast<std::int64_t>(configuration.orders.line_units_max),
                             .units_max = static_cast<std::int64_t>(configuration.orders.units_max)},
            .list_page_bounds = {.per_page_default = static_cast<std::int64_t>(configuration.pages.default_size),
                                 .per_page_max = static_cast<std::int64_t>(configuration.pages.max)},
            .image_hosts = ImageHosts(configuration.images.hosts)};
}

ShopDescription description_of(const Configuration& configuration, const ShopSettings& shop) {
    ShopDescription description{.name = configuration.store.name,
                                .currency = shop.currency.code(),
                                .currency_digits = shop.currency.digits(),
                                .time_zone = shop.time_zone.name(),
                                .public_catalogue = configuration.access.public_catalogue,
                                .registration = configuration.access.registration,
                                .image_hosts = shop.image_hosts.names(),
                                .demonstration_accounts = {}};
    for (const auto& [username, password] : configuration.demonstration.accounts) {
        description.demonstration_accounts.push_back({.username = username, .password = password, .role = {}});
    }
    return description;
}

void set_up_logging(const Configuration& configuration) {
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("till", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
    spdlog::set_level(spdlog::level::from_str(configuration.log.level));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
}

}  // namespace till

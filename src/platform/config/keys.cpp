#include "platform/config/keys.h"

#include "platform/config/checks.h"
#include "platform/config/section_builder.h"

namespace till::config {
namespace {

Section server() {
    using S = ServerSettings;
    return SectionBuilder("server", &Configuration::server, "The two listeners and the bounds of connections.")
        .text("listen", &S::listen, check_address, "Address of the API, as ADDRESS:PORT. Port 0 picks a free port.")
        .text("management", &S::management, check_address_or_off,
              "Address of /healthz, /readyz and /metrics. They need no token: use an address that only operators can "
              "reach. \"\" turns them off.")
        .number(
            "threads", &S::threads, {1, 64},
            "Threads that read requests and write responses. One thread serves tens of thousands of requests a second.")
        .number("workers", &S::workers, {1, 1024},
                "Threads that run the handlers of requests that may change data. They wait for commits together, so "
                "there should be more of them than processors.")
        .number("queue", &S::queue, {1, 1'000'000},
                "Requests that may wait for a worker, and as many for a reader; further requests get 503 at once.")
        .number("connections", &S::connections, {1, 1'000'000},
                "Connections at a time. To accept one more, a connection that never sent anything, or that has been "
                "idle for seconds, is closed. If there is none, the new connection gets 503 and is closed.")
        .number("connections_per_address", &S::connections_per_address, {0, 1'000'000},
                "Connections of one address (IPv6: one /64); 0 means half of all. Trusted proxies may have all.")
        .number("header_kilobytes", &S::header_kilobytes, {1, 1024},
                "Largest header of a request; a larger one gets 431.")
        .number("body_kilobytes", &S::body_kilobytes, {1, 65'536},
                "Largest body of a request; a larger one gets 413. Pictures and imports have their own limits.")
        .number(
            "open_body_kilobytes", &S::open_body_kilobytes, {1, 65'536},
            "Largest body for endpoints that need no token, such as the sign-in, and for endpoints that take no body.")
        .number("bodies_megabytes", &S::bodies_megabytes, {1, 65'536},
                "Memory for all bodies that are being received or processed, and for headers over 4 KiB; beyond it, "
                "requests get 503. One address may use a quarter.")
        .text("body_folder", &S::body_folder, nullptr,
              "Folder for the bodies of pictures and imports. They are unnamed files, which disappear when the program "
              "ends.")
        .number("body_files_megabytes", &S::body_files_megabytes, {1, 1'048'576},
                "Disk space for all of these files; beyond it, requests get 503.")
        .number("answers_megabytes", &S::responses_megabytes, {1, 65'536},
                "Memory for responses that clients have not read yet, except cached ones; a connection that would "
                "exceed it is closed.")
        .number("header_timeout_seconds", &S::header_timeout_seconds, {1, 3600},
                "Time from the first byte of a request to the end of its header, and for the first byte on a new "
                "connection.")
        .number("body_timeout_seconds", &S::body_timeout_seconds, {1, 3600},
                "In each third of this time, a body must advance at bytes_per_second; otherwise the request gets 408.")
        .number("idle_timeout_seconds", &S::idle_timeout_seconds, {1, 86'400},
                "How long a connection may be idle between two requests.")
        .number("write_timeout_seconds", &S::write_timeout_seconds, {1, 3600},
                "In each third of this time, a client must read its response at bytes_per_second; otherwise the "
                "connection is closed.")
        .number("bytes_per_second", &S::bytes_per_second, {1, 1'000'000},
                "Minimum rate at which a client must send a body and read a response.")
        .number(
            "send_buffer_kilobytes", &S::send_buffer_kilobytes, {0, 65'536},
            "Send buffer of a connection in the operating system, which uses up to twice as much. A small buffer slows "
            "down distant clients; 0 leaves the size to the system, which may use megabytes for each connection.")
        .number("stop_timeout_seconds", &S::stop_timeout_seconds, {0, 3600},
                "How long the program waits for requests in flight when it ends.")
        .texts("trusted_proxies", &S::trusted_proxies, check_network,
               "Addresses or CIDR ranges of the proxies in front, such as \"10.0.0.0/8\". Their X-Forwarded-For is "
               "trusted, so that limits count their clients instead of the proxies. The header is ignored from all "
               "others.");
}

Section database() {
    using S = DatabaseSettings;
    return SectionBuilder("database", &Configuration::database, "The database.")
        .text("url", &S::url, check_database,
              "\"sqlite:PATH\" for a file on this machine (a relative path starts at the working directory), or "
              "\"mysql://user:password@host:port/name\" for MariaDB or MySQL. \"?socket=PATH\" uses a local socket. "
              "\"?ssl-ca=FILE\" uses TLS and requires a server certificate that is valid for the host and signed by an "
              "authority in FILE; \"&ssl-cert=FILE&ssl-key=FILE\" adds a client certificate.")
        .text("read_url", &S::read_url, check_read_database,
              "Database for reads, if different: any server of the same Galera cluster. Each read waits until that "
              "server has all earlier commits. \"\" means the same as `url`.")
        .number("readers", &S::readers, {1, 1024},
                "Connections for reads of single rows, each used by one request at a time, and threads that answer GET "
                "with them: two threads for each connection on MariaDB, where lookups share statements.")
        .number("list_readers", &S::list_readers, {1, 1024},
                "Connections and threads for lists and searches, so that reads of single rows never wait for them.")
        .number("report_readers", &S::report_readers, {1, 1024}, "The same for reports and exports.")
        .number("list_queue", &S::list_queue, {1, 1'000'000},
                "Lists that may wait for a thread, and as many reports; further requests get 503 at once.")
        .number("read_timeout_milliseconds", &S::read_timeout_milliseconds, {0, 3'600'000},
                "How long a GET may wait and read before it gets 503. 0 means no limit. Writes and sign-ins have no "
                "such limit.")
        .number("report_timeout_milliseconds", &S::report_timeout_milliseconds, {0, 3'600'000},
                "The same for reports and exports. Keep it below server.stop_timeout_seconds.")
        .number("group", &S::group, {1, 4096}, "Writes that may share one commit.")
        .number("queue", &S::queue, {1, 1'000'000},
                "Writes that may wait for the writer; further writes get 503 at once.")
        .number("gather_microseconds", &S::gather_microseconds, {0, 100'000},
                "How long the writer waits for more writes while its queue still grows. A single write never waits.")
        .flag("migrate_at_start", &S::migrate_at_start,
              "Migrate a MariaDB or MySQL schema when the server starts, instead of with `till migrate`. SQLite is "
              "always migrated at start.")
        .flag("allow_unsafe_settings", &S::allow_unsafe_settings,
              "Start even if the settings of the database server can lose committed orders in a power failure "
              "(innodb_flush_log_at_trx_commit other than 1, no strict mode).");
}

Section tokens() {
    using S = TokenSettings;
    return SectionBuilder("tokens", &Configuration::tokens,
                          "The access and refresh tokens issued by the sign-in (JWT, HS256).")
        .secret("secret", &S::secret,
                "The signing key: at least 32 bytes, the same on every node. Anyone who knows it can sign in as any "
                "account. Generate one with `openssl rand -hex 32`. Prefer TILL_TOKENS_SECRET or a separate file to "
                "this line.")
        .text("secret_file", &S::secret_file, nullptr,
              "A file with the signing key; a line break at its end is ignored. Only its owner may have rights on it "
              "(chmod 600).")
        .number("minutes", &S::minutes, {1, 525'600}, "Lifetime of an access token.")
        .text("issuer", &S::issuer, check_name, "The `iss` of every token; tokens with another value are refused.")
        .text("audience", &S::audience, check_name, "The `aud` of every token; tokens with another value are refused.")
        .number("refresh_days", &S::refresh_days, {1, 3650},
                "Lifetime of a refresh token. Each can be used once, for a new access token and a new refresh token.")
        .number(
            "family_days", &S::family_days, {1, 3650},
            "Maximum lifetime of a session, however often it is refreshed. Afterwards the password is required again.")
        .number("recheck_seconds", &S::recheck_seconds, {0, 60},
                "How long session data is cached before it is read from the database again. Changes made by this node "
                "(a new password, another role, a sign-out) take effect at once; this time applies to changes made by "
                "other nodes.");
}

Section passwords() {
    using S = PasswordSettings;
    return SectionBuilder("passwords", &Configuration::passwords,
                          "How passwords are hashed (Argon2id). The two costs apply to new passwords; stored hashes "
                          "stay unchanged.")
        .number("threads", &S::threads, {1, 64}, "Passwords hashed at the same time; each uses one processor.")
        .number("queue", &S::queue, {1, 100'000},
                "Sign-ins that may wait. When the queue is full, the newest sign-in of the network with the most "
                "waiting gets 503.")
        .number("memory_kilobytes", &S::memory_kilobytes, {8, 4'194'304},
                "Memory to hash one password. Use less than 19456 only for tests.")
        .number("passes", &S::passes, {1, 64}, "Passes over that memory.");
}

Section images() {
    using S = ImageSettings;
    return SectionBuilder("pictures", &Configuration::images, "Uploads of product pictures.")
        .number("threads", &S::threads, {1, 64},
                "Pictures processed at the same time; each uses one processor and up to 200 megabytes.")
        .number("queue", &S::queue, {1, 10'000}, "Pictures that may wait; further pictures get 503 at once.")
        .number("megabytes", &S::megabytes, {1, 1024}, "Largest picture; a larger one gets 413.")
        .texts("hosts", &S::hosts, check_host,
               "Other hosts whose pictures the pages may show, such as \"cdn.example.com\"; \"*\" is any host. The "
               "image_url of a product must be a path of the shop or a URL on one of these hosts.");
}

Section imports() {
    using S = ImportSettings;
    return SectionBuilder("imports", &Configuration::imports, "Uploads of CSV files.")
        .number("megabytes", &S::megabytes, {1, 65'536}, "Largest file; a larger one gets 413.");
}

Section pages() {
    using S = PageSettings;
    return SectionBuilder("pages", &Configuration::pages, "Lists.")
        .number("default", &S::default_size, {1, 1000}, "Default number of rows on a page; at most `max`.")
        .number("max", &S::max, {1, 1000}, "Maximum number of rows on a page.");
}

Section store() {
    using S = StoreSettings;
    return SectionBuilder("store", &Configuration::store, "The shop.")
        .text("name", &S::name, check_name, "Name of the shop on its pages.")
        .text("currency", &S::currency, check_currency,
              "Currency of all prices, as an ISO 4217 code. It cannot be changed once the store exists.")
        .text("time_zone", &S::time_zone, check_time_zone,
              "IANA name of the shop's time zone, such as \"Europe/Berlin\". It defines the days in reports, in "
              "filters by day and in the back office. Stored times do not depend on it.");
}

Section orders() {
    using S = OrderSettings;
    return SectionBuilder(
               "orders", &Configuration::orders,
               "Limits of one order and one cart. They prevent one unpaid order from reserving all of the stock.")
        .number("lines_max", &S::lines_max, {1, 1000}, "Number of different products.")
        .number("line_units_max", &S::line_units_max, {1, 1'000'000}, "Quantity of one product.")
        .number("units_max", &S::units_max, {1, 1'000'000'000}, "Total quantity.");
}

Section limits() {
    using S = LimitSettings;
    return SectionBuilder(
               "limits", &Configuration::limits,
               "Rate limits of each endpoint for each client. A client is an account if it sends a valid token, "
               "otherwise an address (IPv6: a /64). The notation is that of Flask-Limiter: \"100 per day\", "
               "\"10/minute\", \"5 per 10 seconds\"; several limits are joined by \";\". \"\" means no limit.")
        .text("default", &S::default_limits, nullptr, "Limits for all endpoints and roles that have none of their own.")
        .number("megabytes", &S::megabytes, {1, 65'536},
                "Memory for the counts; a megabyte holds 23,000 of them. When it is full, the counts whose windows end "
                "first are removed.")
        .table("routes", &S::routes, check_operation,
               "Limits of single endpoints, by their operationId in openapi/swagger.yaml: placeOrder = \"10 per "
               "minute\". They take precedence over those of the role.")
        .table("roles", &S::roles, check_role, "Limits of roles: admin = \"1000 per minute\".");
}

Section cache() {
    using S = CacheSettings;
    return SectionBuilder("cache", &Configuration::cache,
                          "The cache of responses to GET. A cached response is used only while its data is unchanged.")
        .number("seconds", &S::seconds, {0, 86'400}, "Maximum age of a cached response; 0 turns the cache off.")
        .number("megabytes", &S::megabytes, {1, 1'048'576}, "Memory for the cache.");
}

Section compression() {
    using S = CompressionSettings;
    return SectionBuilder("compression", &Configuration::compression,
                          "Compression of text responses (JSON, CSV, pages) with Brotli or gzip for clients that "
                          "accept it. Responses that contain tokens are never compressed.")
        .flag("enabled", &S::enabled, "Set to false if a proxy in front compresses responses.")
        .number("min_bytes", &S::min_bytes, {1, 1'048'576},
                "Smallest response that is compressed; smaller ones gain nothing.")
        .number(
            "max_kilobytes", &S::max_kilobytes, {1, 65'536},
            "Largest response that is compressed. Compression uses a thread for about 10 milliseconds per megabyte.");
}

Section redis() {
    using S = RedisSettings;
    return SectionBuilder(
               "redis", &Configuration::redis,
               "Redis (7.0 or later) for several nodes of one shop. The nodes share their limits in it and notify each "
               "other of changes over it. Without it, or while it is unavailable, each node counts limits for itself.")
        .text("url", &S::url, check_redis,
              "\"redis://host:port\", with a password \"redis://:password@host:port\", with another database than 0 "
              "\"redis://host:port/number\". \"rediss://…\" uses TLS; add \"?ssl-ca=FILE\" if the system does not "
              "trust the authority of the server's certificate. \"\" means no Redis.")
        .number("timeout_milliseconds", &S::timeout_milliseconds, {1, 10'000},
                "How long a request waits for Redis before this node counts it by itself.");
}

Section cors() {
    using S = CorsSettings;
    return SectionBuilder("cors", &Configuration::cors, "Other origins whose web pages may call the API.")
        .texts("origins", &S::origins, check_origin,
               "Origins exactly as browsers send them, SCHEME://HOST or SCHEME://HOST:PORT, such as "
               "\"https://shop.example.com\".");
}

Section access() {
    using S = AccessSettings;
    return SectionBuilder("access", &Configuration::access, "Access to the API.")
        .flag("public_catalogue", &S::public_catalogue, "Products can be read without a token.")
        .flag("registration", &S::registration, "Anyone can create a customer with an account with POST /register.")
        .table("roles", &S::roles, check_own_role,
               "Roles and their permissions, in addition to the built-in roles admin and customer. A configured table "
               "replaces the whole default, so repeat staff to keep it.");
}

Section demonstration() {
    using S = DemonstrationSettings;
    return SectionBuilder("demonstration", &Configuration::demonstration, "Settings of a demonstration shop.")
        .table("accounts", &S::accounts, nullptr,
               "Accounts that visitors may use, with their passwords, by username. GET /shop and the sign-in pages "
               "show them to everyone, so never list a real account. Accounts with the permissions of an admin are "
               "never shown. This setting does not create the accounts.");
}

Section log() {
    using S = LogSettings;
    return SectionBuilder("log", &Configuration::log, "The log, on standard error.")
        .text("level", &S::level, check_level, "Lowest level that is written: trace, debug, info, warn or error.");
}

}  // namespace

const std::vector<Section>& sections() {
    static const std::vector<Section> all{server(), database(), tokens(), passwords(),     images(), imports(),
                                          pages(),  store(),    orders(), limits(),        cache(),  compression(),
                                          redis(),  cors(),     access(), demonstration(), log()};
    return all;
}

}  // namespace till::config

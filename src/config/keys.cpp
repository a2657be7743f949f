#include "config/keys.h"

#include <spdlog/fmt/fmt.h>

#include "config/checks.h"
#include "config/section_builder.h"

namespace till::config {
namespace {

Section server() {
    using S = ServerSettings;
    return SectionBuilder("server", &Configuration::server, "The two listeners and what a connection may cost.")
        .text("listen", &S::listen, check_address, "Where the API answers, as ADDRESS:PORT. Port 0 picks a free one.")
        .text("management", &S::management, check_address_or_off,
              "Where /healthz, /readyz and /metrics answer. It asks for no token: keep it on an address that only "
              "operators reach. \"\" turns it off.")
        .number("threads", &S::threads, {1, 64},
                "Threads that read requests and write answers. One serves tens of thousands of requests a second.")
        .number("workers", &S::workers, {1, 1024},
                "Threads that do the work of a request that may change something. Those that place orders wait for "
                "the disk together, so more of them than processors is right.")
        .number("queue", &S::queue, {1, 1'000'000},
                "Requests that may wait for a worker; one more is answered 503 at once.")
        .number(
            "connections", &S::connections, {1, 1'000'000},
            "Connections at a time. For one more, a connection on which nothing was ever sent is closed, or one that "
            "has been idle for seconds; where there is none, the new one is answered 503 and closed.")
        .number("connections_per_address", &S::connections_per_address, {0, 1'000'000},
                "How many of them one address may have (IPv6: a /64); 0 is half. Trusted proxies may have all.")
        .number("header_kilobytes", &S::header_kilobytes, {1, 1024}, "Largest header of a request; above it, 431.")
        .number("body_kilobytes", &S::body_kilobytes, {1, 65'536},
                "Largest body of a request; above it, 413. Pictures and imports have bounds of their own.")
        .number("open_body_kilobytes", &S::open_body_kilobytes, {1, 65'536},
                "Largest body where no token is needed, such as at the sign-in, and where none is wanted.")
        .number("bodies_megabytes", &S::bodies_megabytes, {1, 65'536},
                "Memory for all bodies that are on their way or being worked on, and for large headers; above it, 503. "
                "One address may have a quarter.")
        .text("body_folder", &S::body_folder, nullptr,
              "Where pictures and imports are kept while they come, as files without a name that are gone with the "
              "program.")
        .number("body_files_megabytes", &S::body_files_megabytes, {1, 1'048'576},
                "How much of that disk they may take together; above it, 503.")
        .number(
            "answers_megabytes", &S::answers_megabytes, {1, 65'536},
            "Memory for answers that clients have yet to read, beside those that are kept for all; a connection that "
            "would go above it is closed.")
        .number(
            "header_timeout_seconds", &S::header_timeout_seconds, {1, 3600},
            "From the first byte of a request to the end of its header, and for the first byte on a new connection.")
        .number("body_timeout_seconds", &S::body_timeout_seconds, {1, 3600},
                "In each third of this, a body has to go on by bytes_per_second for each second of it; else 408.")
        .number("idle_timeout_seconds", &S::idle_timeout_seconds, {1, 86'400},
                "How long a connection is kept between two requests.")
        .number("write_timeout_seconds", &S::write_timeout_seconds, {1, 3600},
                "In each third of this, a client has to read as much of its answer; else the connection is closed.")
        .number("bytes_per_second", &S::bytes_per_second, {1, 1'000'000},
                "The least that a client has to send of a body, and to read of an answer.")
        .number("send_buffer_kilobytes", &S::send_buffer_kilobytes, {0, 65'536},
                "How much of an answer the operating system may hold for a client that has not read it yet. Small, it "
                "slows down clients far away; 0 leaves it to the system, which may hold megabytes for each.")
        .number("stop_timeout_seconds", &S::stop_timeout_seconds, {0, 3600},
                "How long the end of the program waits for requests in flight.")
        .texts("trusted_proxies", &S::trusted_proxies, check_network,
               "The proxies in front, as addresses or CIDR ranges such as \"10.0.0.0/8\". What they write into "
               "X-Forwarded-For is believed, so that limits count their clients and not them. From anyone else, the "
               "header is ignored.");
}

Section database() {
    using S = DatabaseSettings;
    return SectionBuilder("database", &Configuration::database, "Where the store is kept.")
        .text("url", &S::url, check_database,
              "\"sqlite:PATH\" for a file on this machine (a relative path starts at the working directory), or "
              "\"mysql://user:password@host:port/name\" for MariaDB or MySQL; \"?socket=PATH\" behind it takes a "
              "local socket, \"?ssl-ca=FILE\" goes over TLS to a server whose certificate is good for its host and "
              "signed by one of that file, and \"&ssl-cert=FILE&ssl-key=FILE\" shows it the client's own.")
        .text("read_url", &S::read_url, check_read_database,
              "Where reads go, if elsewhere: any server of the same Galera cluster will do, as each is asked to wait "
              "until it has what was committed before. \"\" is the same as `url`.")
        .number(
            "readers", &S::readers, {1, 1024},
            "Connections that read, each used by one request at a time, and threads that answer GET with them: two for "
            "each on MariaDB, where lookups share a statement.")
        .number("list_readers", &S::list_readers, {1, 1024},
                "Connections and threads for lists and searches, so that reading one row never waits for them.")
        .number("report_readers", &S::report_readers, {1, 1024}, "The same for reports and exports.")
        .number("list_queue", &S::list_queue, {1, 1'000'000},
                "Lists that may wait for their turn, and reports as many; one more is answered 503 at once.")
        .number("read_timeout_milliseconds", &S::read_timeout_milliseconds, {0, 3'600'000},
                "How long a GET may wait and read before it is answered 503. 0 is for ever. Writes and sign-ins are "
                "not cut short.")
        .number("report_timeout_milliseconds", &S::report_timeout_milliseconds, {0, 3'600'000},
                "The same for reports and exports. Keep it under server.stop_timeout_seconds.")
        .number("group", &S::group, {1, 4096}, "Writes that may share one commit.")
        .number("queue", &S::queue, {1, 1'000'000},
                "Writes that may wait for the writer; one more is answered 503 at once.")
        .number("gather_microseconds", &S::gather_microseconds, {0, 100'000},
                "How long the writer waits for further writes while its queue still grows. A lone write never waits.")
        .flag("migrate_at_start", &S::migrate_at_start,
              "Bring a MariaDB or MySQL schema up to date when the server starts, rather than with `till migrate`. "
              "SQLite always does so at start.")
        .flag("allow_unsafe_settings", &S::allow_unsafe_settings,
              "Start even if the database server is set to lose committed orders in a power cut "
              "(innodb_flush_log_at_trx_commit other than 1, no strict mode).");
}

Section tokens() {
    using S = TokenSettings;
    return SectionBuilder("tokens", &Configuration::tokens, "The tokens that sign-in hands out (JWT, HS256).")
        .secret("secret", &S::secret,
                "The key that signs them: at least 32 bytes, the same on every node. Whoever knows it can sign in as "
                "anyone. Make one with `openssl rand -hex 32`. Better given as TILL_TOKENS_SECRET or in a file of its "
                "own than here.")
        .text("secret_file", &S::secret_file, nullptr,
              "A file that holds the key instead; a line break at its end does not count. Nobody but its owner may "
              "have rights on it (chmod 600).")
        .number("minutes", &S::minutes, {1, 525'600}, "How long a token is good for.")
        .text("issuer", &S::issuer, check_name, "The `iss` of every token; tokens with another are refused.")
        .text("audience", &S::audience, check_name, "The `aud` of every token; tokens with another are refused.")
        .number("refresh_days", &S::refresh_days, {1, 3650},
                "How long a refresh token is good for. Each serves once, for another token and another refresh token.")
        .number(
            "family_days", &S::family_days, {1, 3650},
            "How long a sign-in lasts at most, however often it is refreshed; then the password is asked for again.")
        .number("recheck_seconds", &S::recheck_seconds, {0, 60},
                "How long what is known of a signed-in session is remembered before the database is asked again. "
                "Changes made by this node (a new password, another role, a logout) take effect at once anyway; this "
                "is for those made by other nodes.");
}

Section passwords() {
    using S = PasswordSettings;
    return SectionBuilder("passwords", &Configuration::passwords,
                          "How passwords are kept (Argon2id). The two costs hold for new passwords; those that are "
                          "kept already stay as they are.")
        .number("threads", &S::threads, {1, 64}, "Passwords checked at the same time; each takes a processor.")
        .number("queue", &S::queue, {1, 100'000}, "Sign-ins that may wait; one more is answered 503 at once.")
        .number("memory_kilobytes", &S::memory_kilobytes, {8, 4'194'304},
                "Memory for one password. Below 19456 only where passwords are worth nothing, as in tests.")
        .number("passes", &S::passes, {1, 64}, "Times that memory is gone over.");
}

Section pictures() {
    using S = PictureSettings;
    return SectionBuilder("pictures", &Configuration::pictures, "Pictures of products that are sent.")
        .number("threads", &S::threads, {1, 64},
                "Pictures that are worked on at the same time; each takes a processor and up to 200 megabytes.")
        .number("queue", &S::queue, {1, 10'000}, "Pictures that may wait; one more is answered 503 at once.")
        .number("megabytes", &S::megabytes, {1, 1024}, "Largest picture that may be sent; above it, 413.")
        .texts("hosts", &S::hosts, check_host,
               "Hosts beside the shop's own from which its pages show pictures, such as \"cdn.example.com\": the "
               "image_url of a product may lead to a path of the shop and to these.");
}

Section imports() {
    using S = ImportSettings;
    return SectionBuilder("imports", &Configuration::imports, "CSV files that are sent.")
        .number("megabytes", &S::megabytes, {1, 65'536}, "Largest file that may be sent; above it, 413.");
}

Section pages() {
    using S = PageSettings;
    return SectionBuilder("pages", &Configuration::pages, "Lists.")
        .number("default", &S::default_size, {1, 1000}, "Rows of a page where the client does not say; at most `max`.")
        .number("max", &S::max, {1, 1000}, "Most rows that a client may ask for.");
}

Section store() {
    using S = StoreSettings;
    return SectionBuilder("store", &Configuration::store, "The shop.")
        .text("name", &S::name, check_name, "How the shop is called on its pages.")
        .text("currency", &S::currency, check_currency,
              "The currency of every price, by its ISO 4217 letters. Not to be changed once there are prices.")
        .text(
            "time_zone", &S::time_zone, check_time_zone,
            "Where the shop's days begin and end, by the IANA name of the zone, such as \"Europe/Berlin\": in reports, "
            "in filters by day, and in the office's pages. Stored times do not depend on it.");
}

Section orders() {
    using S = OrderSettings;
    return SectionBuilder(
               "orders", &Configuration::orders,
               "How much one order may hold, and one cart. Nobody should be able to empty the shelves with an "
               "order that is not paid.")
        .number("lines_max", &S::lines_max, {1, 1000}, "Different products.")
        .number("line_units_max", &S::line_units_max, {1, 1'000'000}, "Pieces of one product.")
        .number("units_max", &S::units_max, {1, 1'000'000'000}, "Pieces in all.");
}

Section limits() {
    using S = LimitSettings;
    return SectionBuilder("limits", &Configuration::limits,
                          "How often a client may call each endpoint: an account by its token, anyone else by address "
                          "(IPv6: by /64). In Flask-Limiter's notation: \"100 per day\", \"10/minute\", "
                          "\"5 per 10 seconds\"; several are joined by \";\". \"\" is no limit.")
        .text("default", &S::default_limits, nullptr, "Where neither the route nor the role has limits of its own.")
        .number("megabytes", &S::megabytes, {1, 65'536},
                "Memory for the counts; a megabyte holds 23 thousand of them. When it is full, those nearest to the "
                "end of their window are forgotten.")
        .table("routes", &S::routes, check_operation,
               "Limits of single endpoints, by their operationId in openapi/swagger.yaml: placeOrder = \"10 per "
               "minute\". They go before those of the role.")
        .table("roles", &S::roles, check_role, "Limits of roles: admin = \"1000 per minute\".");
}

Section cache() {
    using S = CacheSettings;
    return SectionBuilder("cache", &Configuration::cache,
                          "Answers to GET that are kept. Only what is unchanged is given.")
        .number("seconds", &S::seconds, {0, 86'400}, "How long one may be given; 0 keeps none.")
        .number("megabytes", &S::megabytes, {1, 1'048'576}, "Memory for them.");
}

Section compression() {
    using S = CompressionSettings;
    return SectionBuilder("compression", &Configuration::compression,
                          "Texts (JSON, CSV, pages) that go compressed, with Brotli or gzip, to clients that take it. "
                          "What holds tokens never does.")
        .flag("enabled", &S::enabled, "Off where a proxy in front does it.")
        .number("min_bytes", &S::min_bytes, {1, 1'048'576},
                "The least that is compressed; what is smaller gains nothing.")
        .number("max_kilobytes", &S::max_kilobytes, {1, 65'536},
                "The most that is compressed: each takes a thread about 10 milliseconds a megabyte.");
}

Section redis() {
    using S = RedisSettings;
    return SectionBuilder("redis", &Configuration::redis,
                          "For several nodes of one shop: a Redis (7.0 or later) in which their limits are counted "
                          "together, and over which each tells the others what it has changed. Without it, or while "
                          "it is away, each node counts for itself.")
        .text("url", &S::url, check_redis,
              "\"redis://host:port\", with a password \"redis://:password@host:port\", with another database than 0 "
              "\"redis://host:port/number\"; over TLS \"rediss://…\", with \"?ssl-ca=FILE\" behind it where the system "
              "does not "
              "know who signed the server's certificate. \"\" is none.")
        .number("timeout_milliseconds", &S::timeout_milliseconds, {1, 10'000},
                "How long a request waits for its count before this node counts for itself.");
}

Section cors() {
    using S = CorsSettings;
    return SectionBuilder("cors", &Configuration::cors, "Web pages of other origins that may call the API.")
        .texts("origins", &S::origins, check_origin,
               "Each exactly as browsers send it, SCHEME://HOST or SCHEME://HOST:PORT: \"https://shop.example.com\".");
}

Section access() {
    using S = AccessSettings;
    return SectionBuilder("access", &Configuration::access, "Who may do what.")
        .flag("public_catalogue", &S::public_catalogue, "Products can be read without a token.")
        .flag("registration", &S::registration, "Anyone can make a customer and an account with POST /register.")
        .table("roles", &S::roles, check_own_role,
               "Roles beside admin and customer, which are built in, with their permissions. What is given here "
               "replaces the whole list, so name staff again to keep it.");
}

Section demonstration() {
    using S = DemonstrationSettings;
    return SectionBuilder("demonstration", &Configuration::demonstration, "For a shop that is only shown.")
        .table(
            "accounts", &S::accounts, nullptr,
            "Accounts that visitors may try, by username, with their passwords. GET /shop tells them to everybody, "
            "and the sign-in pages show them: never name one here that matters. One that may do what an admin may is "
            "never told. They are not made by this.");
}

Section log() {
    using S = LogSettings;
    return SectionBuilder("log", &Configuration::log, "The log, on standard error.")
        .text("level", &S::level, check_level, "The least that is written: trace, debug, info, warn or error.");
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& letter : result) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return result;
}

}  // namespace

const std::vector<Section>& sections() {
    static const std::vector<Section> all{server(), database(), tokens(), passwords(),     pictures(), imports(),
                                          pages(),  store(),    orders(), limits(),        cache(),    compression(),
                                          redis(),  cors(),     access(), demonstration(), log()};
    return all;
}

std::string Key::path() const { return fmt::format("{}.{}", section, name); }

std::string Key::variable() const { return fmt::format("TILL_{}_{}", upper(section), upper(name)); }

std::vector<KeyProblem> problems_with(const Key& key, const Value& value) {
    std::vector<KeyProblem> problems;
    const auto check = [&problems](const std::string& name, const std::string& text, Check look) {
        if (text.find('\0') != std::string::npos) {
            problems.push_back({name, "must not hold a NUL"});
        } else if (const auto problem = look == nullptr ? std::nullopt : look(text)) {
            problems.push_back({name, *problem});
        }
    };
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (*number < key.bounds.min || *number > key.bounds.max) {
            problems.push_back(
                {"", fmt::format("has to be {} to {}, not {}", key.bounds.min, key.bounds.max, *number)});
        }
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        check("", *text, key.check);
    } else if (const auto* texts = std::get_if<Texts>(&value)) {
        for (const std::string& one : *texts) check("", one, key.check);
    } else if (const auto* table = std::get_if<TextTable>(&value)) {
        for (const auto& [name, one] : *table) {
            check(name, name, key.name_check);
            check(name, one, key.check);
        }
    }
    return problems;
}

}  // namespace till::config

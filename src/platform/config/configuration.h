#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace till {

struct ServerSettings {
    std::string listen = "127.0.0.1:8080";
    std::string management = "127.0.0.1:9090";  ///< empty: off
    std::size_t threads = 1;                    ///< I/O threads
    std::size_t workers = 64;
    std::size_t queue = 1024;  ///< requests that wait for a worker
    std::size_t connections = 20'000;
    std::size_t connections_per_address = 0;  ///< 0: half of them
    std::size_t header_kilobytes = 16;
    std::size_t body_kilobytes = 1024;
    std::size_t open_body_kilobytes = 16;  ///< of endpoints that need no token
    std::size_t bodies_megabytes = 64;     ///< all that are in memory together
    std::string body_folder = "/var/tmp";  ///< for bodies that are stored on disk
    std::size_t body_files_megabytes = 512;
    std::size_t responses_megabytes = 64;  ///< all that wait for their clients together
    std::chrono::seconds header_timeout_seconds{10};
    std::chrono::seconds body_timeout_seconds{30};
    std::chrono::seconds idle_timeout_seconds{75};
    std::chrono::seconds write_timeout_seconds{30};
    std::size_t bytes_per_second = 1024;  ///< the least, of a client that sends a body or reads a response
    std::size_t send_buffer_kilobytes = 128;
    std::chrono::seconds stop_timeout_seconds{20};
    std::vector<std::string> trusted_proxies;  ///< addresses and CIDR ranges
};

struct DatabaseSettings {
    std::string url = "sqlite:till.db";
    std::string read_url;  ///< empty: the same
    std::size_t readers = 8;
    std::size_t list_readers = 4;
    std::size_t report_readers = 2;
    std::size_t list_queue = 128;  ///< lists that wait, and reports that wait
    std::chrono::milliseconds read_timeout_milliseconds{2000};
    std::chrono::milliseconds report_timeout_milliseconds{10'000};
    std::size_t group = 64;    ///< writes that may share one commit
    std::size_t queue = 4096;  ///< writes that wait
    std::chrono::microseconds gather_microseconds{50};
    bool migrate_at_start = false;  ///< MariaDB and MySQL; SQLite always does
    bool allow_unsafe_settings = false;
};

struct TokenSettings {
    std::string secret;  ///< use signing_key(), which knows both
    std::string secret_file;
    std::chrono::minutes minutes{60};
    std::string issuer = "till";
    std::string audience = "till";
    std::chrono::days refresh_days{30};
    std::chrono::days family_days{90};
    std::chrono::seconds recheck_seconds{1};  ///< how long the state of a session may be cached
};

struct PasswordSettings {
    std::size_t threads = 1;
    std::size_t queue = 32;  ///< sign-ins that wait
    std::size_t memory_kilobytes = 19'456;
    std::size_t passes = 2;
};

/// Those that are sent; they are decoded on threads of their own.
struct ImageSettings {
    std::size_t threads = 1;
    std::size_t queue = 16;
    std::size_t megabytes = 20;           ///< of one image
    std::vector<std::string> hosts{"*"};  ///< beside the shop's own, that image_url may lead to; "*" is any
};

/// CSV files that are sent.
struct ImportSettings {
    std::size_t megabytes = 64;  ///< of one file
};

struct PageSettings {
    std::size_t default_size = 20;  ///< pages.default
    std::size_t max = 100;
};

struct StoreSettings {
    std::string name = "Till";
    std::string currency = "USD";   ///< three capital letters; whether it exists is not checked here
    std::string time_zone = "UTC";  ///< of the IANA database
};

/// How much one order, and one cart, may hold.
struct OrderSettings {
    std::size_t lines_max = 200;
    std::size_t line_units_max = 100'000;
    std::size_t units_max = 100'000;
};

/// The limits are in Flask-Limiter's notation, unchecked: platform/limits/limit.h reads them. "": none.
struct LimitSettings {
    std::string default_limits = "100 per day";  ///< limits.default
    std::map<std::string, std::string> routes;   ///< by operation; goes before the role's
    std::map<std::string, std::string> roles;    ///< goes before the default
    std::size_t megabytes = 8;
};

struct CacheSettings {
    std::chrono::seconds seconds{60};  ///< 0: off
    std::size_t megabytes = 64;
};

struct CompressionSettings {
    bool enabled = true;
    std::size_t min_bytes = 1024;
    std::size_t max_kilobytes = 8192;
};

struct RedisSettings {
    std::string url;  ///< redis://[user:password@]host:port[/number]; empty: none
    std::chrono::milliseconds timeout_milliseconds{20};
};

struct CorsSettings {
    std::vector<std::string> origins;  ///< as browsers send them: scheme://host[:port]
};

struct AccessSettings {
    bool public_catalogue = false;
    bool registration = false;
    /// Role to its permissions, separated by blanks; neither admin nor customer. What the words mean is unchecked.
    std::map<std::string, std::string> roles{
        {"staff",
         "products:read stock:read stock:write orders:read orders:write orders:place profile:read profile:write"}};
};

struct DemonstrationSettings {
    std::map<std::string, std::string> accounts;  ///< username to password; public
};

struct LogSettings {
    std::string level = "info";  ///< trace, debug, info, warn or error
};

/// Everything that can be set, each value within its bounds. config/till.toml says what each means.
struct Configuration {
    ServerSettings server;
    DatabaseSettings database;
    TokenSettings tokens;
    PasswordSettings passwords;
    ImageSettings images;
    ImportSettings imports;
    PageSettings pages;
    StoreSettings store;
    OrderSettings orders;
    LimitSettings limits;
    CacheSettings cache;
    CompressionSettings compression;
    RedisSettings redis;
    CorsSettings cors;
    AccessSettings access;
    DemonstrationSettings demonstration;
    LogSettings log;

    /// "server.listen" to where its value was found (`till.toml:12`, `TILL_SERVER_LISTEN`); no entry: the default. A
    /// table of texts has one for itself, "limits.routes", and one for each line, "limits.routes.placeOrder".
    std::map<std::string, std::string> sources;
};

/// what() holds every problem found, one a line, each with its place and its key.
class ConfigurationError : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// Defaults, then the TOML file, then the variables `TILL_<SECTION>_<KEY>`; each replaces the whole of a key, also of a
/// list or a table. In a variable, a list is `a, b` and a table of texts `name=text, name=text`. `environment` may hold
/// other variables too; of those that begin with `TILL_`, only `TILL_CONFIG` and `TILL_TEST_…` may be none of ours.
/// Throws ConfigurationError for anything that is unknown, of the wrong type or out of bounds, and for a file that
/// cannot be read.
Configuration load_configuration(const std::optional<std::filesystem::path>& file,
                                 const std::map<std::string, std::string>& environment);

/// The `TILL_…` variables of this process.
std::map<std::string, std::string> environment();

/// The bytes that tokens are signed with: `tokens.secret`, or what `tokens.secret_file` holds without its last line
/// break. Throws ConfigurationError if there is none, if it has under 32 bytes, or if others may read the file.
std::string signing_key(const Configuration& configuration);

/// TOML text of what is in force, with the source of each value beside it. Secrets and passwords are masked.
std::string describe(const Configuration& configuration);

/// The text of config/till.toml: every key with its explanation, its bounds and its default.
std::string explained_defaults();

}  // namespace till

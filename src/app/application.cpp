#include "app/application.h"

#include "app/documentation.h"
#include "app/management.h"
#include "app/options.h"
#include "app/shop.h"
#include "controllers/paging.h"
#include "http/server.h"
#include "limits/fixed_windows.h"
#include "middleware/pipeline.h"
#include "redis/shared_windows.h"
#include "repositories/topics.h"
#include "routes/route_table.h"
#include "services/shop_reference.h"
#include "utils/repeating.h"

namespace till {
namespace {

/// For counting wrong passwords, and for remembering from where right ones came.
constexpr std::size_t failures_bytes = std::size_t{4} * 1024 * 1024;

/// A pool whose tasks wait for so long, without one being taken up, is stuck.
constexpr std::chrono::seconds stalled_s{5};

/// How long reads may still take when the program is told to end.
constexpr std::chrono::seconds stopping_reads_s{1};

Metrics::Figure figure(std::string name, std::string text, std::function<double()> value) {
    return {std::move(name), std::move(text), std::move(value)};
}

SignInService::Rules sign_in_rules(const Configuration& configuration) {
    return {.refresh_lifetime = configuration.tokens.refresh_days,
            .family_lifetime = configuration.tokens.family_days,
            .refresh_key = KeyedDigest(signing_key(configuration), "refresh tokens")};
}

std::vector<Route> offered(std::vector<Route> routes, const AccessSettings& access) {
    for (Route& route : routes) route.closed = route.opening == Opening::registration && !access.registration;
    return routes;
}

/// A thread for each connection, so that who has one has the other; of a server twice as many, as lookups that share a
/// statement share its connection.
std::size_t reader_threads(const Configuration& configuration, database::Dialect dialect) {
    return configuration.database.readers * (dialect == database::Dialect::mysql ? 2 : 1);
}

}  // namespace

class Application::Impl {
 public:
    explicit Impl(const Configuration& configuration)
        : tokens_(signing_key(configuration), configuration.tokens.issuer, configuration.tokens.audience,
                  configuration.tokens.minutes),
          shop_(configuration),
          sessions_(shop_.store, shop_.repositories.sessions, shop_.touches, configuration.tokens.recheck_seconds),
          failures_(failures_bytes),
          password_guard_(shop_.passwords(), failures_, shop_.clock()),
          sign_ins_(shop_.store,
                    {shop_.repositories.accounts, shop_.repositories.sessions, shop_.repositories.customers},
                    password_guard_, tokens_, sign_in_rules(configuration), shop_.security_log, shop_.clock(),
                    PasswordRules(configuration.store.name)),
          sign_in_controller_(sign_ins_, shop_.accounts),
          account_controller_(shop_.accounts),
          customer_controller_(shop_.customers),
          product_controller_(shop_.products),
          stock_controller_(shop_.stock),
          cart_controller_(shop_.carts, shop_.orders),
          order_controller_(shop_.orders),
          compression_(compression_rules(configuration)),
          documentation_controller_(openapi_yaml, openapi_json, compression_),
          guessed_keys_(shop_.touches, configuration.cache.seconds, shop_.clock()),
          page_controller_(pages(), compression_, shop_.products, guessed_keys_),
          shop_controller_(shop_.about),
          report_controller_(shop_.reports),
          picture_controller_(shop_.pictures, guessed_keys_),
          import_jobs_(shop_.clock()),
          import_controller_(shop_.imports, import_jobs_, shop_.security_log),
          export_controller_(shop_.exports, shop_.security_log),
          routes_(
              offered(all_routes({&sign_in_controller_, &account_controller_, &customer_controller_,
                                  &product_controller_, &stock_controller_, &cart_controller_, &order_controller_,
                                  &documentation_controller_, &page_controller_, &shop_controller_, &report_controller_,
                                  &picture_controller_, &import_controller_, &export_controller_}),
                      configuration.access)),
          metrics_(routes_),
          addresses_(configuration.server.trusted_proxies),
          access_(tokens_, sessions_, shop_.touches, shop_.clock(),
                  {.public_catalogue = configuration.access.public_catalogue}),
          counter_(configuration.limits.megabytes * 1024 * 1024),
          shared_counter_(shared_counter(configuration)),
          limiter_(limit_texts(configuration), routes_, Roles::of_the_shop().names(), counter_, shop_.clock(),
                   shared_counter_.get()),
          cors_(configuration.cors.origins),
          answers_(shop_.touches, cache_options(configuration)),
          repeats_(shop_.touches, cache_options(configuration)),
          look_outside_("outside", OutsideChanges::interval_ms,
                        [this](const std::stop_token&) {
                            if (shop_.outside_changes.noticed()) shop_.touches.touch_all();
                        }),
          keep_house_("housekeeping", HousekeepingService::pause_minutes,
                      [this](const std::stop_token& stop) { shop_.housekeeping.run(shop_.clock().now(), stop); }),
          readers_("reader", reader_threads(configuration, shop_.store.dialect()), configuration.server.queue),
          lists_("list", configuration.database.list_readers, configuration.database.list_queue, Priority::background),
          reports_("report", configuration.database.report_readers, configuration.database.list_queue,
                   Priority::background),
          workers_("worker", configuration.server.workers, configuration.server.queue, Priority::yielding),
          passwords_("passwords", configuration.passwords.threads, configuration.passwords.queue),
          pictures_("pictures", configuration.pictures.threads, configuration.pictures.queue, Priority::background),
          pipeline_({.routes = routes_,
                     .addresses = addresses_,
                     .access = access_,
                     .limiter = limiter_,
                     .cors = cors_,
                     .compression = compression_,
                     .answers = answers_,
                     .repeats = repeats_,
                     .readers = readers_,
                     .lists = lists_,
                     .reports = reports_,
                     .workers = workers_,
                     .passwords = passwords_,
                     .password_guard = password_guard_,
                     .pictures = pictures_,
                     .metrics = metrics_,
                     .bodies = body_bounds(configuration),
                     .read_timeout = configuration.database.read_timeout_milliseconds,
                     .report_timeout = configuration.database.report_timeout_milliseconds}),
          management_(metrics_, [this] { return can_serve(); }),
          server_(api_server_options(configuration), pipeline_) {
        const http::BodyFile can_be_made(configuration.server.body_folder);  // or the first upload would find out
        if (!configuration.server.management.empty()) {
            management_server_ = std::make_unique<http::Server>(management_server_options(configuration), management_);
        }
        add_figures();
        set_cursor_secret(signing_key(configuration));
        if (!configuration.redis.url.empty()) join_other_nodes(configuration);
    }

    void start() {
        server_.start();
        if (management_server_) management_server_->start();
    }

    std::string address() const { return server_.address(); }
    std::string management_address() const { return management_server_ ? management_server_->address() : ""; }

    void stop() {
        pipeline_.end_reads(std::chrono::steady_clock::now() + stopping_reads_s);
        server_.stop();
        if (shared_counter_) shared_counter_->stop();
        readers_.drain();
        lists_.drain();
        reports_.drain();
        workers_.drain();
        passwords_.drain();
        pictures_.drain();
        import_jobs_.stop();
        shop_.other_nodes.stop();
        if (management_server_) management_server_->stop();
    }

 private:
    /// That the lists and reports have much to do is no reason to send everybody elsewhere.
    bool can_serve() {
        const bool goes_on = readers_.stalled_ms() < stalled_s && workers_.stalled_ms() < stalled_s &&
                             shop_.store.figures().stalled_ms < stalled_s;
        return shop_.store.reachable() && goes_on;
    }

    /// What the nodes of this shop, and of no other, share in Redis begins so.
    std::string redis_prefix() {
        const auto word = shop_.store.read(
            [this](database::Session& session) { return shop_.repositories.settings.find(session, shop_setting); });
        return "till:" + word.value() + ":";
    }

    std::unique_ptr<redis::SharedWindows> shared_counter(const Configuration& configuration) {
        const RedisSettings& settings = configuration.redis;
        if (settings.url.empty()) return nullptr;
        return std::make_unique<redis::SharedWindows>(
            redis::SharedWindows::Options{.address = redis::parse_address(settings.url),
                                          .timeout_ms = settings.timeout_milliseconds,
                                          .prefix = redis_prefix() + "limit:"},
            counter_);
    }

    void join_other_nodes(const Configuration& configuration) {
        shop_.other_nodes.start({.address = redis::parse_address(configuration.redis.url),
                                 .name = redis_prefix() + "touched",
                                 .mark = [this] { shop_.outside_changes.leave_mark(); },
                                 .mark_tag = tag(Topic::settings)});
        add_redis_figures();
    }

    void add_figures() {
        metrics_.add(figure("till_connections", "Open connections",
                            [this] { return static_cast<double>(server_.connections()); }));
        metrics_.add(figure("till_workers_waiting", "Requests that wait for a worker",
                            [this] { return static_cast<double>(workers_.waiting()); }));
        metrics_.add(figure("till_lists_waiting", "Requests that wait for a list or report reader",
                            [this] { return static_cast<double>(lists_.waiting() + reports_.waiting()); }));
        metrics_.add(figure("till_writer_waiting", "Writes that wait for the writer",
                            [this] { return static_cast<double>(shop_.store.figures().waiting); }));
        metrics_.add(figure("till_writes_total", "Writes done",
                            [this] { return static_cast<double>(shop_.store.figures().writes); }));
        metrics_.add(figure("till_commits_total", "Transactions committed",
                            [this] { return static_cast<double>(shop_.store.figures().commits); }));
        metrics_.add(figure("till_reruns_total", "Writes that were run again, alone or after a deadlock",
                            [this] { return static_cast<double>(shop_.store.figures().rerun); }));
        add_cache_figures();
        metrics_.add(Metrics::LabelledFigures{.name = "till_security_events_total",
                                              .text = "Lines of the security log by event",
                                              .label = "event",
                                              .values = [this] { return security_figures(); }});
        add_compression_figures();
    }

    std::vector<std::pair<std::string, double>> security_figures() const {
        std::vector<std::pair<std::string, double>> figures;
        for (std::size_t i = 0; i < std::size(Names<SecurityEvent>::names); ++i) {
            const auto event = static_cast<SecurityEvent>(i);
            figures.emplace_back(name_of(event), static_cast<double>(shop_.security_log.count(event)));
        }
        return figures;
    }

    void add_compression_figures() {
        metrics_.add(figure("till_compressions_total",
                            "Responses compressed; each coding of a cached response counts once",
                            [this] { return static_cast<double>(compression_.figures().responses); }));
        metrics_.add(figure("till_compression_read_bytes_total", "Bytes before compression",
                            [this] { return static_cast<double>(compression_.figures().bytes_in); }));
        metrics_.add(figure("till_compression_written_bytes_total", "Bytes after compression",
                            [this] { return static_cast<double>(compression_.figures().bytes_out); }));
    }

    void add_cache_figures() {
        const auto cached = [this](auto member) {
            return [this, member] { return double(answers_.figures().*member + repeats_.figures().*member); };
        };
        using Figures = caching::CacheFigures;
        metrics_.add(figure("till_cache_hits_total", "Responses from the cache", cached(&Figures::hits)));
        metrics_.add(
            figure("till_cache_misses_total", "Responses that were not in the cache", cached(&Figures::misses)));
        metrics_.add(figure("till_cache_waits_total", "Requests that waited for a response in preparation",
                            cached(&Figures::waits)));
        metrics_.add(
            figure("till_cache_evictions_total", "Responses evicted from the cache", cached(&Figures::evictions)));
        metrics_.add(figure("till_cache_bytes", "Memory of the cached responses", cached(&Figures::bytes)));
        metrics_.add(figure("till_limit_windows", "Rate limit windows in memory",
                            [this] { return static_cast<double>(counter_.size()); }));
    }

    void add_redis_figures() {
        const redis::TouchChannel& channel = shop_.other_nodes;
        metrics_.add(figure("till_nodes_heard", "1 while messages of other nodes arrive over Redis",
                            [&channel] { return channel.connected() ? 1.0 : 0.0; }));
        metrics_.add(figure("till_changes_told_total", "Messages about changes sent to other nodes",
                            [&channel] { return static_cast<double>(channel.told()); }));
        metrics_.add(figure("till_changes_heard_total", "Messages about changes received from other nodes",
                            [&channel] { return static_cast<double>(channel.heard()); }));
        metrics_.add(figure("till_limits_shared", "1 while limits are shared with other nodes",
                            [this] { return shared_counter_->connected() ? 1.0 : 0.0; }));
        metrics_.add(figure("till_limits_counted_alone_total", "Requests counted by this node alone, without Redis",
                            [this] { return static_cast<double>(shared_counter_->counted_alone()); }));
    }

    TokenSigner tokens_;
    Shop shop_;
    SessionRegistry sessions_;
    limits::Backoff failures_;
    PasswordGuard password_guard_;
    SignInService sign_ins_;
    SignInController sign_in_controller_;
    AccountController account_controller_;
    CustomerController customer_controller_;
    ProductController product_controller_;
    StockController stock_controller_;
    CartController cart_controller_;
    OrderController order_controller_;
    Compression compression_;
    DocumentationController documentation_controller_;
    GuessedKeys guessed_keys_;
    PageController page_controller_;
    ShopController shop_controller_;
    ReportController report_controller_;
    PictureController picture_controller_;
    ImportJobs import_jobs_;
    ImportController import_controller_;
    ExportController export_controller_;
    std::vector<Route> routes_;
    Metrics metrics_;
    ClientAddresses addresses_;
    AccessCheck access_;
    limits::FixedWindows counter_;
    std::unique_ptr<redis::SharedWindows> shared_counter_;
    Limiter limiter_;
    Cors cors_;
    AnswerCache answers_;
    Repeats repeats_;
    Repeating look_outside_;
    Repeating keep_house_;
    ThreadPool readers_;
    ThreadPool lists_;
    ThreadPool reports_;
    ThreadPool workers_;
    FairPool passwords_;
    ThreadPool pictures_;
    Pipeline pipeline_;
    Management management_;
    http::Server server_;
    std::unique_ptr<http::Server> management_server_;
};

Application::Application(const Configuration& configuration) : impl_(std::make_unique<Impl>(configuration)) {}

Application::~Application() { stop(); }

void Application::start() { impl_->start(); }

std::string Application::address() const { return impl_->address(); }

std::string Application::management_address() const { return impl_->management_address(); }

void Application::stop() { impl_->stop(); }

}  // namespace till

#include "app/application.h"

#include "app/front.h"
#include "app/management.h"
#include "app/metric_registration.h"
#include "app/options.h"
#include "app/shop.h"
#include "platform/http/server.h"
#include "platform/threads/periodic_task.h"
#include "shop/kernel/topics.h"

namespace till {

class Application::Impl {
 public:
    explicit Impl(const Configuration& configuration)
        : shop_(configuration, signing_key(configuration)),
          front_(configuration, shop_),
          external_changes_task_("outside", ExternalChanges::interval_ms,
                                 [this](const std::stop_token&) {
                                     if (shop_.features.settings.external_changes.noticed())
                                         shop_.invalidations.invalidate_all();
                                 }),
          housekeeping_task_(
              "housekeeping", HousekeepingService::pause_minutes,
              [this](const std::stop_token& stop) { shop_.features.housekeeping.run(shop_.clock().now(), stop); }),
          management_(front_.metrics, [this] { return can_serve(); }),
          server_(api_server_options(configuration), front_.pipeline) {
        const http::BodyFile can_be_made(configuration.server.body_folder);  // or the first upload would find out
        if (!configuration.server.management.empty()) {
            management_server_ = std::make_unique<http::Server>(management_server_options(configuration), management_);
        }
        register_metrics(front_, shop_, server_);
        if (!configuration.redis.url.empty()) join_other_nodes(configuration);
    }

    void start() {
        server_.start();
        if (management_server_) management_server_->start();
    }

    std::string address() const { return server_.address(); }
    std::string management_address() const { return management_server_ ? management_server_->address() : ""; }

    void stop() {
        front_.end_reads();
        server_.stop();
        front_.stop();
        shop_.features.transfer.jobs.stop();
        shop_.other_nodes.stop();
        if (management_server_) management_server_->stop();
    }

 private:
    bool can_serve() {
        return shop_.database.reachable() && front_.pools.go_on() && shop_.database.metrics().stalled_ms < stalled_s;
    }

    void join_other_nodes(const Configuration& configuration) {
        shop_.other_nodes.start({.address = redis::parse_address(configuration.redis.url),
                                 .name = redis_prefix(shop_) + "touched",
                                 .on_undelivered = [this] { shop_.features.settings.external_changes.leave_marker(); },
                                 .marker_tag = tag(Topic::settings)});
    }

    Shop shop_;
    Front front_;
    PeriodicTask external_changes_task_;
    PeriodicTask housekeeping_task_;
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

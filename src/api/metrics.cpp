#include "api/metrics.h"

#include <array>
#include <atomic>
#include <unordered_map>

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace till {
namespace {

constexpr std::array<std::string_view, 6> classes = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};

std::size_t class_of(int status) {
    const int hundreds = status / 100;
    return hundreds >= 1 && hundreds <= 5 ? static_cast<std::size_t>(hundreds) : 0;
}

prometheus::Histogram::BucketBoundaries bucket_bounds_s() {
    return {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

}  // namespace

class Metrics::Impl {
 public:
    explicit Impl(const std::vector<Route>& routes)
        : requests_(prometheus::BuildCounter()
                        .Name("till_requests_total")
                        .Help("Responses by route and status class")
                        .Register(registry_)),
          seconds_(prometheus::BuildHistogram()
                       .Name("till_request_seconds")
                       .Help("Time from the end of the request to its response")
                       .Register(registry_)) {
        for (const Route& route : routes) series_.emplace(&route, series_for(http::name_of(route.method), route.path));
        series_.emplace(nullptr, series_for("none", "none"));
    }

    void count(const Route* route, int status, std::chrono::nanoseconds took) {
        const Series& series = series_.at(route);
        series.responses[class_of(status)]->Increment();
        series.seconds->Observe(std::chrono::duration<double>(took).count());
    }

    void add(Metric metric) {
        add(LabelledMetric{.name = std::move(metric.name),
                           .text = std::move(metric.text),
                           .label = {},
                           .values = [value = std::move(metric.value)] {
                               return std::vector<std::pair<std::string, double>>{{"", value()}};
                           }});
    }
    void add(LabelledMetric labelled) { labelled_.push_back(std::move(labelled)); }

    std::string text() const {
        std::vector<prometheus::MetricFamily> families = registry_.Collect();
        for (const LabelledMetric& labelled : labelled_) families.push_back(family_of(labelled));
        return prometheus::TextSerializer().Serialize(families);
    }

 private:
    struct Series {
        std::array<prometheus::Counter*, classes.size()> responses{};
        prometheus::Histogram* seconds = nullptr;
    };

    Series series_for(std::string_view method, std::string_view path) {
        const prometheus::Labels labels{{"method", std::string(method)}, {"route", std::string(path)}};
        Series series;
        for (std::size_t i = 0; i < classes.size(); ++i) {
            prometheus::Labels with_class = labels;
            with_class["status"] = classes[i];
            series.responses[i] = &requests_.Add(with_class);
        }
        series.seconds = &seconds_.Add(labels, bucket_bounds_s());
        return series;
    }

    static prometheus::MetricFamily family_of(const LabelledMetric& labelled) {
        const bool is_counter = labelled.name.ends_with("_total");
        prometheus::MetricFamily family{labelled.name,
                                        labelled.text,
                                        is_counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge,
                                        {}};
        for (const auto& [label, value] : labelled.values()) {
            prometheus::ClientMetric& metric = family.metric.emplace_back();
            if (!labelled.label.empty()) metric.label.push_back({labelled.label, label});
            (is_counter ? metric.counter.value : metric.gauge.value) = value;
        }
        return family;
    }

    prometheus::Registry registry_;
    prometheus::Family<prometheus::Counter>& requests_;
    prometheus::Family<prometheus::Histogram>& seconds_;
    std::unordered_map<const Route*, Series> series_;
    std::vector<LabelledMetric> labelled_;
};

Metrics::Metrics(const std::vector<Route>& routes) : impl_(std::make_unique<Impl>(routes)) {}

Metrics::~Metrics() = default;

void Metrics::add(Metric metric) { impl_->add(std::move(metric)); }

void Metrics::add(LabelledMetric labelled) { impl_->add(std::move(labelled)); }

void Metrics::count(const Route* route, int status, std::chrono::nanoseconds took) {
    impl_->count(route, status, took);
}

std::string Metrics::text() const { return impl_->text(); }

}  // namespace till

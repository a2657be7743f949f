#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/route.h"

namespace till {

/// Counts what the pipeline does, for Prometheus. Safe from any thread.
class Metrics {
 public:
    /// A metric that is read at each scrape, `till_writer_commits_total`; counters end in `_total`.
    struct Metric {
        std::string name;
        std::string text;
        std::function<double()> value;
    };

    /// The same for a metric of several series, which differ in a label: the label's values, each with its number.
    struct LabelledMetric {
        std::string name;
        std::string text;
        std::string label;
        std::function<std::vector<std::pair<std::string, double>>()> values;
    };

    /// A series for each route; the routes must outlive the metrics.
    explicit Metrics(const std::vector<Route>& routes);
    ~Metrics();

    /// Adds a metric. Before the first count.
    void add(Metric metric);
    void add(LabelledMetric labelled);

    /// `route` is nullptr for what never found one.
    void count(const Route* route, int status, std::chrono::nanoseconds took);

    /// The text format of Prometheus.
    std::string text() const;

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till

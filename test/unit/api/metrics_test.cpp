#include "api/metrics.h"

#include <vector>

#include <gmock/gmock.h>

#include "support/on_threads.h"

namespace till {
namespace {

using testing::HasSubstr;

class TheMetrics : public testing::Test {
 public:
    static std::vector<Route> two_routes() {
        std::vector<Route> routes(2);
        routes[0].path = "/products/{id}";
        routes[1].method = http::Method::post;
        routes[1].path = "/orders";
        return routes;
    }

    std::vector<Route> routes = two_routes();
    Metrics metrics{routes};
};

TEST_F(TheMetrics, CountResponsesByRouteAndClassOfStatus) {
    metrics.count(&routes[0], 200, {});
    metrics.count(&routes[0], 204, {});
    metrics.count(&routes[0], 404, {});
    metrics.count(&routes[1], 503, {});
    metrics.count(nullptr, 400, {});
    const std::string text = metrics.text();
    EXPECT_THAT(text, HasSubstr(R"(till_requests_total{method="GET",route="/products/{id}",status="2xx"} 2)"));
    EXPECT_THAT(text, HasSubstr(R"(till_requests_total{method="GET",route="/products/{id}",status="4xx"} 1)"));
    EXPECT_THAT(text, HasSubstr(R"(till_requests_total{method="POST",route="/orders",status="5xx"} 1)"));
    EXPECT_THAT(text, HasSubstr(R"(till_requests_total{method="POST",route="/orders",status="2xx"} 0)"));
    EXPECT_THAT(text, HasSubstr(R"(till_requests_total{method="none",route="none",status="4xx"} 1)"));
    EXPECT_THAT(text, HasSubstr("# TYPE till_requests_total counter"));
}

TEST_F(TheMetrics, KeepTimesInBuckets) {
    metrics.count(&routes[1], 201, std::chrono::milliseconds(3));
    metrics.count(&routes[1], 201, std::chrono::seconds(20));
    const std::string text = metrics.text();
    const std::string labels = R"(till_request_seconds_bucket{method="POST",route="/orders",le=")";
    EXPECT_THAT(text, HasSubstr(labels + R"(0.0025"} 0)"));
    EXPECT_THAT(text, HasSubstr(labels + R"(0.005"} 1)"));
    EXPECT_THAT(text, HasSubstr(labels + R"(10"} 1)"));
    EXPECT_THAT(text, HasSubstr(labels + R"(+Inf"} 2)"));
    EXPECT_THAT(text, HasSubstr(R"(till_request_seconds_count{method="POST",route="/orders"} 2)"));
}

TEST_F(TheMetrics, AskForMetricsWhenSomeoneLooks) {
    double commits = 1;
    metrics.add({"till_writer_commits_total", "Commits", [&] { return commits; }});
    metrics.add({"till_writer_waiting", "Waiting", [] { return 3.0; }});
    commits = 8;
    const std::string text = metrics.text();
    EXPECT_THAT(text, HasSubstr("# HELP till_writer_commits_total Commits\n# TYPE till_writer_commits_total counter\n"
                                "till_writer_commits_total 8"));
    EXPECT_THAT(text, HasSubstr("# TYPE till_writer_waiting gauge\ntill_writer_waiting 3"));
}

TEST_F(TheMetrics, CountFromManyThreads) {
    test::on_threads(4, [this](int) {
        for (int n = 0; n < 250; ++n) metrics.count(&routes[0], 200, {});
    });
    EXPECT_THAT(metrics.text(), HasSubstr(R"(route="/products/{id}",status="2xx"} 1000)"));
}

}  // namespace
}  // namespace till

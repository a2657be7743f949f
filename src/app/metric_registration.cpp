#include "app/metric_registration.h"

namespace till {
namespace {

template <class Value>
Metrics::Metric metric(std::string name, std::string text, Value value) {
    return {std::move(name), std::move(text), [value] { return static_cast<double>(value()); }};
}

void register_work_metrics(Metrics& metrics, const Front& front, const Shop& shop, const http::Server& server) {
    const Pools& pools = front.pools;
    const database::SqlDatabase& database = shop.database;
    metrics.add(metric("till_connections", "Open connections", [&server] { return server.connections(); }));
    metrics.add(metric("till_workers_waiting", "Requests that wait for a worker",
                       [&pools] { return pools.workers.waiting(); }));
    metrics.add(metric("till_lists_waiting", "Requests that wait for a list or report reader",
                       [&pools] { return pools.lists.waiting() + pools.reports.waiting(); }));
    metrics.add(metric("till_writer_waiting", "Writes that wait for the writer",
                       [&database] { return database.metrics().waiting; }));
    metrics.add(metric("till_writes_total", "Writes done", [&database] { return database.metrics().writes; }));
    metrics.add(
        metric("till_commits_total", "Transactions committed", [&database] { return database.metrics().commits; }));
    metrics.add(metric("till_reruns_total", "Writes that were run again, alone or after a deadlock",
                       [&database] { return database.metrics().rerun; }));
}

void register_cache_metrics(Metrics& metrics, const Front& front) {
    const auto cached = [&front](auto member) {
        return [&front, member] { return front.responses.metrics().*member; };
    };
    using Counts = caching::CacheMetrics;
    metrics.add(metric("till_cache_hits_total", "Responses from the cache", cached(&Counts::hits)));
    metrics.add(metric("till_cache_misses_total", "Responses that were not in the cache", cached(&Counts::misses)));
    metrics.add(
        metric("till_cache_waits_total", "Requests that waited for a response in preparation", cached(&Counts::waits)));
    metrics.add(metric("till_cache_evictions_total", "Responses evicted from the cache", cached(&Counts::evictions)));
    metrics.add(metric("till_cache_bytes", "Memory of the cached responses", cached(&Counts::bytes)));
    metrics.add(
        metric("till_limit_windows", "Rate limit windows in memory", [&front] { return front.counter.size(); }));
}

void register_security_metrics(Metrics& metrics, const SecurityLog& log) {
    metrics.add(Metrics::LabelledMetric{.name = "till_security_events_total",
                                        .text = "Lines of the security log by event",
                                        .label = "event",
                                        .values = [&log] {
                                            std::vector<std::pair<std::string, double>> values;
                                            for (std::size_t i = 0; i < std::size(Names<SecurityEvent>::names); ++i) {
                                                const auto event = static_cast<SecurityEvent>(i);
                                                values.emplace_back(name_of(event),
                                                                    static_cast<double>(log.count(event)));
                                            }
                                            return values;
                                        }});
}

void register_compression_metrics(Metrics& metrics, const Compression& compression) {
    metrics.add(metric("till_compressions_total", "Responses compressed; each coding of a cached response counts once",
                       [&compression] { return compression.metrics().responses; }));
    metrics.add(metric("till_compression_read_bytes_total", "Bytes before compression",
                       [&compression] { return compression.metrics().bytes_in; }));
    metrics.add(metric("till_compression_written_bytes_total", "Bytes after compression",
                       [&compression] { return compression.metrics().bytes_out; }));
}

void register_redis_metrics(Metrics& metrics, const redis::InvalidationChannel& channel,
                            const redis::SharedWindows& counter) {
    metrics.add(metric("till_nodes_heard", "1 while messages of other nodes arrive over Redis",
                       [&channel] { return channel.connected() ? 1 : 0; }));
    metrics.add(metric("till_changes_told_total", "Messages about changes sent to other nodes",
                       [&channel] { return channel.published(); }));
    metrics.add(metric("till_changes_heard_total", "Messages about changes received from other nodes",
                       [&channel] { return channel.received(); }));
    metrics.add(metric("till_limits_shared", "1 while limits are shared with other nodes",
                       [&counter] { return counter.connected() ? 1 : 0; }));
    metrics.add(metric("till_limits_counted_alone_total", "Requests counted by this node alone, without Redis",
                       [&counter] { return counter.counted_alone(); }));
}

}  // namespace

void register_metrics(Front& front, const Shop& shop, const http::Server& server) {
    register_work_metrics(front.metrics, front, shop, server);
    register_cache_metrics(front.metrics, front);
    register_security_metrics(front.metrics, shop.features.security_log);
    register_compression_metrics(front.metrics, shop.features.compression);
    if (front.shared_counter) register_redis_metrics(front.metrics, shop.other_nodes, *front.shared_counter);
}

}  // namespace till

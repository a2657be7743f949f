#include "app/figures.h"

namespace till {
namespace {

template <class Value>
Metrics::Figure figure(std::string name, std::string text, Value value) {
    return {std::move(name), std::move(text), [value] { return static_cast<double>(value()); }};
}

void add_work_figures(Metrics& metrics, const Front& front, const Shop& shop, const http::Server& server) {
    const Pools& pools = front.pools;
    const database::Store& store = shop.store;
    metrics.add(figure("till_connections", "Open connections", [&server] { return server.connections(); }));
    metrics.add(figure("till_workers_waiting", "Requests that wait for a worker",
                       [&pools] { return pools.workers.waiting(); }));
    metrics.add(figure("till_lists_waiting", "Requests that wait for a list or report reader",
                       [&pools] { return pools.lists.waiting() + pools.reports.waiting(); }));
    metrics.add(
        figure("till_writer_waiting", "Writes that wait for the writer", [&store] { return store.figures().waiting; }));
    metrics.add(figure("till_writes_total", "Writes done", [&store] { return store.figures().writes; }));
    metrics.add(figure("till_commits_total", "Transactions committed", [&store] { return store.figures().commits; }));
    metrics.add(figure("till_reruns_total", "Writes that were run again, alone or after a deadlock",
                       [&store] { return store.figures().rerun; }));
}

void add_cache_figures(Metrics& metrics, const Front& front) {
    const auto cached = [&front](auto member) { return [&front, member] { return front.answers.figures().*member; }; };
    using Figures = caching::CacheFigures;
    metrics.add(figure("till_cache_hits_total", "Responses from the cache", cached(&Figures::hits)));
    metrics.add(figure("till_cache_misses_total", "Responses that were not in the cache", cached(&Figures::misses)));
    metrics.add(figure("till_cache_waits_total", "Requests that waited for a response in preparation",
                       cached(&Figures::waits)));
    metrics.add(figure("till_cache_evictions_total", "Responses evicted from the cache", cached(&Figures::evictions)));
    metrics.add(figure("till_cache_bytes", "Memory of the cached responses", cached(&Figures::bytes)));
    metrics.add(
        figure("till_limit_windows", "Rate limit windows in memory", [&front] { return front.counter.size(); }));
}

void add_security_figures(Metrics& metrics, const SecurityLog& log) {
    metrics.add(Metrics::LabelledFigures{.name = "till_security_events_total",
                                         .text = "Lines of the security log by event",
                                         .label = "event",
                                         .values = [&log] {
                                             std::vector<std::pair<std::string, double>> figures;
                                             for (std::size_t i = 0; i < std::size(Names<SecurityEvent>::names); ++i) {
                                                 const auto event = static_cast<SecurityEvent>(i);
                                                 figures.emplace_back(name_of(event),
                                                                      static_cast<double>(log.count(event)));
                                             }
                                             return figures;
                                         }});
}

void add_compression_figures(Metrics& metrics, const Compression& compression) {
    metrics.add(figure("till_compressions_total", "Responses compressed; each coding of a cached response counts once",
                       [&compression] { return compression.figures().responses; }));
    metrics.add(figure("till_compression_read_bytes_total", "Bytes before compression",
                       [&compression] { return compression.figures().bytes_in; }));
    metrics.add(figure("till_compression_written_bytes_total", "Bytes after compression",
                       [&compression] { return compression.figures().bytes_out; }));
}

void add_redis_figures(Metrics& metrics, const redis::TouchChannel& channel, const redis::SharedWindows& counter) {
    metrics.add(figure("till_nodes_heard", "1 while messages of other nodes arrive over Redis",
                       [&channel] { return channel.connected() ? 1 : 0; }));
    metrics.add(figure("till_changes_told_total", "Messages about changes sent to other nodes",
                       [&channel] { return channel.told(); }));
    metrics.add(figure("till_changes_heard_total", "Messages about changes received from other nodes",
                       [&channel] { return channel.heard(); }));
    metrics.add(figure("till_limits_shared", "1 while limits are shared with other nodes",
                       [&counter] { return counter.connected() ? 1 : 0; }));
    metrics.add(figure("till_limits_counted_alone_total", "Requests counted by this node alone, without Redis",
                       [&counter] { return counter.counted_alone(); }));
}

}  // namespace

void add_figures(Front& front, const Shop& shop, const http::Server& server) {
    add_work_figures(front.metrics, front, shop, server);
    add_cache_figures(front.metrics, front);
    add_security_figures(front.metrics, shop.features.security_log);
    add_compression_figures(front.metrics, shop.features.compression);
    if (front.shared_counter) add_redis_figures(front.metrics, shop.other_nodes, *front.shared_counter);
}

}  // namespace till

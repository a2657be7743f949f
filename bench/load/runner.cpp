#include "load/runner.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <stdexcept>

#include <sys/epoll.h>
#include <sys/socket.h>

#include "common/percentile.h"
#include "common/sockets.h"

namespace till::load {

using bench::Descriptor;
using bench::throw_errno;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int events_max = 256;
constexpr int patience_ms = 30'000;
constexpr std::size_t buffer_bytes = 256UL * 1024;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

}  // namespace

struct Runner::Connection {
    Descriptor socket;
    ResponseReader reader;
    std::string request;
    Clock::time_point sent_at;
};

struct Runner::Run {
    Shape& shape;
    const Pace& pace;
    Clock::time_point begun = Clock::now();
    std::uint64_t issued = 0;
    std::size_t in_flight = 0;
    std::deque<std::size_t> idle;
    std::vector<std::uint32_t> latencies_ns;
    std::array<std::uint64_t, 600> statuses{};

    bool over() const {
        return (pace.requests > 0 && issued >= pace.requests) ||
               (pace.seconds > 0 && seconds_since(begun) >= pace.seconds);
    }
    bool due() const {
        return pace.per_second == 0 || static_cast<double>(issued) < seconds_since(begun) * pace.per_second;
    }
    Outcome outcome();
};

Outcome Runner::Run::outcome() {
    Outcome outcome{.responses = latencies_ns.size(), .seconds = seconds_since(begun)};
    outcome.p50_ms = bench::percentile(latencies_ns, 0.5) / 1e6;
    outcome.p99_ms = bench::percentile(latencies_ns, 0.99) / 1e6;
    outcome.max_ms = bench::percentile(latencies_ns, 1.0) / 1e6;
    for (std::size_t status = 0; status < statuses.size(); ++status) {
        if (statuses[status] > 0) outcome.statuses[static_cast<int>(status)] = statuses[status];
    }
    return outcome;
}

Runner::Runner(const std::string& url, std::size_t connections)
    : connections_(connections), buffer_(buffer_bytes), poll_(epoll_create1(EPOLL_CLOEXEC)) {
    if (poll_ < 0) throw_errno("epoll");
    const bench::Server server(url);
    for (std::size_t i = 0; i < connections; ++i) {
        connections_[i].socket = server.connect();
        epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
        if (epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[i].socket.number(), &event) != 0) throw_errno("epoll");
    }
}

Runner::~Runner() { const Descriptor closed(poll_); }

Outcome Runner::run(Shape& shape, const Pace& pace) {
    Run run{.shape = shape, .pace = pace};
    for (std::size_t i = 0; i < connections_.size(); ++i) run.idle.push_back(i);
    start_those_due(run);
    std::array<epoll_event, events_max> events{};
    while (run.in_flight > 0 || (pace.per_second > 0 && !run.over())) {
        const int timeout_ms = pace.per_second > 0 ? 1 : patience_ms;
        const int count = epoll_wait(poll_, events.data(), events_max, timeout_ms);
        if (count < 0 && errno != EINTR) throw_errno("epoll");
        if (count == 0 && pace.per_second == 0) throw std::runtime_error("no answer for 30 seconds");
        for (int i = 0; i < count; ++i) receive(run, events[static_cast<std::size_t>(i)].data.u64);
        start_those_due(run);
    }
    return run.outcome();
}

void Runner::start_those_due(Run& run) {
    while (!run.idle.empty() && run.due() && !run.over()) {
        const std::size_t number = run.idle.front();
        run.idle.pop_front();
        if (run.shape.next(number, connections_[number].request)) send(run, number);
    }
}

void Runner::send(Run& run, std::size_t number) {
    Connection& connection = connections_[number];
    connection.sent_at = Clock::now();
    const std::string& request = connection.request;
    const ssize_t sent = ::send(connection.socket.number(), request.data(), request.size(), MSG_NOSIGNAL);
    if (sent < 0) throw_errno("sending");
    // One request at a time, all of them smaller than what a socket takes.
    if (static_cast<std::size_t>(sent) != request.size()) throw std::runtime_error("a request that was sent in part");
    ++run.issued;
    ++run.in_flight;
}

void Runner::receive(Run& run, std::size_t number) {
    Connection& connection = connections_[number];
    const ssize_t received = recv(connection.socket.number(), buffer_.data(), buffer_.size(), 0);
    if (received < 0) {
        if (errno == EAGAIN) return;
        throw_errno("receiving");
    }
    if (received == 0) throw std::runtime_error("the server has closed a connection");
    if (!connection.reader.add({buffer_.data(), static_cast<std::size_t>(received)})) return;
    const std::chrono::nanoseconds latency = Clock::now() - connection.sent_at;
    run.latencies_ns.push_back(static_cast<std::uint32_t>(std::min<std::int64_t>(latency.count(), UINT32_MAX)));
    --run.in_flight;
    const Response& response = connection.reader.response();
    ++run.statuses[static_cast<std::size_t>(std::clamp(response.status, 0, 599))];
    run.shape.check(number, response);
    if (run.pace.per_second > 0) {
        run.idle.push_back(number);
    } else if (!run.over() && run.shape.next(number, connection.request)) {
        send(run, number);
    }
}

}  // namespace till::load

#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "load/shape.h"

namespace till::load {

/// When a run ends (at the first of them), and how fast it goes.
struct Pace {
    double seconds = 0;          ///< 0: no end by time
    std::uint64_t requests = 0;  ///< 0: no end by number
    double per_second = 0;       ///< 0: as fast as responses come
};

struct Outcome {
    std::uint64_t responses = 0;
    double seconds = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    double max_ms = 0;
    std::map<int, std::uint64_t> statuses;
};

/// Keeps `connections` busy from one thread, one request at a time on each. A connection that is lost ends the run with
/// std::runtime_error, as does a response that does not pass its check.
class Runner {
 public:
    Runner(const std::string& url, std::size_t connections);
    ~Runner();

    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    Outcome run(Shape& shape, const Pace& pace);

 private:
    struct Connection;
    struct Run;

    void send(Run& run, std::size_t number);
    void start_those_due(Run& run);
    void receive(Run& run, std::size_t number);

    std::vector<Connection> connections_;
    std::vector<char> buffer_;
    int poll_ = -1;
};

}  // namespace till::load

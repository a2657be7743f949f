#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/numbers.h"
#include "load/request_text.h"
#include "load/shape.h"

namespace till::load {

struct GetOptions {
    std::string path;  ///< with {} for a number
    bench::Numbers numbers;
    std::string expect;  ///< what the body of a response holds, with {} for the number
    bool conditional = false;
    bool gzip = false;      ///< every body has to be gzip; otherwise none may be
    bool plain = false;     ///< no client accepts a coding
    bool changing = false;  ///< others change what is read, so only the frame of a response can be known
};

/// GET of one address after the other by differing clients, their numbers drawn at random. The first response for a
/// number is looked at; from then on all have to be of that length, and one in 32 the same byte for byte.
class GetShape final : public Shape {
 public:
    GetShape(GetOptions options, Callers callers, std::size_t connections);

    /// Requests each number once, in order, with no condition: for a first round that fills the cache.
    void in_order();
    /// From now on at random and, with `conditional`, with the ETag that the first response had: 304 has to come back.
    void at_random();

    bool next(std::size_t connection, std::string& request) override;
    void check(std::size_t connection, const Response& response) override;

 private:
    struct Known {
        std::size_t length = 0;
        std::size_t digest = 0;  ///< 0: not known yet
        std::string etag;
    };

    void require_coding(const Response& response) const;
    void learn(std::int64_t number, const Response& response);

    GetOptions options_;
    std::string before_;  ///< the number in the request
    std::string behind_;
    bool numbered_ = false;
    std::vector<std::string> fields_;       ///< by connection
    std::vector<std::int64_t> asked_;       ///< by connection
    std::vector<Known> known_;              ///< by number
    std::optional<std::int64_t> upcoming_;  ///< index, while in order
    std::uint64_t checked_ = 0;
    bench::Random random_;
};

}  // namespace till::load

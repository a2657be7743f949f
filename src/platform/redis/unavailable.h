#pragma once
#include <stdexcept>

namespace till::redis {

/// Redis is away, too slow, or refuses. The connection is of no more use then.
class Unavailable : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

}  // namespace till::redis

#pragma once
#include <optional>

#include "platform/limits/count_table.h"
#include "platform/limits/counter.h"

namespace till::limits {

/// Combines the results of several limits for one hit into the result for the client.
class Tightest {
 public:
    /// `count` holds this hit already.
    void allowed(const Limit& limit, const Count& count);
    void refused(const Limit& limit, const Count& count, Timestamp now);

    bool any() const { return verdict_.has_value(); }
    /// Allowed, by no limit, where nothing was said.
    Verdict verdict() const { return verdict_.value_or(Verdict{}); }

 private:
    void keep(const Verdict& verdict);

    std::optional<Verdict> verdict_;
};

}  // namespace till::limits

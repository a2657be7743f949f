#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "shop/kernel/problems.h"

namespace till {

/// What a change expects of the version that it changes: nothing, or that it is one of these (RFC 9110, 13.1.1).
class ExpectedVersion {
 public:
    ExpectedVersion() = default;
    explicit ExpectedVersion(std::vector<std::int64_t> versions) : versions_(std::move(versions)) {}

    /// Throws a Refusal `precondition-failed` for another version. Call it in the transaction that changes.
    void require(std::int64_t version) const {
        if (!versions_ || std::find(versions_->begin(), versions_->end(), version) != versions_->end()) return;
        throw Refusal(problems::precondition_failed,
                      "The resource was changed in the meantime. Read it again before you change it.");
    }

 private:
    std::optional<std::vector<std::int64_t>> versions_;
};

}  // namespace till

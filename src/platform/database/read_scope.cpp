#include "platform/database/read_scope.h"

#include <utility>

#include "platform/database/errors.h"

namespace till::database {

namespace {

thread_local const ReadScope* innermost = nullptr;

}  // namespace

ReadScope::ReadScope(ReadLimits limits) : outer_(innermost), limits_(std::move(limits)) { innermost = this; }

ReadScope::~ReadScope() { innermost = outer_; }

const ReadLimits& ReadScope::limits() {
    static const ReadLimits none;
    return innermost == nullptr ? none : innermost->limits_;
}

bool ReadScope::is_over() {
    if (innermost == nullptr) return false;
    const ReadLimits& its = innermost->limits_;
    return std::chrono::steady_clock::now() >= its.until || (its.given_up && its.given_up());
}

void ReadScope::require_time() {
    if (is_over()) throw TimedOut("a read took longer than it may, or nobody waits for it any more");
}

}  // namespace till::database

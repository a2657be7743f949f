#include "platform/database/read_scope.h"

#include <utility>

#include "platform/database/errors.h"

namespace till::database {

namespace {

thread_local const ReadScope* innermost_scope = nullptr;

}  // namespace

ReadScope::ReadScope(ReadLimits limits) : outer_(innermost_scope), limits_(std::move(limits)) {
    innermost_scope = this;
}

ReadScope::~ReadScope() { innermost_scope = outer_; }

const ReadLimits& ReadScope::limits() {
    static const ReadLimits none;
    return innermost_scope == nullptr ? none : innermost_scope->limits_;
}

bool ReadScope::is_over() {
    if (innermost_scope == nullptr) return false;
    const ReadLimits& its = innermost_scope->limits_;
    return std::chrono::steady_clock::now() >= its.until || (its.given_up && its.given_up());
}

void ReadScope::require_time() {
    if (is_over()) throw TimedOut("a read took longer than it may, or nobody waits for it any more");
}

}  // namespace till::database

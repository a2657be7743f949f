#include "platform/database/read_trace.h"

#include <algorithm>

namespace till::database {

namespace {

thread_local ReadTrace* innermost_trace = nullptr;

}  // namespace

ReadTrace::ReadTrace() : outer_(innermost_trace) { innermost_trace = this; }

ReadTrace::~ReadTrace() { innermost_trace = outer_; }

std::vector<Tag> ReadTrace::tags() const {
    std::vector<Tag> tags = noted_;
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

void ReadTrace::note(Tag tag) {
    for (ReadTrace* trace = innermost_trace; trace != nullptr; trace = trace->outer_) trace->noted_.push_back(tag);
}

}  // namespace till::database

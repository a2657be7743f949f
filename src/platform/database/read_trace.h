#pragma once
#include <cstdint>
#include <vector>

namespace till::database {

/// A name, as 64 bits, for something that reads depend on and writes invalidate. What it stands for is the callers'
/// business.
using Tag = std::uint64_t;

/// Notes what the reads of this thread depend on, as their SqlSession::depends_on() says, for as long as it lives: over
/// any number of Database::read(), and within them.
///
///     ReadTrace trace;
///     const auto page = products.list(query);
///     keep(page, trace.tags());
///
/// Traces may be nested; each notes everything that is read while it lives. What a write reads is not noted, as that
/// happens on another thread.
class ReadTrace {
 public:
    ReadTrace();
    ~ReadTrace();

    ReadTrace(const ReadTrace&) = delete;
    ReadTrace& operator=(const ReadTrace&) = delete;

    /// What has been noted so far, each once, in no particular order.
    std::vector<Tag> tags() const;

    /// Notes it in the traces that are alive on this thread; nothing where there is none.
    static void note(Tag tag);

 private:
    ReadTrace* outer_;
    std::vector<Tag> noted_;
};

}  // namespace till::database

#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/body_file.h"
#include "platform/http/budget.h"
#include "platform/http/refusals.h"

namespace till::http {

/// How a body is to be taken.
struct BodyPlan {
    enum class To : std::uint8_t {
        memory,
        file,     ///< to disk, as it comes
        nowhere,  ///< it is dropped
    };
    std::size_t bytes_max = 0;  ///< one more is a 413
    To to = To::memory;
};

/// A body that has come, or why it has not.
struct ReceivedBody {
    std::string bytes;                      ///< in memory,
    std::shared_ptr<const BodyFile> file;   ///< or here, where the plan says so
    std::shared_ptr<const Holding> memory;  ///< what `bytes` takes of the bound of all; has to live as long as they do
    std::optional<Refusal> refusal;         ///< the connection closes behind its response
};
using TakeBody = std::function<void(ReceivedBody)>;

/// A body that a handler waits for.
struct BodyOrder {
    BodyPlan plan;
    TakeBody take;
};

/// Where bodies go, and what bounds them together.
struct BodyStores {
    std::shared_ptr<Budget> memory;  ///< nullptr: without a bound
    std::shared_ptr<Budget> disk;
    std::string folder;
};

/// A body on its way in. Memory and disk are taken as bytes come, whatever length was announced.
class IncomingBody {
 public:
    IncomingBody(BodyPlan plan, BodyStores stores);

    /// `expected`: all that is known to be still on its way, these bytes among them; 0: unknown. A refusal ends
    /// the request.
    std::optional<Refusal> append(std::string_view bytes, std::size_t expected);

    std::size_t size() const { return size_; }
    const BodyPlan& plan() const { return plan_; }

    ReceivedBody take();

 private:
    std::optional<Refusal> append_to_memory(std::string_view bytes, std::size_t expected);
    std::optional<Refusal> append_to_file(std::string_view bytes);

    BodyPlan plan_;
    BodyStores stores_;
    std::size_t size_ = 0;
    std::string bytes_;
    Holding memory_;
    std::shared_ptr<BodyFile> file_;
};

/// 413 with the bound as people say it: 16 KiB, 20 MiB.
Refusal body_too_large(std::size_t bytes_max);

}  // namespace till::http

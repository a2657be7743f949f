#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include "platform/http/budget.h"

namespace till::http {

/// A request's body on disk: a file without a name, which is gone with its last owner, however the program ends.
/// Written by one thread; read by any, afterwards.
class BodyFile {
 public:
    /// Throws std::system_error where `folder` takes no file. What is written counts against `disk`.
    explicit BodyFile(const std::string& folder, Holding disk = Holding());
    ~BodyFile();
    BodyFile(const BodyFile&) = delete;
    BodyFile& operator=(const BodyFile&) = delete;

    enum class Written : std::uint8_t {
        all,
        over_budget,  ///< other bodies have what there may be
        disk_full,    ///< or another error of the disk
    };
    Written append(std::string_view bytes);

    std::uint64_t size() const { return size_; }

    /// A path that opens the file anew from its beginning, as often as one likes: for std::ifstream and the like. Good
    /// for this process, for as long as this object is there.
    std::string path() const;
    /// All of it. Throws std::system_error where the disk fails.
    std::string read_all() const;

 private:
    Holding disk_;
    int descriptor_;
    std::uint64_t size_ = 0;
};

}  // namespace till::http

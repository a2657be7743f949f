#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace till::database {

/// Prepared statements of one connection, kept by their text.
template <class Statement>
class StatementCache {
 public:
    static constexpr std::size_t kept_max = 256;  ///< one more text, and all are let go

    /// Calls `work` with the statement of that text, which `make` prepares where it is not there. One that failed is
    /// not kept.
    template <class Make, class Work>
    auto with(std::string_view sql, const Make& make, const Work& work) {
        auto found = statements_.find(sql);
        if (found == statements_.end()) {
            if (statements_.size() >= kept_max) statements_.clear();
            found = statements_.emplace(std::string(sql), make()).first;
        }
        try {
            return work(found->second);
        } catch (...) {
            statements_.erase(found);
            throw;
        }
    }

    void clear() { statements_.clear(); }

 private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
};

}  // namespace till::database

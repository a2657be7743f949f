#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/hashing/sip_hash.h"
#include "shop/transfer/import.h"

namespace till {

/// What is to become of one thing of a file, or what became of it.
struct ImportDecision {
    ImportOutcome outcome = ImportOutcome::unchanged;
    std::vector<ImportChange> changes;
    std::string fault;       ///< of a faulty one
    std::string fault_kind;  ///< what it is counted by

    static ImportDecision bad(std::string kind, std::string_view more = "") {
        ImportDecision decision{.outcome = ImportOutcome::faulty, .fault = kind + std::string(more)};
        decision.fault_kind = std::move(kind);
        return decision;
    }
    bool writes() const { return outcome == ImportOutcome::added || outcome == ImportOutcome::changed; }
};

/// Notes that a field is to become another, where it is.
void compare(std::vector<ImportChange>& changes, std::string field, const std::optional<std::string>& before,
             const std::optional<std::string>& after);

/// A report that is being made, within the bounds that ImportReport names.
class ImportTally {
 public:
    explicit ImportTally(std::vector<ImportColumn> columns) { report_.columns = std::move(columns); }

    /// A row that cannot be used. What it makes unusable is counted by bad().
    void fault(std::int64_t line, std::string_view message, std::string_view kind);
    void bad() { ++report_.bad; }
    void count(std::int64_t line, const std::string& key, const ImportDecision& decision);

    ImportReport finish() &&;

 private:
    std::int64_t other_faults_ = 0;  ///< of kinds beyond kinds_shown
    ImportReport report_;
    std::unordered_map<std::string, std::int64_t> kinds_;
};

/// Remembers in which line each key stands: a file may hold a million. Of each only a hash of 64 bits is stored, so one
/// of two different keys in a million million files of that size is taken for the other.
class SeenKeys {
 public:
    /// Throws CsvError behind the millionth.
    static constexpr std::size_t keys_max = 1'000'000;

    /// The line in which it stood before, or nothing.
    std::optional<std::int64_t> see(std::string_view key, std::int64_t line);

 private:
    HashKey hash_key_ = random_hash_key();
    std::unordered_map<std::uint64_t, std::int64_t> lines_;
};

}  // namespace till

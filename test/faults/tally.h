#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "faults/auditor.h"
#include "faults/faulty_shop.h"

namespace till::test {

/// What several audits found, added up.
class Tally {
 public:
    Tally() = default;
    explicit Tally(const Findings& findings) { add(findings); }

    void add(const Findings& findings);
    /// `12,345 orders answered and there, 67 without response (8 of them there), 910 moves; 0 faults`
    std::string text() const;

 private:
    std::int64_t acknowledged_ = 0;
    std::int64_t unknown_ = 0;
    std::int64_t unknown_done_ = 0;
    std::int64_t moves_ = 0;
    std::size_t faults_ = 0;
};

/// A number with commas between the thousands.
std::string spelled(std::int64_t number);

std::vector<Guest> new_guests(RecordedShop& shop, int count);

/// Of the databases that are to be tested.
std::vector<DatabaseKind> only_mariadb();
std::vector<DatabaseKind> only_sqlite();

}  // namespace till::test

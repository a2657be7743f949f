#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "faults/database_contents.h"
#include "faults/record.h"

namespace till::test {

/// What an audit found. Empty `faults` is what every test wants.
struct Findings {
    std::vector<std::string> faults;
    std::int64_t acknowledged = 0;  ///< orders whose response was a 201
    std::int64_t unknown = 0;       ///< orders whose request got no response that says how it went
    std::int64_t unknown_done = 0;  ///< those of them that are there
    std::int64_t moves = 0;         ///< cancellations, deliveries, returns

    /// All faults, a line each, at most twenty of them.
    std::string text() const;
};

struct AuditRules {
    /// A request that got no response must not have been carried out.
    bool silence_means_not_done = false;
    /// Idempotency records are all still there: the clock was not set forward by days.
    bool keys_are_kept = true;
};

/// Compares what shoppers recorded with what the database holds:
///  - an order with a 201 is there, once, as in the response, with its lines, prices, total, first event, ledger and
///    key; so are transitions and receipts that got a response;
///  - one whose outcome is unknown is there at most once, and whole where it is;
///  - nothing is there that was refused, or that no shopper requested;
///  - on hand = sum of the ledger = initial + received - sold + given back;
///  - the stored lengths of lists are those of the lists;
///  - the database finds its own files whole.
Findings audit(const History& history, const DatabaseContents& contents, const AuditRules& rules = {});

}  // namespace till::test

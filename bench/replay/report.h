#pragma once
#include <string>

#include "platform/json/json.h"
#include "replay/sales.h"
#include "replay/store.h"

namespace till::replay {

/// What came out, and whether it is what has to come out.
class Report {
 public:
    Report(const std::string& file, const std::string& until, const Sales& sales);

    void add(const Placed& placed);
    void add(const ReadBack& read_back);
    void add(const Ledger& ledger);

    /// Whether every order was placed, and the shop's own records add up to the same.
    bool ok() const { return ok_; }

    /// JSON, for people too.
    std::string text() const;

 private:
    json::Value json_;
    Sums expected_;
    bool ok_ = true;
};

}  // namespace till::replay

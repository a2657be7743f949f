#include "shop/transfer/import_tally.h"

#include <algorithm>

#include "platform/csv/csv.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

std::string shortened(std::string_view text, std::size_t at_most = ImportReport::text_shown) {
    const std::string_view kept = first_code_points(text, at_most);
    return std::string(kept) + (kept.size() < text.size() ? "…" : "");
}

std::optional<std::string> shortened(const std::optional<std::string>& text) {
    if (!text) return text;
    return shortened(std::string_view(*text));
}

}  // namespace

void compare(std::vector<ImportChange>& changes, std::string field, const std::optional<std::string>& before,
             const std::optional<std::string>& after) {
    if (before != after) changes.push_back({std::move(field), shortened(before), shortened(after)});
}

void ImportTally::fault(std::int64_t line, std::string_view message, std::string_view kind) {
    if (report_.faults.size() < ImportReport::faults_shown) {
        report_.faults.push_back({line, shortened(message, ImportReport::message_shown)});
    }
    std::string name = shortened(kind.empty() ? message : kind, ImportReport::message_shown);
    if (kinds_.size() < ImportReport::kinds_shown - 1 || kinds_.contains(name)) {
        ++kinds_[std::move(name)];
    } else {
        ++other_faults_;
    }
}

void ImportTally::count(std::int64_t line, const std::string& key, const ImportDecision& decision) {
    switch (decision.outcome) {
        case ImportOutcome::added:
            ++report_.added;
            break;
        case ImportOutcome::changed:
            ++report_.changed;
            break;
        case ImportOutcome::differing:
            ++report_.differing;
            break;
        case ImportOutcome::unchanged:
            ++report_.unchanged;
            return;
        case ImportOutcome::faulty:
            fault(line, decision.fault, decision.fault_kind);
            return bad();
    }
    if (report_.rows.size() == ImportReport::rows_shown) return;
    report_.rows.push_back({line, key, decision.outcome, decision.changes});
}

ImportReport ImportTally::finish() && {
    std::ranges::stable_sort(report_.faults, {}, &ImportFault::line);
    for (const auto& [kind, count] : kinds_) report_.fault_kinds.push_back({kind, count});
    std::ranges::sort(report_.fault_kinds, [](const ImportFaultCount& a, const ImportFaultCount& b) {
        return a.count != b.count ? a.count > b.count : a.kind < b.kind;
    });
    if (other_faults_ > 0) report_.fault_kinds.push_back({"something else", other_faults_});
    return std::move(report_);
}

std::optional<std::int64_t> SeenKeys::see(std::string_view key, std::int64_t line) {
    const auto [seen, added] = lines_.emplace(sip_hash(hash_key_, key), line);
    if (!added) return seen->second;
    if (lines_.size() > keys_max) throw CsvError("the file has more than 1,000,000 rows; import it in parts");
    return std::nullopt;
}

}  // namespace till

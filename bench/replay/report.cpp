#include "replay/report.h"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

#include "replay/money.h"

namespace till::replay {
namespace {

json::Value to_json(const Sums& sums) {
    json::Value json;
    json["orders"] = sums.orders;
    json["lines"] = sums.lines;
    json["units"] = sums.units;
    json["revenue"] = format_pence(sums.revenue_pence);
    return json;
}

json::Value to_json(const LeftOut& left_out) {
    json::Value json;
    json["cancelled"] = left_out.cancelled;
    json["no_customer"] = left_out.no_customer;
    json["not_positive"] = left_out.not_positive;
    json["not_whole_pence"] = left_out.not_whole_pence;
    return json;
}

json::Number decimal(double number) { return {fmt::format("{:.3f}", number)}; }

}  // namespace

Report::Report(const std::string& file, const std::string& until, const Sales& sales) : expected_(sales.sums()) {
    json_["file"] = file;
    if (!until.empty()) json_["until"] = until;
    json_["left_out"] = to_json(sales.left_out);
    json_["sold"] = to_json(expected_);
    json_["sold"]["listings"] = static_cast<std::int64_t>(sales.listings.size());
    json_["sold"]["customers"] = static_cast<std::int64_t>(sales.customers.size());
}

void Report::add(const Placed& placed) {
    json::Value& json = json_["placed"] = to_json(placed.sums);
    json["seconds"] = decimal(placed.seconds);
    json["orders_per_second"] = decimal(static_cast<double>(placed.sums.orders) / std::max(placed.seconds, 1e-9));
    json["p50_ms"] = decimal(placed.p50_ms);
    json["p99_ms"] = decimal(placed.p99_ms);
    json::Value& refused = json["refused"] = json::Object();
    for (const auto& [code, count] : placed.refused) refused[code] = count;
    ok_ = ok_ && placed.sums == expected_ && placed.refused.empty();
}

void Report::add(const ReadBack& read_back) {
    json::Value& json = json_["read_back"] = to_json(read_back.sums);
    json["products_wrong"] = read_back.products_wrong;
    ok_ = ok_ && read_back.sums == expected_ && read_back.products_wrong == 0;
}

void Report::add(const Ledger& ledger) {
    json::Value& json = json_["ledger"];
    json["listings"] = ledger.listings;
    json["movements"] = ledger.movements;
    json["mismatches"] = ledger.mismatches;
    ok_ = ok_ && ledger.mismatches == 0;
}

std::string Report::text() const {
    json::Value json = json_;
    if (json.find("placed") != nullptr) json["ok"] = ok_;
    return json::serialize_pretty(json);
}

}  // namespace till::replay

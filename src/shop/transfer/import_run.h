#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "platform/database/database.h"
#include "platform/database/errors.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_pace.h"
#include "shop/transfer/import_tally.h"
#include "shop/transfer/order_import.h"

namespace till {

/// Called often, with how much of the work is done; what it throws ends the import.
using ImportProgress = std::function<void(std::int64_t percent)>;

/// The rows of a file of Kind, which is good for what they are known by: faults and second rows of one key are reported
/// and left out.
template <class Kind>
class ImportedRows {
 public:
    explicit ImportedRows(const ImportFile<typename Kind::Row>& file) : file_(file) {}

    /// Nothing at the end.
    std::optional<std::vector<typename Kind::Item>> next(ImportTally& tally) {
        std::vector<typename Kind::Item> rows = file_.next();
        if (rows.empty()) return std::nullopt;
        std::erase_if(rows, [&](const auto& row) { return !is_usable(row, tally); });
        return rows;
    }

 private:
    bool is_usable(const typename Kind::Item& row, ImportTally& tally) {
        std::string fault = row.fault;
        std::string kind = row.fault_kind;
        if (fault.empty() && Kind::key_of(row).empty()) fault = Kind::no_key;
        if (fault.empty()) {
            const std::string column(Kind::key_column(row));
            if (const auto line = seen_.see(Kind::comparable_key_of(row), row.line)) {
                fault = column + " stands in line " + std::to_string(*line) + " already";
                kind = column + " is already on another line";
            }
        }
        if (fault.empty()) return true;
        tally.fault(row.line, fault, kind);
        tally.bad();
        return false;
    }

    const ImportFile<typename Kind::Row>& file_;
    SeenKeys seen_;
};

/// The same for orders, which are put together from their rows.
class ImportedOrders {
 public:
    ImportedOrders(const ImportFile<ImportedLine>& file, const OrderEnds& ends) : file_(file), gathering_(ends) {}

    std::optional<std::vector<OrderDraft>> next(ImportTally& tally) {
        const auto rows = file_.next();
        if (rows.empty()) return std::nullopt;
        for (const auto& row : rows) gathering_.add(row, tally);
        return gathering_.take();
    }

 private:
    const ImportFile<ImportedLine>& file_;
    OrderGathering gathering_;
};

/// One file on its way into the store. See ImportService.
template <class Kind>
class ImportRun {
 public:
    using Row = typename Kind::Row;
    using Item = typename Kind::Item;
    /// Begins to read what the file holds.
    template <class Source>
    using Begin = std::function<Source(const ImportFile<Row>&)>;

    ImportRun(database::Database& database, Kind& kind, const OpenImport<Row>& open, const ImportProgress& progress)
        : database_(database), kind_(kind), open_(open), progress_(progress) {}

    template <class Source>
    ImportReport run(const ImportRequest& options, const Begin<Source>& begin) {
        const bool looks_first = options.preview || !options.skip_bad;
        passes_ = looks_first && !options.preview ? 2 : 1;
        if (looks_first) {
            ImportReport report = look(begin);
            report.stored = false;
            if (options.preview || report.bad > 0) return report;
            ++pass_;
        }
        return options.atomic ? store_at_once(begin, options.skip_bad) : store_in_parts(begin);
    }

 private:
    using Clock = std::chrono::steady_clock;
    using Decisions = std::vector<ImportDecision>;

    template <class Source, class Use>
    ImportReport each_chunk(const Begin<Source>& begin, const Use& use) {
        const ImportFile<Row> file = open_();
        columns_ = file.columns;
        ImportTally tally(columns_.uses);
        Source source = begin(file);
        while (auto items = source.next(tally)) {
            if (!items->empty()) use(std::span<const Item>(*items), tally);
            percent_ = (pass_ * 100 + file.percent()) / passes_;
            go_on();
        }
        return std::move(tally).finish();
    }

    void go_on() const {
        if (progress_) progress_(percent_);
    }

    /// On a connection for reading, which others do not wait for.
    Decisions look_at(std::span<const Item> items) {
        return database_.read([&](database::Session& session) { return kind_.look(session, columns_, items); });
    }

    static void count(std::span<const Item> items, const Decisions& decisions, ImportTally& tally) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            tally.count(items[i].line, Kind::key_of(items[i]), decisions[i]);
        }
    }

    template <class Source>
    ImportReport look(const Begin<Source>& begin) {
        return each_chunk<Source>(
            begin, [this](std::span<const Item> items, ImportTally& tally) { count(items, look_at(items), tally); });
    }

    /// With a fault that came up since it was looked at, all of it is undone.
    template <class Source>
    ImportReport store_at_once(const Begin<Source>& begin, bool skips_bad) {
        struct Undo {
            ImportReport report;
        };
        try {
            return database_.write([&](database::Transaction& transaction) {
                ImportReport report = each_chunk<Source>(begin, [&](std::span<const Item> items, ImportTally& tally) {
                    count(items, kind_.store(transaction, columns_, items), tally);
                });
                if (report.bad > 0 && !skips_bad) throw Undo{std::move(report)};
                return report;
            });
        } catch (Undo& undo) {
            undo.report.stored = false;
            return std::move(undo.report);
        }
    }

    /// What is unchanged never comes to the writer; the rest in parts.
    template <class Source>
    ImportReport store_in_parts(const Begin<Source>& begin) {
        return each_chunk<Source>(begin, [this](std::span<const Item> items, ImportTally& tally) {
            const Decisions decisions = look_at(items);
            std::vector<Item> to_write;
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (decisions[i].writes()) {
                    to_write.push_back(items[i]);
                } else {
                    tally.count(items[i].line, Kind::key_of(items[i]), decisions[i]);
                }
            }
            std::span<const Item> rest(to_write);
            while (!rest.empty()) {
                const auto part = rest.first(std::min(rest.size(), pace_.rows()));
                count(part, store_part(part), tally);
                rest = rest.subspan(part.size());
                go_on();
            }
        });
    }

    /// In a transaction of its own. Where it comes to blows with what others write, each alone.
    Decisions store_part(std::span<const Item> part) {
        for (int attempt = 1;; ++attempt) {
            try {
                return write(part);
            } catch (const database::Overloaded&) {
                if (attempt == attempts_max) throw;
                std::this_thread::sleep_for(overload_pause_ms);
                go_on();
            } catch (const database::Unavailable&) {
                throw;
            } catch (const database::OutcomeUnknown&) {
                throw;
            } catch (const database::Error& error) {
                if (part.size() == 1) return {refused(error)};
                Decisions decisions;
                for (const Item& item : part) decisions.push_back(store_part({&item, 1}).front());
                return decisions;
            }
        }
    }

    static ImportDecision refused(const database::Error& error) {
        if (dynamic_cast<const database::UniqueViolation*>(&error) == nullptr) {
            spdlog::error("a row of an import: {}", error.what());
        }
        return ImportDecision::bad("conflicts with a change made at the same time; send the file again");
    }

    Decisions write(std::span<const Item> part) {
        const auto asked = Clock::now();
        Clock::time_point begun;
        Clock::time_point ended;
        Decisions decisions = database_.write([&](database::Transaction& transaction) {
            begun = Clock::now();
            Decisions made = kind_.store(transaction, columns_, part);
            ended = Clock::now();
            return made;
        });
        const auto pause = pace_.after(part.size(), begun - asked, ended - begun);
        if (pause > Clock::duration::zero()) std::this_thread::sleep_for(pause);
        return decisions;
    }

    static constexpr int attempts_max = 100;
    static constexpr std::chrono::milliseconds overload_pause_ms{100};

    database::Database& database_;
    Kind& kind_;
    const OpenImport<Row>& open_;
    const ImportProgress& progress_;
    ImportColumns<Row> columns_;
    ImportPace pace_;
    std::int64_t passes_ = 1;
    std::int64_t pass_ = 0;
    std::int64_t percent_ = 0;
};

}  // namespace till

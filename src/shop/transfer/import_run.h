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

namespace till {

/// Called often, with how much of the work is done; what it throws ends the import.
using ImportProgress = std::function<void(std::int64_t percent)>;

/// The import of one file. First all of the file is checked, on a connection for reading; with a fault in it, nothing
/// of it is stored, unless the options say to leave out what is bad. Then it is stored in small parts, each in a
/// transaction of its own, so that no other write waits for more than a few milliseconds. A row is stored as a whole or
/// not at all; an interrupted import continues with a second import of the file, because stored rows count as
/// unchanged. Changes by others meanwhile are checked again with each part, and a row that cannot be stored any more is
/// then reported. With ImportRequest::atomic, all of it is one transaction. A preview only looks.
///
/// Memory has a bound, whatever the file is: some hundred rows, orders that are begun, and 40 bytes for each key.
/// Throws CsvError for a file that is none, and what `progress` throws; what was stored before stays.
template <class Kind>
class ImportRun {
 public:
    using Row = typename Kind::Row;
    using Item = typename Kind::Item;
    using Source = typename Kind::Source;

    /// All of it must outlive the run.
    ImportRun(database::Database& database, const Kind& kind, const OpenImport<Row>& open,
              const ImportProgress& progress)
        : database_(database), kind_(kind), open_(open), progress_(progress) {}

    ImportReport run(const ImportRequest& options) {
        begin_ = Kind::source_of(open_);
        const bool looks_first = options.preview || !options.skip_bad;
        passes_ = looks_first && !options.preview ? 2 : 1;
        if (looks_first) {
            ImportReport report = look();
            report.stored = false;
            if (options.preview || report.bad > 0) return report;
            ++pass_;
        }
        return options.atomic ? store_at_once(options.skip_bad) : store_in_parts();
    }

 private:
    using Clock = std::chrono::steady_clock;
    using Decisions = std::vector<ImportDecision>;

    template <class Use>
    ImportReport each_chunk(const Use& use) {
        const ImportFile<Row> file = open_();
        columns_ = file.columns;
        ImportTally tally(columns_.uses);
        Source source = begin_(file);
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
        return database_.read([&](database::SqlSession& session) { return kind_.look(session, columns_, items); });
    }

    static void count(std::span<const Item> items, const Decisions& decisions, ImportTally& tally) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            tally.count(items[i].line, Kind::key_of(items[i]), decisions[i]);
        }
    }

    ImportReport look() {
        return each_chunk(
            [this](std::span<const Item> items, ImportTally& tally) { count(items, look_at(items), tally); });
    }

    /// With a fault that came up since it was looked at, all of it is undone.
    ImportReport store_at_once(bool skips_bad) {
        struct Undo {
            ImportReport report;
        };
        try {
            return database_.write([&](database::Transaction& transaction) {
                ImportReport report = each_chunk([&](std::span<const Item> items, ImportTally& tally) {
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
    ImportReport store_in_parts() {
        return each_chunk([this](std::span<const Item> items, ImportTally& tally) {
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
    const Kind& kind_;
    const OpenImport<Row>& open_;
    const ImportProgress& progress_;
    ImportColumns<Row> columns_;
    std::function<Source(const ImportFile<Row>&)> begin_;  ///< to read what the file holds
    ImportPace pace_;
    std::int64_t passes_ = 1;
    std::int64_t pass_ = 0;
    std::int64_t percent_ = 0;
};

}  // namespace till

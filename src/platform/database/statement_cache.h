#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <soci/soci.h>

#include "platform/database/sql_session.h"

namespace till::database {

/// A statement that SOCI prepared once, with the places from which and to which its values are copied.
class PreparedStatement {
 public:
    PreparedStatement(soci::session& session, std::string_view sql, std::span<const Cell> parameters,
                      std::span<const Cell> into);

    /// False when it was made for values of other kinds.
    bool fits(std::span<const Cell> parameters, std::span<const Cell> into) const;

    /// Runs it and reads all rows.
    std::int64_t run(std::span<const Cell> parameters, std::span<Cell> into, const std::function<void()>& on_row);

    /// True after run() when unread rows are left, so that the statement is still under way.
    bool unfinished() const { return unfinished_; }

 private:
    struct Slot {
        Cell::Kind kind = Cell::Kind::integer;
        soci::indicator indicator = soci::i_ok;
        long long integer = 0;
        std::string text;
    };

    static std::vector<Slot> slots_for(std::span<const Cell> cells);
    template <class Bind>
    static void for_each(std::vector<Slot>& slots, const Bind& bind);
    static void fill(std::span<const Cell> cells, std::vector<Slot>& slots);
    static void empty(std::vector<Slot>& slots, std::span<Cell> cells);
    static void shrink(std::vector<Slot>& slots);

    std::vector<Slot> parameters_;  // never resized: SOCI holds their addresses
    std::vector<Slot> into_;
    bool unfinished_ = false;
    soci::statement statement_;
};

/// Statements of one connection, cached by their text.
class StatementCache {
 public:
    static constexpr std::size_t statements_max = 256;  ///< one more text, and all are let go

    explicit StatementCache(soci::session& session) : session_(session) {}

    /// See SqlSession::run. A statement that failed is not cached. Throws what SOCI throws.
    std::int64_t run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                     const std::function<void()>& on_row);
    /// The same for a text that is unlikely to be used again.
    std::int64_t run_once(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                          const std::function<void()>& on_row);

 private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Statements = std::unordered_map<std::string, std::unique_ptr<PreparedStatement>, Hash, std::equal_to<>>;

    Statements::iterator prepared(std::string_view sql, std::span<const Cell> parameters, std::span<const Cell> into);

    soci::session& session_;
    Statements statements_;
};

}  // namespace till::database

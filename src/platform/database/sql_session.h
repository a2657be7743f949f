#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/database/read_trace.h"

namespace till::database {

enum class Dialect : std::uint8_t { sqlite, mysql };

/// How a C++ type is stored in a column. Integers, bool, text and enums with a `Stored` of their own are columns; so is
/// std::optional of each. A model's types (Money, Timestamp) get theirs beside the repositories.
template <class T>
struct Stored;

/// One value on its way in or out of a column.
struct Cell {
    enum class Kind : std::uint8_t { integer, text };
    Kind kind = Kind::integer;
    bool null = false;
    std::int64_t integer = 0;
    std::string text;
};

template <>
struct Stored<std::int64_t> {
    static constexpr Cell::Kind kind = Cell::Kind::integer;
    static void store(std::int64_t value, Cell& cell) { cell.integer = value; }
    static std::int64_t load(const Cell& cell) { return cell.integer; }
};
template <>
struct Stored<bool> {
    static constexpr Cell::Kind kind = Cell::Kind::integer;
    static void store(bool value, Cell& cell) { cell.integer = value ? 1 : 0; }
    static bool load(const Cell& cell) { return cell.integer != 0; }
};
template <>
struct Stored<std::string> {
    static constexpr Cell::Kind kind = Cell::Kind::text;
    static void store(std::string_view value, Cell& cell) { cell.text = value; }
    static std::string load(const Cell& cell) { return cell.text; }
};
template <class T>
struct Stored<std::optional<T>> {
    static constexpr Cell::Kind kind = Stored<T>::kind;
    static void store(const std::optional<T>& value, Cell& cell) {
        cell.null = !value.has_value();
        if (value) Stored<T>::store(*value, cell);
    }
    static std::optional<T> load(const Cell& cell) {
        if (cell.null) return std::nullopt;
        return Stored<T>::load(cell);
    }
};

template <class T>
Cell cell_of(const T& value) {
    Cell cell;
    if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        cell.kind = Cell::Kind::text;
        cell.text = std::string_view(value);
    } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
        cell.integer = static_cast<std::int64_t>(value);
    } else {
        cell.kind = Stored<T>::kind;
        Stored<T>::store(value, cell);
    }
    return cell;
}

template <class T>
class Mapping;

/// A statement with its parameters, put together part by part. Every part brings the parameters that it names.
class Query {
 public:
    template <class... Parameter>
    explicit Query(std::string_view sql, const Parameter&... parameters) {
        add(sql, parameters...);
    }

    template <class... Parameter>
    Query& add(std::string_view sql, const Parameter&... parameters) {
        sql_ += sql;
        (parameters_.push_back(cell_of(parameters)), ...);
        return *this;
    }
    Query& add(const Query& other) {
        sql_ += other.sql_;
        parameters_.insert(parameters_.end(), other.parameters_.begin(), other.parameters_.end());
        return *this;
    }

    const std::string& sql() const { return sql_; }
    const std::vector<Cell>& parameters() const { return parameters_; }

 private:
    std::string sql_;
    std::vector<Cell> parameters_;
};

/// A SELECT of rows by a key.
struct Lookup {
    std::string select;    ///< `SELECT key, … FROM …`: the key is the first column, and an integer
    std::string_view key;  ///< its name
};

/// `1,2,3`.
std::string list_of(std::span<const std::int64_t> values);

/// What statements run on, a reader's connection or the writer's transaction; used by one thread at a time. On SQLite,
/// statements are prepared once and cached: the text is the key, so build no text from values. Placeholders are
/// `:name`, each named once, bound in the order in which they stand; the name itself means nothing. Each statement of a
/// reader sees what is committed when it begins.
///
/// Throws Unavailable, UniqueViolation, … of platform/database/errors.h.
class SqlSession {
 public:
    virtual ~SqlSession() = default;

    virtual Dialect dialect() const = 0;

    /// Says what the result of a read rests on, whatever the result is; see ReadTrace. May be said twice.
    void depends_on(Tag tag) { ReadTrace::note(tag); }

    /// Runs `sql`; `on_row` is called for each row with `into` filled. Returns the number of rows for a query, else of
    /// rows affected (matched, also where nothing changed). `into` gives the kinds of the columns, in order; null
    /// leaves zero or no text there. `on_row` must not use the session.
    virtual std::int64_t run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                             const std::function<void()>& on_row) = 0;

    /// Runs `sql` once for each row of parameters, in order, in one round trip where the server allows it. Returns the
    /// rows affected by each.
    virtual std::vector<std::int64_t> run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) = 0;

    /// Inserts all rows: one prepared statement run for each row (SQLite) or multi-row statements (MySQL). `columns` is
    /// `"a, b, c"`; `otherwise` says what becomes of a row that is there already (upsert.h), which is an error where it
    /// is empty. Returns the generated ids where the table has an automatic id and `columns` does not name it, in the
    /// order of the rows; of other tables, and with `otherwise`, the numbers mean nothing.
    virtual std::vector<std::int64_t> insert_rows(std::string_view table, std::string_view columns,
                                                  std::span<const std::vector<Cell>> rows,
                                                  std::string_view otherwise) = 0;

    /// Statement without rows. Returns the rows affected.
    template <class... Parameter>
    std::int64_t execute(std::string_view sql, const Parameter&... parameters) {
        const std::vector<Cell> cells{cell_of(parameters)...};
        return run(sql, cells, {}, {});
    }

    /// All rows as tuples of the requested types.
    template <class... Column>
    std::vector<std::tuple<Column...>> rows(const Query& query) {
        std::vector<std::tuple<Column...>> result;
        std::vector<Cell> into(sizeof...(Column));
        set_kinds<Column...>(into, std::index_sequence_for<Column...>());
        run(query.sql(), query.parameters(), into,
            [&] { result.push_back(load<Column...>(into, std::index_sequence_for<Column...>())); });
        return result;
    }
    template <class... Column, class... Parameter>
    std::vector<std::tuple<Column...>> rows(std::string_view sql, const Parameter&... parameters) {
        return rows<Column...>(Query(sql, parameters...));
    }

    /// The single column of the first row, if there is a row.
    template <class Column>
    std::optional<Column> value(const Query& query) {
        auto all = rows<Column>(query);
        if (all.empty()) return std::nullopt;
        return std::move(std::get<0>(all.front()));
    }
    template <class Column, class... Parameter>
    std::optional<Column> value(std::string_view sql, const Parameter&... parameters) {
        return value<Column>(Query(sql, parameters...));
    }

    /// Runs `lookup` for one key; see run(). Of a reader of a server, lookups that are alike and wait at the same time
    /// are one statement (platform/database/lookup_batcher.h).
    virtual void look_up(const Lookup& lookup, std::int64_t key, std::span<Cell> into,
                         const std::function<void()>& on_row);
    /// Runs `lookup` for all of `keys`; the rows come in no particular order.
    void look_up_all(const Lookup& lookup, std::span<const std::int64_t> keys, std::span<Cell> into,
                     const std::function<void()>& on_row);

    /// Rows of a mapped type: `select(products, "WHERE id = :id", id)`. The tail follows `SELECT columns FROM table`.
    template <class T, class... Parameter>
    std::vector<T> select(const Mapping<T>& mapping, std::string_view tail, const Parameter&... parameters);

    /// The first of them, if any.
    template <class T, class... Parameter>
    std::optional<T> find(const Mapping<T>& mapping, std::string_view tail, const Parameter&... parameters);

    /// The row of a mapped type whose first column, which is unique, is `key`.
    template <class T>
    std::optional<T> find_by_key(const Mapping<T>& mapping, std::int64_t key);

    /// The same together with the rows of another type that belong to it, which become its `parts`, by one statement:
    /// those for which `on` holds, in no particular order. The first column of `part_mapping` is never null.
    template <class T, class Part>
    std::optional<T> find_with_parts(const Mapping<T>& mapping, const Mapping<Part>& part_mapping,
                                     std::vector<Part> T::*parts, std::string_view on, std::int64_t key);

    /// Rows of a mapped type whose integer column is among `values`, in no particular order; `tail` may follow
    /// (`"ORDER BY line"`).
    template <class T>
    std::vector<T> select_among(const Mapping<T>& mapping, std::string_view column,
                                std::span<const std::int64_t> values, std::string_view tail = "");

    /// A change of the rows whose integer column is among `values`: `execute_among("DELETE FROM carts", "id", ids)`;
    /// `tail` may follow (`"AND …"`). Returns the rows affected.
    std::int64_t execute_among(std::string_view change, std::string_view column, std::span<const std::int64_t> values,
                               std::string_view tail = "");

    /// Inserts models by their mapping, without its `generated` column; returns the generated ids (see insert_rows).
    template <class T>
    std::vector<std::int64_t> insert(const Mapping<T>& mapping, std::span<const T> models,
                                     std::string_view otherwise = "");
    template <class T>
    std::int64_t insert(const Mapping<T>& mapping, const T& model);

    /// Writes the model over the row of its key, by its mapping; `tail` may follow (`"AND version = :read"`, with no
    /// placeholder named as a column). Returns the rows affected.
    template <class T, class... Parameter>
    std::int64_t update(const Mapping<T>& mapping, const T& model, std::string_view tail = "",
                        const Parameter&... parameters);

 private:
    /// `column IN (…)` in the way that suits the server, with the parameter it needs, if any.
    std::pair<std::string, std::vector<Cell>> among(std::string_view column,
                                                    std::span<const std::int64_t> values) const;
    template <class... Column, std::size_t... I>
    static void set_kinds(std::vector<Cell>& into, std::index_sequence<I...>) {
        ((into[I].kind = Stored<Column>::kind), ...);
    }
    template <class... Column, std::size_t... I>
    static std::tuple<Column...> load(const std::vector<Cell>& into, std::index_sequence<I...>) {
        return {Stored<Column>::load(into[I])...};
    }
};

/// A session inside the writer's transaction. No change made in it is seen by others, or acknowledged, before the
/// commit.
class Transaction : public SqlSession {
 public:
    /// Says that what `tag` stands for is changed by this transaction. It is announced (SqlDatabaseOptions::committed)
    /// after the commit and before the caller of the write continues, unless this work is undone. May be called twice.
    void invalidate(Tag tag) { invalidated_.push_back(tag); }

    /// Says that nothing of what this transaction deletes or overwrites may stay in the database's files. SQLite clears
    /// its log with the commit, or with one of the next where readers still need it; what a server does is its own
    /// matter.
    void erase_traces() { erases_traces_ = true; }

    /// What has been invalidated so far, by all whose work shares the transaction.
    std::span<const Tag> invalidated() const { return invalidated_; }

 protected:
    /// Forgets all but the first `count`.
    void keep_invalidated(std::size_t count) { invalidated_.resize(count); }

    bool erases_traces() const { return erases_traces_; }
    void traces_are_erased() { erases_traces_ = false; }

 private:
    std::vector<Tag> invalidated_;
    bool erases_traces_ = false;
};

}  // namespace till::database

#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/database/sql_session.h"

namespace till::database {

/// How a model lies in a table: each column named once with its member. From it come the columns of SELECT, INSERT and
/// UPDATE, and the copying both ways. The first column is the key.
///
///     const Mapping<Product> products = Mapping<Product>("products")
///         .generated("id", &Product::id)
///         .column("name", &Product::name)
///         .fixed("created_at", &Product::created_at);
template <class T>
class Mapping {
 public:
    explicit Mapping(std::string table) : table_(std::move(table)), from_(table_ + " ") {}

    /// A column that INSERT, UPDATE and SELECT name.
    template <class Owner, class Member>
    Mapping&& column(std::string name, Member Owner::*member) && {
        add(std::move(name), member, Writes::always);
        return std::move(*this);
    }
    /// A column that UPDATE leaves as it is: INSERT and SELECT name it.
    template <class Owner, class Member>
    Mapping&& fixed(std::string name, Member Owner::*member) && {
        add(std::move(name), member, Writes::once);
        return std::move(*this);
    }
    /// A column that UPDATE writes only where that of the column `source`, which stands before it, changes.
    template <class Owner, class Member>
    Mapping&& following(std::string_view source, std::string name, Member Owner::*member) && {
        add(std::move(name), member, Writes::with_source);
        columns_.back().source = index_of(source);
        return std::move(*this);
    }
    /// A column that the database fills: only SELECT names it.
    template <class Owner, class Member>
    Mapping&& generated(std::string name, Member Owner::*member) && {
        add(std::move(name), member, Writes::never);
        return std::move(*this);
    }
    /// Another table that SELECT reads with this one: `.joined("JOIN stock ON …")`.
    Mapping&& joined(std::string_view clause) && {
        from_ += clause;
        from_ += ' ';
        return std::move(*this);
    }
    /// A column of a joined table, or an expression; only SELECT names it.
    template <class Owner, class Member>
    Mapping&& looked_up(std::string expression, Member Owner::*member) && {
        add(std::move(expression), member, Writes::never);
        return std::move(*this);
    }

    const std::string& table() const { return table_; }
    /// `"a, b, c"` for INSERT.
    const std::string& insert_columns() const { return insert_columns_; }
    /// `table.a, table.b` for SELECT.
    const std::string& column_list() const { return column_list_; }
    /// Its first column, as SELECT names it.
    const std::string& key() const { return key_; }
    /// `SELECT table.a, table.b FROM table [JOIN …] `.
    std::string select() const { return "SELECT " + column_list_ + " FROM " + from_; }
    /// `UPDATE table SET b = :b, … WHERE table.a = :key `, with the parameters of update_cells().
    std::string update() const {
        // The columns that follow others come first: MySQL assigns from left to right.
        std::string set;
        for (const Column& column : columns_) {
            if (column.writes != Writes::with_source) continue;
            const std::string& source = columns_[column.source].name;
            set += (set.empty() ? "" : ", ") + column.name + " = CASE WHEN " + source + " = :source_of_" + column.name +
                   " THEN " + column.name + " ELSE :" + column.name + " END";
        }
        for (const Column& column : columns_) {
            if (column.writes != Writes::always || &column == &columns_.front()) continue;
            set += (set.empty() ? "" : ", ") + column.name + " = :" + column.name;
        }
        return "UPDATE " + table_ + " SET " + set + " WHERE " + key_ + " = :key ";
    }

    std::vector<Cell> cells() const {
        std::vector<Cell> into(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) into[i].kind = columns_[i].kind;
        return into;
    }
    T load(std::span<const Cell> cells) const {
        T model{};
        for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].load(model, cells[i]);
        return model;
    }
    std::vector<Cell> store(const T& model) const {
        std::vector<Cell> cells;
        cells.reserve(columns_.size());
        for (const Column& column : columns_) {
            if (column.writes != Writes::never) cells.push_back(column.cell_of(model));
        }
        return cells;
    }
    std::vector<Cell> update_cells(const T& model) const {
        std::vector<Cell> cells;
        for (const Column& column : columns_) {
            if (column.writes != Writes::with_source) continue;
            cells.push_back(columns_[column.source].cell_of(model));
            cells.push_back(column.cell_of(model));
        }
        for (const Column& column : columns_) {
            if (column.writes == Writes::always && &column != &columns_.front()) cells.push_back(column.cell_of(model));
        }
        cells.push_back(columns_.front().cell_of(model));
        return cells;
    }

    /// When a column is written: by INSERT and UPDATE, by INSERT alone, by UPDATE where another changes, not at all.
    enum class Writes : std::uint8_t { always, once, with_source, never };
    struct Column {
        std::string name;  ///< as it was given
        Cell::Kind kind;
        Writes writes;
        std::size_t source = 0;  ///< the column that it follows
        std::function<void(T&, const Cell&)> load;
        std::function<void(const T&, Cell&)> store;

        Cell cell_of(const T& model) const {
            Cell cell;
            cell.kind = kind;
            store(model, cell);
            return cell;
        }
    };
    /// In the order of declaration.
    const std::vector<Column>& columns() const { return columns_; }

 private:
    std::size_t index_of(std::string_view name) const {
        std::size_t index = 0;
        while (columns_.at(index).name != name) ++index;
        return index;
    }

    template <class Owner, class Member>
    void add(std::string name, Member Owner::*member, Writes writes) {
        static_assert(std::is_base_of_v<Owner, T>);
        columns_.push_back(
            {.name = name,
             .kind = Stored<Member>::kind,
             .writes = writes,
             .load = [member](T& model, const Cell& cell) { model.*member = Stored<Member>::load(cell); },
             .store = [member](const T& model, Cell& cell) { Stored<Member>::store(model.*member, cell); }});
        if (writes != Writes::never) insert_columns_ += (insert_columns_.empty() ? "" : ", ") + name;
        const bool qualified = name.find_first_of(".(") != std::string::npos;
        const std::string full = qualified ? name : table_ + "." + name;
        if (key_.empty()) key_ = full;
        column_list_ += (column_list_.empty() ? "" : ", ") + full;
    }

    std::string table_;
    std::string from_;
    std::string insert_columns_;
    std::string column_list_;
    std::string key_;
    std::vector<Column> columns_;
};

template <class T, class... Parameter>
std::vector<T> SqlSession::select(const Mapping<T>& mapping, std::string_view tail, const Parameter&... parameters) {
    std::vector<T> models;
    std::vector<Cell> into = mapping.cells();
    const std::vector<Cell> cells{cell_of(parameters)...};
    run(mapping.select() + std::string(tail), cells, into, [&] { models.push_back(mapping.load(into)); });
    return models;
}

template <class T, class... Parameter>
std::optional<T> SqlSession::find(const Mapping<T>& mapping, std::string_view tail, const Parameter&... parameters) {
    std::vector<T> models = select(mapping, tail, parameters...);
    if (models.empty()) return std::nullopt;
    return std::move(models.front());
}

template <class T>
std::optional<T> SqlSession::find_by_key(const Mapping<T>& mapping, std::int64_t key) {
    std::vector<Cell> into = mapping.cells();
    std::optional<T> model;
    look_up({.select = mapping.select(), .key = mapping.key()}, key, into, [&] { model = mapping.load(into); });
    return model;
}

template <class T, class Part>
std::optional<T> SqlSession::find_with_parts(const Mapping<T>& mapping, const Mapping<Part>& part_mapping,
                                             std::vector<Part> T::*parts, std::string_view on, std::int64_t key) {
    std::vector<Cell> into = mapping.cells();
    const std::size_t columns = into.size();
    for (Cell& cell : part_mapping.cells()) into.push_back(std::move(cell));
    const std::span<const Cell> own = std::span(into).first(columns);
    const std::span<const Cell> of_part = std::span(into).subspan(columns);
    std::string select = "SELECT " + mapping.column_list() + ", " + part_mapping.column_list() + " FROM ";
    select.append(mapping.table()).append(" LEFT JOIN ").append(part_mapping.table()).append(" ON ").append(on);
    std::optional<T> model;
    look_up({.select = std::move(select), .key = mapping.key()}, key, into, [&] {
        if (!model) model = mapping.load(own);
        if (!of_part.front().null) ((*model).*parts).push_back(part_mapping.load(of_part));
    });
    return model;
}

template <class T>
std::vector<T> SqlSession::select_among(const Mapping<T>& mapping, std::string_view column,
                                        std::span<const std::int64_t> values, std::string_view tail) {
    std::vector<T> models;
    if (values.empty()) return models;
    std::vector<Cell> into = mapping.cells();
    const auto [condition, cells] = among(column, values);
    run(mapping.select() + "WHERE " + condition + " " + std::string(tail), cells, into,
        [&] { models.push_back(mapping.load(into)); });
    return models;
}

template <class T>
std::vector<std::int64_t> SqlSession::insert(const Mapping<T>& mapping, std::span<const T> models,
                                             std::string_view otherwise) {
    std::vector<std::vector<Cell>> rows;
    rows.reserve(models.size());
    for (const T& model : models) rows.push_back(mapping.store(model));
    return insert_rows(mapping.table(), mapping.insert_columns(), rows, otherwise);
}

template <class T>
std::int64_t SqlSession::insert(const Mapping<T>& mapping, const T& model) {
    const std::vector<std::int64_t> ids = insert(mapping, std::span<const T>(&model, 1));
    return ids.empty() ? 0 : ids.front();
}

template <class T, class... Parameter>
std::int64_t SqlSession::update(const Mapping<T>& mapping, const T& model, std::string_view tail,
                                const Parameter&... parameters) {
    std::vector<Cell> cells = mapping.update_cells(model);
    (cells.push_back(cell_of(parameters)), ...);
    return run(mapping.update() + std::string(tail), cells, {}, {});
}

}  // namespace till::database

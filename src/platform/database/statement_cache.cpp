#include "platform/database/statement_cache.h"

namespace till::database {

namespace {

// A long text leaves its room behind in every statement that carried it; this much may stay.
constexpr std::size_t text_retained_bytes = 4096;

}  // namespace

PreparedStatement::PreparedStatement(soci::session& session, std::string_view sql, std::span<const Cell> parameters,
                                     std::span<const Cell> into)
    : parameters_(slots_for(parameters)), into_(slots_for(into)), statement_(session) {
    statement_.alloc();
    statement_.prepare(std::string(sql));
    for_each(parameters_, [this](auto& value, auto& indicator) { statement_.exchange(soci::use(value, indicator)); });
    for_each(into_, [this](auto& value, auto& indicator) { statement_.exchange(soci::into(value, indicator)); });
    statement_.define_and_bind();
}

std::vector<PreparedStatement::Slot> PreparedStatement::slots_for(std::span<const Cell> cells) {
    std::vector<Slot> slots(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) slots[i].kind = cells[i].kind;
    return slots;
}

template <class Bind>
void PreparedStatement::for_each(std::vector<Slot>& slots, const Bind& bind) {
    for (Slot& slot : slots) {
        if (slot.kind == Cell::Kind::integer) {
            bind(slot.integer, slot.indicator);
        } else {
            bind(slot.text, slot.indicator);
        }
    }
}

bool PreparedStatement::fits(std::span<const Cell> parameters, std::span<const Cell> into) const {
    const auto same = [](const Slot& slot, const Cell& cell) { return slot.kind == cell.kind; };
    return std::ranges::equal(parameters_, parameters, same) && std::ranges::equal(into_, into, same);
}

std::int64_t PreparedStatement::run(std::span<const Cell> parameters, std::span<Cell> into,
                                    const std::function<void()>& on_row) {
    fill(parameters, parameters_);
    bool row = statement_.execute(true);
    if (into.empty()) {
        unfinished_ = row;
        shrink(parameters_);
        return statement_.get_affected_rows();
    }
    std::int64_t rows = 0;
    for (; row; row = statement_.fetch()) {
        empty(into_, into);
        ++rows;
        if (on_row) on_row();
    }
    shrink(parameters_);
    shrink(into_);
    return rows;
}

void PreparedStatement::fill(std::span<const Cell> cells, std::vector<Slot>& slots) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        slots[i].indicator = cells[i].null ? soci::i_null : soci::i_ok;
        if (slots[i].kind == Cell::Kind::integer) {
            slots[i].integer = cells[i].integer;
        } else {
            slots[i].text = cells[i].text;
        }
    }
}

void PreparedStatement::empty(std::vector<Slot>& slots, std::span<Cell> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].null = slots[i].indicator == soci::i_null;
        cells[i].integer = cells[i].null ? 0 : slots[i].integer;
        cells[i].text.swap(slots[i].text);
        if (cells[i].null) cells[i].text.clear();
    }
}

void PreparedStatement::shrink(std::vector<Slot>& slots) {
    for (Slot& slot : slots) {
        if (slot.text.capacity() > text_retained_bytes) std::string().swap(slot.text);
    }
}

std::int64_t StatementCache::run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                                 const std::function<void()>& on_row) {
    const Statements::iterator found = prepared(sql, parameters, into);
    // SOCI leaves a statement that failed, or whose rows were not all read, neither reset nor freed.
    try {
        const std::int64_t count = found->second->run(parameters, into, on_row);
        if (found->second->unfinished()) statements_.erase(found);
        return count;
    } catch (...) {
        statements_.erase(found);
        throw;
    }
}

std::int64_t StatementCache::run_once(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                                      const std::function<void()>& on_row) {
    return PreparedStatement(session_, sql, parameters, into).run(parameters, into, on_row);
}

StatementCache::Statements::iterator StatementCache::prepared(std::string_view sql, std::span<const Cell> parameters,
                                                              std::span<const Cell> into) {
    const Statements::iterator found = statements_.find(sql);
    if (found != statements_.end() && found->second->fits(parameters, into)) return found;
    if (found != statements_.end()) statements_.erase(found);
    if (statements_.size() >= statements_max) statements_.clear();
    auto statement = std::make_unique<PreparedStatement>(session_, sql, parameters, into);
    return statements_.emplace(std::string(sql), std::move(statement)).first;
}

}  // namespace till::database

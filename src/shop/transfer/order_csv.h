#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/customers/customer_directory.h"
#include "shop/kernel/shop_settings.h"
#include "shop/orders/order_records.h"
#include "shop/settings/stored_settings.h"
#include "shop/transfer/csv_kind.h"
#include "shop/transfer/file_key_repository.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_tally.h"

namespace till {

/// An order put together from its lines.
struct OrderDraft {
    std::int64_t line = 0;  ///< where the first of them stands
    Order order;
    std::string customer_email;  ///< empty: a removed customer's
    std::optional<std::vector<OrderEvent>> history;
    bool is_bad = false;  ///< one of its lines cannot be used
};

/// In which line each order of a file ends. Of each number only a hash is stored; see SeenKeys.
class OrderEnds {
 public:
    /// Reads the whole file. Throws CsvError.
    explicit OrderEnds(const ImportFile<ImportedLine>& file);

    bool is_last(const ImportRow<ImportedLine>& row) const;

 private:
    std::uint64_t hash_of(const ImportRow<ImportedLine>& row) const { return sip_hash(hash_key_, row.value->number); }

    HashKey hash_key_ = random_hash_key();
    std::unordered_map<std::uint64_t, std::int64_t> last_lines_;
};

/// Puts orders together from their lines, which may stand anywhere in the file. Holds no more than the orders that are
/// begun.
class OrderGathering {
 public:
    static constexpr std::size_t held_bytes_max = 32 * 1024 * 1024;  ///< of all that are begun

    explicit OrderGathering(const OrderEnds& ends) : ends_(ends) {}

    /// Reports what is wrong with the row. Throws CsvError where the lines of too many orders are mixed.
    void add(const ImportRow<ImportedLine>& row, ImportTally& tally);
    /// The orders that have become whole, and are good, by their last lines.
    std::vector<OrderDraft> take() { return std::exchange(whole_, {}); }

 private:
    struct Begun {
        OrderDraft draft;
        std::size_t bytes = 0;
    };
    Begun& begun_with(const ImportRow<ImportedLine>& row);
    void hold(Begun& begun, const ImportedLine& row);
    void finish(const std::string& number, ImportTally& tally);

    const OrderEnds& ends_;
    std::unordered_map<std::string, Begun> begun_;
    std::size_t held_bytes_ = 0;
    std::vector<OrderDraft> whole_;
};

/// The orders of a file, put together from its rows. `file` must outlive it.
class ImportedOrders {
 public:
    ImportedOrders(const ImportFile<ImportedLine>& file, std::shared_ptr<const OrderEnds> ends)
        : file_(file), ends_(std::move(ends)), gathering_(*ends_) {}

    /// Nothing at the end.
    std::optional<std::vector<OrderDraft>> next(ImportTally& tally);

 private:
    const ImportFile<ImportedLine>& file_;
    std::shared_ptr<const OrderEnds> ends_;
    OrderGathering gathering_;
};

/// Orders in files; see CsvKind. They are records: they are added with their dates, prices and steps, take no stock,
/// and need no product that is there. One that is there already is never changed: where it is otherwise, that is said.
class OrderCsv {
 public:
    using Row = ImportedLine;
    using Item = OrderDraft;

    using Source = ImportedOrders;

    /// All of it must outlive this. `events`: the steps of an order, as a cell has them.
    OrderCsv(FileKeyRepository& keys, CustomerDirectory& customers, OrderRecords& orders, StoredSettings& settings,
             const schemas::Schema<OrderEvent>& events, const ShopSettings& shop)
        : keys_(keys), customers_(customers), orders_(orders), settings_(settings), events_(events), shop_(shop) {}

    static CsvKindTexts texts();
    static schemas::CsvLayout layout();
    schemas::Schema<Row> schema() const;
    schemas::Schema<ExportQuery> export_query() const;
    static std::function<Source(const ImportFile<Row>&)> source_of(const OpenImport<Row>& open);

    static std::string key_of(const Item& draft) { return draft.order.number.value_or(""); }

    /// See ProductCsv.
    std::vector<ImportDecision> look(database::SqlSession& session, const ImportColumns<Row>& columns,
                                     std::span<const Item> drafts) const;
    std::vector<ImportDecision> store(database::Transaction& transaction, const ImportColumns<Row>& columns,
                                      std::span<const Item> drafts) const;

    static constexpr std::int64_t exported_at_once = 200;  ///< each may have hundreds of lines
    /// One row a line. Values of the whole order that do not identify it stand in the first row only.
    ListPage<std::vector<Row>> page(database::SqlSession& session, const ExportQuery& query) const;

 private:
    struct Stored {
        Order order;
        std::string customer_email;
        std::vector<OrderEvent> history;
    };
    using Present = std::map<std::string, Stored>;
    using CustomerIds = std::map<std::string, CustomerId>;

    std::vector<ImportChange> differences(const Stored& stored, const ImportColumns<Row>& columns,
                                          const Item& draft) const;
    Present find(database::SqlSession& session, std::span<const Item> drafts) const;
    void read_histories(database::SqlSession& session, Present& present) const;
    CustomerIds customers_of(database::SqlSession& session, std::span<const Item> drafts) const;
    std::vector<Order> resolved(database::SqlSession& session, std::span<const Item* const> drafts,
                                const CustomerIds& customers) const;

    FileKeyRepository& keys_;
    CustomerDirectory& customers_;
    OrderRecords& orders_;
    StoredSettings& settings_;
    const schemas::Schema<OrderEvent>& events_;
    const ShopSettings& shop_;
};

}  // namespace till

#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "platform/database/address.h"
#include "platform/database/errors.h"
#include "platform/database/sql_session.h"

namespace till::database {

/// The connection broke. Inside a transaction before its COMMIT nothing of it was carried out.
class ConnectionLost : public Unavailable {
 public:
    using Unavailable::Unavailable;
};

/// The database gave up the transaction in favour of another (a deadlock, a lock that did not come free): all of it
/// has to be run again.
class TransactionKilled : public Unavailable {
 public:
    using Unavailable::Unavailable;
};

/// Readers refuse changes. The writer is the only one to begin transactions.
enum class Role : std::uint8_t { reader, writer };

struct ConnectionOptions {
    Address address;
    Role role = Role::reader;
    std::chrono::milliseconds busy_timeout_ms{5'000};  ///< for a lock that another transaction holds
    std::chrono::seconds response_timeout_s{60};       ///< for a server that says nothing, rounded up to one second
    std::size_t statement_bytes_min = 0;               ///< what a server has to take at least
    std::chrono::milliseconds statement_timeout_ms{};  ///< of a reader, which MySQL has to get once; 0: none
};

/// A connection of one dialect: what the pool and the writer need beyond statements. Used by one thread at a time.
class Connection : public Transaction {
 public:
    /// Opens it, or opens it again after a loss. Nothing if it is open. Throws Unavailable.
    virtual void open() = 0;

    virtual void begin() = 0;
    virtual void commit() = 0;
    /// Leaves the connection without a transaction, closing it where nothing else helps.
    virtual void rollback() noexcept = 0;

    /// After a COMMIT with an unknown outcome, on the new connection: waits until the server has ended the former one,
    /// for some seconds at most. The transaction is committed then, or never will be.
    virtual void await_former() {}

    /// One savepoint at a time; after undo_to_savepoint() it is gone as after release_savepoint().
    virtual void savepoint() = 0;
    virtual void release_savepoint() = 0;
    virtual void undo_to_savepoint() = 0;

    /// Throws ConnectionLost, TransactionKilled or Unavailable if the transaction that was begun is no longer there,
    /// also where the error that the database reported then was caught.
    virtual void check_transaction() const = 0;

    using Transaction::keep_invalidated;

    /// True once the connection was found dead; open() makes it anew.
    virtual bool lost() const = 0;

    /// Sends one statement as it stands, without parameters; rows are thrown away.
    virtual void run_text(const std::string& statement) = 0;

    /// Statements that succeeded since the connection was made.
    std::uint64_t succeeded() const { return succeeded_; }

 protected:
    void count_success() { ++succeeded_; }

 private:
    std::uint64_t succeeded_ = 0;
};

}  // namespace till::database

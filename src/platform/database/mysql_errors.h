#pragma once
#include <string>

namespace till::database::mysql_errors {

/// Errors of the client library or the server after which the connection cannot be used.
bool connection_lost(unsigned code);

/// Errors after which the whole transaction has to be run again: a deadlock, a lock that did not come free (which
/// undoes only the statement), a cluster that chose another's transaction.
bool transaction_killed(unsigned code);

/// Throws what platform/database/errors.h and connection.h have for the code.
[[noreturn]] void raise(unsigned code, const std::string& message);

/// The same for COMMIT, of which only few errors say for certain that nothing was carried out.
[[noreturn]] void raise_from_commit(unsigned code, const std::string& message);

}  // namespace till::database::mysql_errors

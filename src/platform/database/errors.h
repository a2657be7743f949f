#pragma once
#include <stdexcept>
#include <string>

namespace till::database {

/// Anything the database would not do. The text is for the log, never for a client.
class Error : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// A unique index refused a row.
class UniqueViolation : public Error {
 public:
    using Error::Error;
};

/// A foreign key refused a row: what it refers to is not there, or what is to go is still referred to.
class ReferenceViolation : public Error {
 public:
    using Error::Error;
};

/// The database is unreachable, locked by another process for too long, full or failing. Nothing was changed; a later
/// attempt may succeed.
class Unavailable : public Error {
 public:
    using Error::Error;
};

/// A read was ended because it took longer than it may (platform/database/read_scope.h).
class TimedOut : public Unavailable {
 public:
    using Unavailable::Unavailable;
};

/// The connection broke during COMMIT: it may or may not have been carried out.
class OutcomeUnknown : public Error {
 public:
    using Error::Error;
};

/// A statement is longer than the server accepts (max_allowed_packet). Nothing was changed.
class TooLarge : public Error {
 public:
    using Error::Error;
};

/// The writer's queue is full. Nothing was begun.
class Overloaded : public Error {
 public:
    using Error::Error;
};

}  // namespace till::database

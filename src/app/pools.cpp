#include "app/pools.h"

namespace till {
namespace {

/// A thread for each connection, so that who has one has the other; of a server twice as many, as lookups that share a
/// statement share its connection.
std::size_t reader_threads(const Configuration& configuration, database::Dialect dialect) {
    return configuration.database.readers * (dialect == database::Dialect::mysql ? 2 : 1);
}

}  // namespace

Pools::Pools(const Configuration& configuration, database::Dialect dialect)
    : readers("reader", reader_threads(configuration, dialect), configuration.server.queue),
      lists("list", configuration.database.list_readers, configuration.database.list_queue, Priority::background),
      reports("report", configuration.database.report_readers, configuration.database.list_queue, Priority::background),
      workers("worker", configuration.server.workers, configuration.server.queue, Priority::yielding),
      passwords("passwords", configuration.passwords.threads, configuration.passwords.queue),
      images("pictures", configuration.images.threads, configuration.images.queue, Priority::background) {}

void Pools::drain() {
    readers.drain();
    lists.drain();
    reports.drain();
    workers.drain();
    passwords.drain();
    images.drain();
}

bool Pools::go_on() const { return readers.stalled_ms() < stalled_s && workers.stalled_ms() < stalled_s; }

}  // namespace till

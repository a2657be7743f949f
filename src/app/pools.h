#pragma once
#include "platform/config/configuration.h"
#include "platform/database/sql_session.h"
#include "platform/threads/fair_pool.h"
#include "platform/threads/thread_pool.h"

namespace till {

/// The threads that run handlers, by what these do: see RunsOn.
struct Pools {
    Pools(const Configuration& configuration, database::Dialect dialect);

    /// Finishes what waits, and takes no more.
    void drain();
    /// Whether what every client needs is taken up. That the lists and reports have much to do is no reason to send
    /// everybody elsewhere.
    bool go_on() const;

    ThreadPool readers;
    ThreadPool lists;
    ThreadPool reports;
    ThreadPool workers;
    FairPool passwords;
    ThreadPool images;
};

/// A pool whose tasks wait for so long, without one being taken up, is stuck.
inline constexpr std::chrono::seconds stalled_s{5};

}  // namespace till

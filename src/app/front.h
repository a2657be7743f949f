#pragma once
#include <memory>
#include <string>

#include "api/access.h"
#include "api/client_address.h"
#include "api/cors.h"
#include "api/limiter.h"
#include "api/metrics.h"
#include "api/pipeline.h"
#include "api/response_cache.h"
#include "app/options.h"
#include "app/pools.h"
#include "app/shop.h"
#include "platform/limits/fixed_windows.h"
#include "platform/redis/shared_windows.h"

namespace till {

/// The layer between a server and the features of a shop: the pipeline and its parts.
class Front {
 public:
    /// `shop` must outlive it. Throws std::invalid_argument for limits that are none.
    Front(const Configuration& configuration, Shop& shop);
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    /// Gives reads that take longer than a moment no more time: the program is about to end.
    void end_reads();
    /// Finishes what waits in the pools.
    void stop();

 private:
    Pipeline::Parts parts(const Configuration& configuration, SessionsModule& sessions);

    Shop& shop_;
    ClientAddresses addresses_;
    AccessCheck access_;
    Cors cors_;

 public:
    Metrics metrics;
    limits::FixedWindows counter;
    std::unique_ptr<redis::SharedWindows> shared_counter;  ///< nullptr without Redis
    ResponseCache responses;
    Pools pools;

 private:
    Limiter limiter_;

 public:
    Pipeline pipeline;
};

/// The prefix of the keys in Redis that the nodes of this shop, and of no other, share.
std::string redis_prefix(Shop& shop);

}  // namespace till

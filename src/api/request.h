#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/schema.h"
#include "platform/http/message.h"
#include "shop/kernel/caller.h"

namespace till {

/// A request on its way through the layers: the message, and what the layers before have found out. Lives until its
/// response is given.
struct Request {
    http::Request http;
    std::string id;                       ///< for `X-Request-Id`
    std::string client;                   ///< the address of the client, behind trusted proxies
    std::string path;                     ///< decoded
    Caller caller;                        ///< of a route that is not open
    schemas::NamedTexts path_parameters;  ///< `id` to `42`, decoded
    schemas::NamedTexts query;            ///< decoded, in the order sent

    /// A path parameter as an id; 404 for what cannot be one.
    std::int64_t id_in_path(std::string_view name = "id") const;
};

}  // namespace till

#pragma once
#include "app/front.h"
#include "app/shop.h"
#include "platform/http/server.h"

namespace till {

/// Registers the metrics of the shop, the front and the server. All of them must outlive the metrics' last use.
void register_metrics(Front& front, const Shop& shop, const http::Server& server);

}  // namespace till

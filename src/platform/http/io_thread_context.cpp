#include "platform/http/io_thread_context.h"

#include <algorithm>

namespace till::http {

namespace {

std::size_t connections_per_address(const ServerOptions& options) {
    const std::size_t half = std::max<std::size_t>(1, options.connections_max / 2);
    return options.connections_per_address_max == 0 ? half : options.connections_per_address_max;
}

}  // namespace

ServerContext::ServerContext(ServerOptions its_options, Handler& its_handler)
    : options(std::move(its_options)),
      handler(its_handler),
      bodies(std::make_shared<Budget>(options.bodies_bytes_max)),
      body_files(std::make_shared<Budget>(options.body_files_bytes_max)),
      responses(std::make_shared<Budget>(options.responses_bytes_max)),
      addresses(options.trusted_proxies, connections_per_address(options), options.bodies_bytes_max, bodies) {}

}  // namespace till::http

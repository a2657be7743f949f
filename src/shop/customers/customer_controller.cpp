#include "shop/customers/customer_controller.h"

#include "api/exchange.h"

namespace till {
namespace {

http::Response shown(const Customer& customer) {
    return versioned(ok(schemas::customer().write(customer)), customer.version);
}

}  // namespace

http::Response CustomerController::list(const Request& request) {
    const SearchRequest query = read_query(schemas_.customer_query, request, cursors_);
    return page_of(schemas::customer_page(), request, customers_.list(query), cursors_);
}

http::Response CustomerController::show(const Request& request) { return shown(customers_.find(request.id_in_path())); }

http::Response CustomerController::create(const Request& request) {
    const Customer customer = customers_.add(read_body(schemas::new_customer(), request));
    return created("/customers", customer.id, schemas::customer().write(customer));
}

http::Response CustomerController::replace(const Request& request) {
    const CustomerDetails details = read_body(schemas::customer_details(), request);
    return shown(customers_.change(actor_of(request), request.id_in_path(), expected_version(request),
                                   [&](CustomerDetails& customer) { customer = details; }));
}

http::Response CustomerController::change(const Request& request) {
    const auto patch = read_patch(schemas::customer_details(), request);
    return shown(customers_.change(actor_of(request), request.id_in_path(), expected_version(request),
                                   [&](CustomerDetails& customer) { patch.apply_to(customer); }));
}

http::Response CustomerController::remove(const Request& request) {
    customers_.remove(actor_of(request), request.id_in_path(), expected_version(request));
    return no_content();
}

}  // namespace till

#include "shop/catalogue/product_controller.h"

#include "api/exchange.h"

namespace till {

http::Response ProductController::response_with(const Product& product) const {
    return versioned(ok(schemas_.product.write(product)), product.version);
}

http::Response ProductController::list(const Request& request) {
    const ProductQuery query = read_query(schemas_.product_query, request, cursors_);
    return page_of(schemas_.product_page, request, products_.list(query), cursors_);
}

http::Response ProductController::show(const Request& request) {
    return response_with(products_.find(request.id_in_path()));
}

http::Response ProductController::create(const Request& request) {
    const Product product = products_.add(request.caller, read_body(schemas_.new_product, request));
    return versioned(created("/products", product.id, schemas_.product.write(product)), product.version);
}

http::Response ProductController::replace(const Request& request) {
    const ProductDetails details = read_body(schemas_.product_details, request);
    return response_with(products_.change(request.id_in_path(), expected_version(request),
                                          [&](ProductDetails& product) { product = details; }));
}

http::Response ProductController::change(const Request& request) {
    const auto patch = read_patch(schemas_.product_details, request);
    return response_with(products_.change(request.id_in_path(), expected_version(request),
                                          [&](ProductDetails& product) { patch.apply_to(product); }));
}

http::Response ProductController::remove(const Request& request) {
    products_.remove(request.id_in_path(), expected_version(request));
    return no_content();
}

http::Response ProductController::set_image(const Request& request) {
    return response_with(images_.set(request.id_in_path(), expected_version(request), request.http.read_body()));
}

http::Response ProductController::remove_image(const Request& request) {
    images_.remove(request.id_in_path(), expected_version(request));
    return no_content();
}

http::Response ProductController::list_categories(const Request& /*request*/) {
    json::Writer writer;
    schemas::category().write_list(products_.categories(), writer);
    return ok(writer.take());
}

}  // namespace till

#pragma once
#include "api/paging.h"
#include "api/request.h"
#include "shop/catalogue/product_image_service.h"
#include "shop/catalogue/product_schema.h"
#include "shop/catalogue/product_service.h"

namespace till {

class ProductController {
 public:
    ProductController(const ProductSchemas& schemas, const CursorSealer& cursors, ProductService& products,
                      ProductImageService& images)
        : schemas_(schemas), cursors_(cursors), products_(products), images_(images) {}

    http::Response list(const Request& request);
    http::Response show(const Request& request);
    http::Response create(const Request& request);
    http::Response replace(const Request& request);
    http::Response change(const Request& request);
    http::Response remove(const Request& request);
    http::Response set_image(const Request& request);
    http::Response remove_image(const Request& request);
    http::Response list_categories(const Request& request);

 private:
    http::Response response_with(const Product& product) const;

    const ProductSchemas& schemas_;
    const CursorSealer& cursors_;
    ProductService& products_;
    ProductImageService& images_;
};

}  // namespace till

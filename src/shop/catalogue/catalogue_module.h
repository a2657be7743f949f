#pragma once
#include "api/module_context.h"
#include "shop/catalogue/product_controller.h"
#include "shop/catalogue/product_image_service.h"
#include "shop/catalogue/product_repository.h"
#include "shop/catalogue/product_schema.h"
#include "shop/catalogue/product_service.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/images/image_store.h"

namespace till {

/// Products, and their images.
struct CatalogueModule {
    CatalogueModule(const ModuleContext& context, ProductRepository& products, StockOpening& stock, ImageStore& images);
    CatalogueModule(const CatalogueModule&) = delete;
    CatalogueModule& operator=(const CatalogueModule&) = delete;

    ProductSchemas schemas;
    ProductService service;
    ProductImageService image_service;
    ProductController controller;
};

}  // namespace till

#pragma once
#include "api/module_context.h"
#include "shop/catalogue/product_controller.h"
#include "shop/catalogue/product_picture_service.h"
#include "shop/catalogue/product_repository.h"
#include "shop/catalogue/product_schema.h"
#include "shop/catalogue/product_service.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/images/picture_store.h"

namespace till {

/// Products, and their pictures.
struct CatalogueModule {
    CatalogueModule(const ModuleContext& context, ProductRepository& products, StockOpening& stock,
                    PictureStore& pictures);
    CatalogueModule(const CatalogueModule&) = delete;
    CatalogueModule& operator=(const CatalogueModule&) = delete;

    ProductSchemas schemas;
    ProductService service;
    ProductPictureService picture_service;
    ProductController controller;
};

}  // namespace till

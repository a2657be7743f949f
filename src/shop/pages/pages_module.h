#pragma once
#include "api/module_context.h"
#include "shop/pages/page_controller.h"

namespace till {

/// The storefront, the admin pages and the documentation.
struct PagesModule {
    PagesModule(const ModuleContext& context, const Compression& compression, ProductService& products,
                GuessedKeys& guessed_keys);
    PagesModule(const PagesModule&) = delete;
    PagesModule& operator=(const PagesModule&) = delete;

    PageController controller;
};

}  // namespace till

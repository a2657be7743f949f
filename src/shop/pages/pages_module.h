#pragma once
#include "api/module_context.h"
#include "shop/pages/web_page_controller.h"

namespace till {

/// The storefront, the admin pages and the documentation.
struct PagesModule {
    PagesModule(const ModuleContext& context, const Compression& compression, ProductService& products,
                ExistenceCache& existence_cache);
    PagesModule(const PagesModule&) = delete;
    PagesModule& operator=(const PagesModule&) = delete;

    WebPageController controller;
};

}  // namespace till

#include "shop/pages/pages_module.h"

#include "shop/pages/web_page_files.h"
#include "shop/pages/web_page_routes.h"

namespace till {

PagesModule::PagesModule(const ModuleContext& context, const Compression& compression, ProductService& products,
                         ExistenceCache& existence_cache)
    : controller(web_page_files(), compression, products, existence_cache, context.shop.image_hosts) {
    add_web_page_routes(context.routes, controller);
}

}  // namespace till

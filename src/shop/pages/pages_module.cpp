#include "shop/pages/pages_module.h"

#include "shop/pages/page_files.h"
#include "shop/pages/page_routes.h"

namespace till {

PagesModule::PagesModule(const ModuleContext& context, const Compression& compression, ProductService& products,
                         GuessedKeys& guessed_keys)
    : controller(page_files(), compression, products, guessed_keys, context.shop.image_hosts) {
    add_page_routes(context.routes, controller);
}

}  // namespace till

#include "shop/images/images_module.h"

#include "shop/images/image_routes.h"

namespace till {

ImagesModule::ImagesModule(const ModuleContext& context, ImageRepository& images,
                           const caching::Invalidations& invalidations, std::chrono::milliseconds cache_lifetime)
    : service(context.database, images),
      existence_cache(invalidations, cache_lifetime, context.clock),
      controller(service, existence_cache) {
    add_image_routes(context.routes, controller);
}

}  // namespace till

#include "shop/images/images_module.h"

#include "shop/images/picture_routes.h"

namespace till {

ImagesModule::ImagesModule(const ModuleContext& context, PictureRepository& pictures, const caching::Touches& touches,
                           std::chrono::milliseconds cache_lifetime)
    : service(context.database, pictures),
      guessed_keys(touches, cache_lifetime, context.clock),
      controller(service, guessed_keys) {
    add_picture_routes(context.routes, controller);
}

}  // namespace till

#pragma once
#include "api/module_context.h"
#include "shop/images/existence_cache.h"
#include "shop/images/image_controller.h"
#include "shop/images/image_repository.h"
#include "shop/images/image_service.h"

namespace till {

/// The files of the shop's own images.
struct ImagesModule {
    ImagesModule(const ModuleContext& context, ImageRepository& images, const caching::Invalidations& invalidations,
                 std::chrono::milliseconds cache_lifetime);
    ImagesModule(const ImagesModule&) = delete;
    ImagesModule& operator=(const ImagesModule&) = delete;

    ImageService service;
    ExistenceCache existence_cache;  ///< for requests without a token: images, and web pages of products
    ImageController controller;
};

}  // namespace till

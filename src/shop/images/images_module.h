#pragma once
#include "api/module_context.h"
#include "shop/images/guessed_keys.h"
#include "shop/images/picture_controller.h"
#include "shop/images/picture_repository.h"
#include "shop/images/picture_service.h"

namespace till {

/// The files of the shop's own pictures.
struct ImagesModule {
    ImagesModule(const ModuleContext& context, PictureRepository& pictures, const caching::Touches& touches,
                 std::chrono::milliseconds cache_lifetime);
    ImagesModule(const ImagesModule&) = delete;
    ImagesModule& operator=(const ImagesModule&) = delete;

    PictureService service;
    GuessedKeys guessed_keys;  ///< what anybody may ask for: pictures, and pages of products
    PictureController controller;
};

}  // namespace till

#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shop/images/image_store.h"
#include "shop/kernel/image_address.h"

namespace till {

/// What is wrong with giving a product the image_url `after` where it had `before`, as the end of "image_url …": it
/// leads to a host that is not among `hosts`, whose images the shop's pages do not show, or to an image of the shop
/// that `is_there` does not know. What stays as it is, and is perhaps from before the hosts were changed, may stay.
std::optional<std::string> image_url_complaint(const ImageHosts& hosts, const std::optional<std::string>& before,
                                               const std::optional<std::string>& after,
                                               const std::function<bool(std::string_view name)>& is_there);

/// Refuses what image_url_complaint() complains of. An image of the shop stays until the transaction ends.
void require_fit_image_url(database::Transaction& transaction, ImageStore& images, const ImageHosts& hosts,
                           const std::optional<std::string>& before, const std::optional<std::string>& after);

}  // namespace till

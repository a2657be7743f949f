#include "shop/images/image_urls.h"

#include "platform/errors/refusal.h"

namespace till {

std::optional<std::string> image_url_complaint(const ImageHosts& hosts, const std::optional<std::string>& before,
                                               const std::optional<std::string>& after,
                                               const std::function<bool(std::string_view name)>& is_there) {
    if (!after || before == after) return std::nullopt;
    if (!hosts.allow(*after)) return hosts.complaint();
    if (!is_among_images(*after)) return std::nullopt;
    const std::string name = image_name(after);
    if (!name.empty() && is_there(name)) return std::nullopt;
    return "names an image that this shop does not have";
}

void require_fit_image_url(database::Transaction& transaction, ImageStore& images, const ImageHosts& hosts,
                           const std::optional<std::string>& before, const std::optional<std::string>& after) {
    const auto hold = [&](std::string_view name) { return images.hold(transaction, name); };
    if (auto complaint = image_url_complaint(hosts, before, after, hold)) {
        throw Refusal::invalid("image_url", std::move(*complaint));
    }
}

}  // namespace till

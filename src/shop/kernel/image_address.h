#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till {

/// What is wrong with a text as the address of an image, as the end of "The field …"; nothing where it is an absolute
/// http or https URL, or a path of this host (RFC 3986, also with letters beyond ASCII behind the host). Refused too is
/// what browsers read as something else than it looks like: backslashes, user names, dot segments in whatever disguise.
std::optional<std::string> image_address_complaint(std::string_view address);

/// `cdn.example.com` or `cdn.example.com:8443` of a good absolute address, in small letters; "" of a path.
std::string image_host(std::string_view address);

/// The hosts beside the shop's own that images may come from, each as image_host() writes it, or "*" for any.
class ImageHosts {
 public:
    explicit ImageHosts(std::vector<std::string> hosts = {}) : hosts_(std::move(hosts)) {}

    bool allow_any() const;
    bool allow(std::string_view address) const;
    /// What is said of an address on another one, as the end of "The field …".
    std::string complaint() const;
    const std::vector<std::string>& names() const { return hosts_; }

 private:
    std::vector<std::string> hosts_;
};

}  // namespace till

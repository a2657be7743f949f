#include "platform/images/colours.h"

#include <array>
#include <memory>

#include <lcms2.h>

namespace till::images {
namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, DeleteTransform>;

cmsUInt32Number format_of(Channels channels) {
    switch (channels) {
        case Channels::cmyk:
            return TYPE_CMYK_8;
        case Channels::inverted_cmyk:
            return TYPE_CMYK_8_REV;
        case Channels::rgba:
            break;
    }
    return TYPE_RGBA_8;
}

bool fits(cmsHPROFILE profile, const Pixels& pixels) {
    const cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    if (pixels.channels != Channels::rgba) return space == cmsSigCmykData;
    return space == cmsSigRgbData || (space == cmsSigGrayData && pixels.grey);
}

Transform to_srgb(cmsHPROFILE profile, cmsUInt32Number from, cmsUInt32Number to) {
    const Profile srgb(cmsCreate_sRGBProfile());
    return Transform(cmsCreateTransform(profile, from, srgb.get(), to, INTENT_PERCEPTUAL, cmsFLAGS_COPY_ALPHA));
}

// There are only 256 greys.
void convert_greys(Pixels& pixels, cmsHTRANSFORM transform) {
    constexpr std::size_t greys = 256;
    std::array<std::uint8_t, greys> from{};
    for (std::size_t i = 0; i < greys; ++i) from[i] = static_cast<std::uint8_t>(i);
    std::array<std::uint8_t, greys * 3> to{};
    cmsDoTransform(transform, from.data(), to.data(), greys);
    for (std::size_t i = 0; i < pixels.bytes.size(); i += 4) {
        const std::size_t grey = pixels.bytes[i];
        for (std::size_t channel = 0; channel < 3; ++channel) pixels.bytes[i + channel] = to[grey * 3 + channel];
    }
}

bool convert_by_profile(Pixels& pixels, const Deadline& deadline) {
    const Profile profile(
        cmsOpenProfileFromMem(pixels.profile.data(), static_cast<cmsUInt32Number>(pixels.profile.size())));
    if (!profile || !fits(profile.get(), pixels)) return false;
    const bool greys = cmsGetColorSpace(profile.get()) == cmsSigGrayData;
    const Transform transform = greys ? to_srgb(profile.get(), TYPE_GRAY_8, TYPE_RGB_8)
                                      : to_srgb(profile.get(), format_of(pixels.channels), TYPE_RGBA_8);
    if (!transform) return false;
    if (greys) {
        convert_greys(pixels, transform.get());
        return true;
    }
    for (std::size_t y = 0; y < pixels.height; ++y) {
        deadline.check();
        cmsDoTransform(transform.get(), pixels.row(y), pixels.row(y), static_cast<cmsUInt32Number>(pixels.width));
    }
    return true;
}

void mix_inks(Pixels& pixels) {
    const bool inverted = pixels.channels == Channels::inverted_cmyk;
    const auto light = [inverted](std::uint8_t ink) { return inverted ? ink : 255 - ink; };
    for (std::size_t i = 0; i < pixels.bytes.size(); i += 4) {
        const int black = light(pixels.bytes[i + 3]);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            std::uint8_t& value = pixels.bytes[i + channel];
            value = static_cast<std::uint8_t>(light(value) * black / 255);
        }
    }
}

}  // namespace

void convert_to_srgb(Pixels& pixels, const Deadline& deadline) {
    const bool converted = !pixels.profile.empty() && convert_by_profile(pixels, deadline);
    if (pixels.channels == Channels::rgba) return;
    if (!converted) mix_inks(pixels);
    for (std::size_t i = 3; i < pixels.bytes.size(); i += 4) pixels.bytes[i] = 255;
    pixels.channels = Channels::rgba;
}

}  // namespace till::images

#include "support/coloured_images.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <vector>

#include <jpeglib.h>
#include <lcms2.h>
#include <png.h>
#include <webp/encode.h>

#include "support/images.h"

namespace till::test {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Profile = std::unique_ptr<void, cmsBool (*)(void*)>;

Profile owned(cmsHPROFILE profile) {
    if (profile == nullptr) throw std::runtime_error("the profile cannot be made");
    return {profile, cmsCloseProfile};
}

std::string text_of(const Profile& profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile.get(), nullptr, &size);
    std::string bytes(size, '\0');
    if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0) throw std::runtime_error("no room");
    return bytes;
}

Profile opened(const std::string& bytes) {
    return owned(cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
}

Profile rgb_profile(const cmsCIExyYTRIPLE& primaries, cmsToneCurve* curve) {
    const cmsCIExyY d65{0.3127, 0.3290, 1.0};
    cmsToneCurve* curves[] = {curve, curve, curve};
    Profile profile = owned(cmsCreateRGBProfile(&d65, &primaries, curves));
    cmsFreeToneCurve(curve);
    return profile;
}

int converted(cmsHPROFILE from, cmsHPROFILE to, int color) {
    std::uint8_t pixel[] = {static_cast<std::uint8_t>(color >> 16), static_cast<std::uint8_t>(color >> 8),
                            static_cast<std::uint8_t>(color)};
    cmsHTRANSFORM transform = cmsCreateTransform(from, TYPE_RGB_8, to, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC, 0);
    cmsDoTransform(transform, pixel, pixel, 1);
    cmsDeleteTransform(transform);
    return pixel[0] << 16 | pixel[1] << 8 | pixel[2];
}

// Inks to the Lab colour of what is left of white light.
cmsInt32Number show_inks(const cmsUInt16Number in[], cmsUInt16Number out[], void* rgb_to_lab) {
    const auto left = [&](int ink) {
        return static_cast<cmsUInt16Number>((0xFFFFU - in[ink]) * (0xFFFFU - in[3]) / 0xFFFFU);
    };
    const cmsUInt16Number rgb[] = {left(1), left(2), left(0)};
    cmsDoTransform(rgb_to_lab, rgb, out, 1);
    return 1;
}

Bytes row_of(const FlatImage& image, int bytes_a_sample = 1) {
    Bytes row;
    for (int x = 0; x < image.width; ++x) {
        for (int shift = image.grey ? 0 : 16; shift >= 0; shift -= 8) {
            row.insert(row.end(), static_cast<std::size_t>(bytes_a_sample),
                       static_cast<std::uint8_t>(image.color >> shift));
        }
    }
    return row;
}

class JpegWriter {
 public:
    JpegWriter(int width, int height, int components, J_COLOR_SPACE space) {
        file_.err = jpeg_std_error(&errors_);
        jpeg_create_compress(&file_);
        jpeg_mem_dest(&file_, &bytes_, &size_);
        file_.image_width = static_cast<JDIMENSION>(width);
        file_.image_height = static_cast<JDIMENSION>(height);
        file_.input_components = components;
        file_.in_color_space = space;
        jpeg_set_defaults(&file_);
        jpeg_set_quality(&file_, 100, TRUE);
    }
    ~JpegWriter() {
        jpeg_destroy_compress(&file_);
        std::free(bytes_);  // NOLINT: the library's malloc
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;

    template <class RowAt>
    std::string write(const std::string& profile, RowAt row_at) {
        jpeg_start_compress(&file_, TRUE);
        if (!profile.empty()) {
            jpeg_write_icc_profile(&file_, reinterpret_cast<const JOCTET*>(profile.data()),  // NOLINT: bytes
                                   static_cast<unsigned>(profile.size()));
        }
        while (file_.next_scanline < file_.image_height) {
            Bytes row = row_at(file_.next_scanline);
            JSAMPROW pointer = row.data();
            jpeg_write_scanlines(&file_, &pointer, 1);
        }
        jpeg_finish_compress(&file_);
        return {reinterpret_cast<const char*>(bytes_), size_};  // NOLINT: bytes
    }

    jpeg_compress_struct& settings() { return file_; }

 private:
    jpeg_compress_struct file_{};
    jpeg_error_mgr errors_{};
    unsigned char* bytes_ = nullptr;
    unsigned long size_ = 0;
};

void append_to(png_structp png, png_bytep bytes, std::size_t size) {
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(bytes), size);  // NOLINT
}

std::string little_endian(std::size_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i);
    return text;
}

std::string chunk(const std::string& name, const std::string& data) {
    return name + little_endian(data.size(), 4) + data + std::string(data.size() % 2, '\0');
}

}  // namespace

std::string adobe_rgb_profile() {
    return text_of(
        rgb_profile({{0.64, 0.33, 1.0}, {0.21, 0.71, 1.0}, {0.15, 0.06, 1.0}}, cmsBuildGamma(nullptr, 2.19921875)));
}

std::string display_p3_profile(std::size_t padding) {
    const double srgb_curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    const Profile profile = rgb_profile({{0.68, 0.32, 1.0}, {0.265, 0.69, 1.0}, {0.15, 0.06, 1.0}},
                                        cmsBuildParametricToneCurve(nullptr, 4, srgb_curve));
    cmsMLU* const text = cmsMLUalloc(nullptr, 1);
    cmsMLUsetASCII(text, "en", "US", std::string(padding + 1, 'x').c_str());
    cmsWriteTag(profile.get(), cmsSigCopyrightTag, text);
    cmsMLUfree(text);
    return text_of(profile);
}

std::string grey_profile() {
    cmsToneCurve* const curve = cmsBuildGamma(nullptr, 3.0);
    std::string bytes = text_of(owned(cmsCreateGrayProfile(cmsD50_xyY(), curve)));
    cmsFreeToneCurve(curve);
    return bytes;
}

std::string ink_profile() {
    const Profile profile = owned(cmsCreateProfilePlaceholder(nullptr));
    cmsSetProfileVersion(profile.get(), 2.4);
    cmsSetDeviceClass(profile.get(), cmsSigOutputClass);
    cmsSetColorSpace(profile.get(), cmsSigCmykData);
    cmsSetPCS(profile.get(), cmsSigLabData);
    const Profile srgb = owned(cmsCreate_sRGBProfile());
    const Profile lab = owned(cmsCreateLab2Profile(nullptr));
    cmsHTRANSFORM rgb_to_lab =
        cmsCreateTransform(srgb.get(), TYPE_RGB_16, lab.get(), TYPE_LabV2_16, INTENT_RELATIVE_COLORIMETRIC, 0);
    cmsPipeline* const pipeline = cmsPipelineAlloc(nullptr, 4, 3);
    cmsStage* const table = cmsStageAllocCLut16bit(nullptr, 9, 4, 3, nullptr);
    cmsStageSampleCLut16bit(table, show_inks, rgb_to_lab, 0);
    cmsPipelineInsertStage(pipeline, cmsAT_END, table);
    if (cmsWriteTag(profile.get(), cmsSigAToB0Tag, pipeline) == 0) throw std::runtime_error("the table is not taken");
    cmsPipelineFree(pipeline);
    cmsDeleteTransform(rgb_to_lab);
    return text_of(profile);
}

int stored_in(const std::string& profile, int srgb) {
    return converted(owned(cmsCreate_sRGBProfile()).get(), opened(profile).get(), srgb);
}

int shown_by(const std::string& profile, int stored) {
    return converted(opened(profile).get(), owned(cmsCreate_sRGBProfile()).get(), stored);
}

std::string flat_png(const FlatImage& image, int bits, bool interlaced) {
    std::string file;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &file, append_to, nullptr);
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height), bits,
                 image.grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (!image.profile.empty()) {
        png_set_iCCP(png, info, "icc", PNG_COMPRESSION_TYPE_DEFAULT,
                     reinterpret_cast<png_const_bytep>(image.profile.data()),  // NOLINT: bytes
                     static_cast<png_uint_32>(image.profile.size()));
    }
    Bytes row = row_of(image, bits / 8);
    std::vector<png_bytep> rows(static_cast<std::size_t>(image.height), row.data());
    png_write_info(png, info);
    png_write_image(png, rows.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return file;
}

std::string flat_jpeg(const FlatImage& image) {
    JpegWriter writer(image.width, image.height, image.grey ? 1 : 3, image.grey ? JCS_GRAYSCALE : JCS_RGB);
    return writer.write(image.profile, [&](JDIMENSION) { return row_of(image); });
}

std::string flat_webp(const FlatImage& image, bool lossless) {
    Bytes pixels;
    for (int y = 0; y < image.height; ++y) {
        const Bytes row = row_of(image);
        pixels.insert(pixels.end(), row.begin(), row.end());
    }
    std::uint8_t* bytes = nullptr;
    const int stride = image.width * 3;
    const std::size_t size = lossless ? WebPEncodeLosslessRGB(pixels.data(), image.width, image.height, stride, &bytes)
                                      : WebPEncodeRGB(pixels.data(), image.width, image.height, stride, 95, &bytes);
    const std::string plain(reinterpret_cast<const char*>(bytes), size);  // NOLINT: bytes
    WebPFree(bytes);
    if (image.profile.empty()) return plain;
    constexpr std::size_t riff_header = 12;
    const std::string extended =
        "WEBP" +
        chunk("VP8X", std::string("\x20\0\0\0", 4) + little_endian(static_cast<std::size_t>(image.width) - 1, 3) +
                          little_endian(static_cast<std::size_t>(image.height) - 1, 3)) +
        chunk("ICCP", image.profile) + plain.substr(riff_header);
    return "RIFF" + little_endian(extended.size(), 4) + extended;
}

std::string inks_jpeg(const Inks& inks, bool as_adobe_does, const std::string& profile) {
    constexpr int width = 48;
    JpegWriter writer(width, 32, 4, JCS_CMYK);
    writer.settings().write_Adobe_marker = as_adobe_does ? TRUE : FALSE;
    return writer.write(profile, [&](JDIMENSION) {
        Bytes row;
        for (int x = 0; x < width; ++x) {
            for (const std::uint8_t ink : inks) {
                row.push_back(as_adobe_does ? static_cast<std::uint8_t>(255 - ink) : ink);
            }
        }
        return row;
    });
}

std::string progressive_jpeg(int width, int height, bool every_coefficient) {
    JpegWriter writer(width, height, 3, JCS_RGB);
    jpeg_simple_progression(&writer.settings());
    std::vector<jpeg_scan_info> scans;
    if (every_coefficient) {
        scans.push_back({3, {0, 1, 2}, 0, 0, 0, 0});
        for (int component = 0; component < 3; ++component) {
            for (int k = 1; k < DCTSIZE2; ++k) scans.push_back({1, {component}, k, k, 0, 0});
        }
        writer.settings().scan_info = scans.data();
        writer.settings().num_scans = static_cast<int>(scans.size());
    }
    return writer.write("", [&](JDIMENSION y) {
        Bytes row;
        for (int i = 0; i < width * 3; ++i) row.push_back(static_cast<std::uint8_t>(i * 7 + static_cast<int>(y) * 13));
        return row;
    });
}

int shown(const std::string& webp) { return look_at_webp(webp).left; }

}  // namespace till::test

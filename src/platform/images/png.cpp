#include "platform/images/png.h"

#include <algorithm>
#include <csetjmp>
#include <cstring>

#include <png.h>
#include <zlib.h>

namespace till::images {
namespace {

constexpr const char* damaged_png = "The image is damaged or incomplete.";
constexpr std::size_t signature_bytes = 8;

/// What is handed to the library, and what is not.
struct PngChunks {
    std::string image;    ///< a PNG of only what its pixels need
    std::string profile;  ///< the body of its iCCP
};

bool is_needed(std::string_view type) {
    return type == "IHDR" || type == "PLTE" || type == "tRNS" || type == "IDAT" || type == "IEND";
}

std::size_t big_endian_at(std::string_view bytes, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// Each chunk is a length, a type, its data and a checksum (RFC 2083, 3.2).
PngChunks chunks_of(std::string_view bytes) {
    constexpr std::size_t frame_bytes = 12;
    PngChunks chunks{.image = std::string(bytes.substr(0, signature_bytes)), .profile = {}};
    for (std::size_t at = signature_bytes; bytes.size() - at >= frame_bytes;) {
        const std::size_t length = big_endian_at(bytes, at);
        if (length > bytes.size() - at - frame_bytes) break;
        const std::string_view type = bytes.substr(at + 4, 4);
        const std::string_view data = bytes.substr(at + 8, length);
        if (type == "acTL" && length >= 4 && big_endian_at(data, 0) > 1) throw BadImage("The image is an animation.");
        if (type == "iCCP") chunks.profile = data;
        if (is_needed(type)) chunks.image += bytes.substr(at, frame_bytes + length);
        if (type == "IEND") return chunks;
        at += frame_bytes + length;
    }
    throw BadImage(damaged_png);
}

// A name, a zero, a zero for zlib, and the compressed profile (PNG, 11.3.2.3). Few bytes may become very many.
std::string inflated_profile(std::string_view data) {
    constexpr std::size_t profile_bytes_max = std::size_t{4} * 1024 * 1024;
    const std::size_t name_end = data.find('\0');
    if (name_end == std::string_view::npos || data.size() - name_end < 3) return {};
    const std::string_view compressed = data.substr(name_end + 2);
    std::string profile(profile_bytes_max, '\0');
    uLongf size = profile.size();
    const int result = uncompress(reinterpret_cast<Bytef*>(profile.data()), &size,    // NOLINT: bytes
                                  reinterpret_cast<const Bytef*>(compressed.data()),  // NOLINT: bytes
                                  static_cast<uLong>(compressed.size()));
    if (result != Z_OK) return {};
    profile.resize(size);
    return profile;
}

/// The library leaves by a jump when something is wrong, over the functions that lie between: none of those that
/// attempt() is given has anything to destroy.
class PngFile {
 public:
    PngFile(std::string_view bytes, const Deadline& deadline) : rest_(bytes), deadline_(deadline) {
        file_ = png_create_read_struct(
            PNG_LIBPNG_VER_STRING, this,
            [](png_structp file, png_const_charp) { self(png_get_error_ptr(file)).leave(damaged_png); },
            [](png_structp, png_const_charp) {});
        info_ = file_ == nullptr ? nullptr : png_create_info_struct(file_);
    }
    ~PngFile() { png_destroy_read_struct(&file_, &info_, nullptr); }
    PngFile(const PngFile&) = delete;
    PngFile& operator=(const PngFile&) = delete;

    Pixels decode() {
        if (info_ == nullptr) throw BadImage("The image is too large.");
        attempt(&PngFile::open);
        Pixels pixels{.width = png_get_image_width(file_, info_), .height = png_get_image_height(file_, info_)};
        pixels.grey = grey_;
        pixels.bytes.resize(pixels.width * pixels.height * 4);
        for (std::size_t y = 0; y < pixels.height; ++y) rows_.push_back(pixels.row(y));
        attempt(&PngFile::read);
        return pixels;
    }

 private:
    static PngFile& self(void* pointer) { return *static_cast<PngFile*>(pointer); }

    [[noreturn]] void leave(const char* why) {
        why_ = why;
        std::longjmp(back_, 1);  // NOLINT(cert-err52-cpp): this is how the library is left
    }

    void attempt(void (PngFile::*step)()) {
        if (setjmp(back_) != 0) throw BadImage(why_);  // NOLINT(cert-err52-cpp)
        (this->*step)();
    }

    static void give(png_structp file, png_bytep into, std::size_t length) {
        PngFile& own = self(png_get_io_ptr(file));
        if (own.rest_.size() < length) own.leave(damaged_png);
        std::memcpy(into, own.rest_.data(), length);
        own.rest_.remove_prefix(length);
    }

    void open() {
        png_set_read_fn(file_, this, give);
        png_set_read_status_fn(file_, [](png_structp file, png_uint_32, int) {
            PngFile& own = self(png_get_error_ptr(file));
            if (own.deadline_.has_passed()) own.leave(Deadline::too_late);
        });
        png_read_info(file_, info_);
        grey_ = (png_get_color_type(file_, info_) & PNG_COLOR_MASK_COLOR) == 0;
        png_set_expand(file_);
        png_set_scale_16(file_);
        png_set_gray_to_rgb(file_);
        png_set_add_alpha(file_, 0xFF, PNG_FILLER_AFTER);
        png_set_interlace_handling(file_);
        png_read_update_info(file_, info_);
        if (png_get_rowbytes(file_, info_) != std::size_t{png_get_image_width(file_, info_)} * 4) leave(damaged_png);
    }

    void read() {
        png_read_image(file_, rows_.data());
        png_read_end(file_, nullptr);
    }

    std::string_view rest_;
    const Deadline& deadline_;
    png_structp file_ = nullptr;
    png_infop info_ = nullptr;
    bool grey_ = false;
    std::vector<png_bytep> rows_;
    std::jmp_buf back_{};
    const char* why_ = damaged_png;
};

}  // namespace

Pixels decode_png(std::string_view bytes, const Deadline& deadline) {
    const PngChunks chunks = chunks_of(bytes);
    Pixels pixels = PngFile(chunks.image, deadline).decode();
    pixels.profile = inflated_profile(chunks.profile);
    return pixels;
}

}  // namespace till::images

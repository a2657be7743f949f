#include "platform/images/jpeg.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

// The numbers of jerror.h depend on what jpeglib.h says before.
// clang-format off
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

namespace till::images {
namespace {

constexpr const char* damaged_jpeg = "The image is damaged or incomplete.";

// Warnings for which the library leaves pixels grey. It also warns of harmless faults that other programs ignore.
bool loses_pixels(int warning) {
    return warning == JWRN_HIT_MARKER || warning == JWRN_JPEG_EOF || warning == JWRN_HUFF_BAD_CODE ||
           warning == JWRN_ARITH_BAD_CODE;
}

/// The library leaves by a jump when something is wrong, over the functions that lie between: none of those that
/// attempt() is given has anything to destroy.
class JpegFile {
 public:
    JpegFile(std::string_view bytes, int longer_side, const Deadline& deadline)
        : bytes_(bytes), longer_side_(static_cast<unsigned>(longer_side)), deadline_(deadline) {
        file_.err = jpeg_std_error(&errors_);
        file_.client_data = this;
        errors_.error_exit = [](j_common_ptr file) { self(file).leave(damaged_jpeg); };
        errors_.emit_message = [](j_common_ptr file, int level) {
            if (level < 0 && loses_pixels(file->err->msg_code)) self(file).leave(damaged_jpeg);
        };
        progress_.progress_monitor = [](j_common_ptr file) {
            if (self(file).deadline_.has_passed()) self(file).leave(Deadline::too_late);
        };
    }
    ~JpegFile() { jpeg_destroy_decompress(&file_); }
    JpegFile(const JpegFile&) = delete;
    JpegFile& operator=(const JpegFile&) = delete;

    Pixels decode() {
        attempt(&JpegFile::open);
        Pixels pixels{.width = file_.output_width, .height = file_.output_height};
        pixels.profile = profile();
        pixels.grey = file_.out_color_space == JCS_GRAYSCALE;
        if (file_.out_color_space == JCS_CMYK) {
            pixels.channels = file_.saw_Adobe_marker ? Channels::inverted_cmyk : Channels::cmyk;
        }
        pixels.bytes.resize(pixels.width * pixels.height * 4);
        pixels_ = &pixels;
        attempt(&JpegFile::read);
        return pixels;
    }

 private:
    static JpegFile& self(j_common_ptr file) { return *static_cast<JpegFile*>(file->client_data); }

    [[noreturn]] void leave(const char* why) {
        why_ = why;
        std::longjmp(back_, 1);  // NOLINT(cert-err52-cpp): this is how the library is left
    }

    void attempt(void (JpegFile::*step)()) {
        if (setjmp(back_) != 0) throw BadImage(why_);  // NOLINT(cert-err52-cpp)
        (this->*step)();
    }

    void open() {
        constexpr int profile_marker = JPEG_APP0 + 2;
        constexpr unsigned longest_segment = 0xFFFF;
        jpeg_create_decompress(&file_);
        file_.progress = &progress_;
        jpeg_mem_src(&file_, reinterpret_cast<const unsigned char*>(bytes_.data()),  // NOLINT: the same bytes
                     bytes_.size());
        jpeg_save_markers(&file_, profile_marker, longest_segment);
        jpeg_read_header(&file_, TRUE);
        if (file_.jpeg_color_space == JCS_CMYK || file_.jpeg_color_space == JCS_YCCK) {
            file_.out_color_space = JCS_CMYK;
        } else if (file_.jpeg_color_space != JCS_GRAYSCALE) {
            file_.out_color_space = JCS_EXT_RGBA;
        }
        while (file_.scale_denom < 8 &&
               std::max(file_.image_width, file_.image_height) / (file_.scale_denom * 2) >= longer_side_) {
            file_.scale_denom *= 2;
        }
        jpeg_start_decompress(&file_);
    }

    void read() {
        while (file_.output_scanline < file_.output_height) {
            JSAMPROW row = pixels_->row(file_.output_scanline);
            jpeg_read_scanlines(&file_, &row, 1);
            if (pixels_->grey) spread(row, pixels_->width);
        }
        jpeg_finish_decompress(&file_);
    }

    // From the end, as each pixel gets more room.
    static void spread(std::uint8_t* row, std::size_t width) {
        for (std::size_t x = width; x-- > 0;) {
            const std::uint8_t grey = row[x];
            std::fill_n(row + x * 4, 3, grey);
            row[x * 4 + 3] = 255;
        }
    }

    // Comes in parts of 64 KiB, which the library puts together; nothing where one is missing.
    std::string profile() {
        JOCTET* bytes = nullptr;
        unsigned size = 0;
        if (jpeg_read_icc_profile(&file_, &bytes, &size) == 0) return {};
        std::string copy(reinterpret_cast<const char*>(bytes), size);  // NOLINT: the same bytes
        std::free(bytes);                                              // NOLINT: the library's malloc
        return copy;
    }

    std::string_view bytes_;
    unsigned longer_side_;
    const Deadline& deadline_;
    jpeg_decompress_struct file_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf back_{};
    const char* why_ = damaged_jpeg;
    Pixels* pixels_ = nullptr;
};

}  // namespace

int count_scans(std::string_view jpeg) {
    constexpr unsigned char begin = 0xD8;
    constexpr unsigned char end = 0xD9;
    constexpr unsigned char scan = 0xDA;
    const auto byte = [jpeg](std::size_t at) { return static_cast<unsigned char>(jpeg[at]); };
    // Of these, no length follows: a stuffed zero, TEM, and RST0 to RST7 in the midst of a scan.
    const auto stands_alone = [](unsigned char marker) {
        return marker <= 0x01 || (marker >= 0xD0 && marker <= begin);
    };
    int scans = 0;
    std::size_t at = jpeg.find('\xFF');
    while (at != std::string_view::npos && at + 1 < jpeg.size()) {
        const unsigned char marker = byte(at + 1);
        if (marker == end) break;
        std::size_t next = at + 2;
        if (marker == 0xFF) {
            next = at + 1;  // padding
        } else if (!stands_alone(marker)) {
            if (next + 1 >= jpeg.size()) break;
            if (marker == scan) ++scans;
            next += static_cast<std::size_t>(byte(next)) << 8U | byte(next + 1);
        }
        at = jpeg.find('\xFF', next);
    }
    return scans;
}

Pixels decode_jpeg(std::string_view bytes, int longer_side, const Deadline& deadline) {
    return JpegFile(bytes, longer_side, deadline).decode();
}

}  // namespace till::images

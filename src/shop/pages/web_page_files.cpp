#include "shop/pages/web_page_files.h"

#include "embedded/demo_images.h"
#include "embedded/docs_pages.h"
#include "embedded/shop_pages.h"

namespace till {

WebPageFiles web_page_files() {
    WebPageFiles files;
    for (const embedded::File& file : embedded::docs_pages()) {
        files.emplace("api/docs/" + std::string(file.path), file.bytes);
    }
    for (const embedded::File& file : embedded::shop_pages()) files.emplace(file.path, file.bytes);
    for (const embedded::File& file : embedded::demo_images()) {
        files.emplace("demo/" + std::string(file.path), file.bytes);
    }
    return files;
}

}  // namespace till

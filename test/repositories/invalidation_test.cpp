#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include <gmock/gmock.h>

#include "repositories/invalidations.h"
#include "support/places.h"

/// Every read of every repository against every write: where a write changes what a read returns, it has to invalidate
/// something on which the read said that it depends.
namespace till {
namespace {

using test::text_of;

TEST_P(InvalidationsOfRepositories, ReachEveryReadThatAWriteChanges) {
    const std::vector<Read> all_reads = reads();
    std::set<std::string> changed_reads;
    std::set<std::string> changing_writes;
    auto before = see(all_reads);
    for (const Write& one : writes()) {
        const std::string name = fmt::format("{}", fmt::join(one.methods, " with "));
        invalidated.clear();
        write(one.work);
        auto after = see(all_reads);
        for (std::size_t i = 0; i < all_reads.size(); ++i) {
            if (before[i].text == after[i].text) continue;
            changed_reads.insert(all_reads[i].method);
            changing_writes.insert(one.methods.begin(), one.methods.end());
            EXPECT_TRUE(std::any_of(before[i].tags.begin(), before[i].tags.end(),
                                    [&](Tag tag) { return invalidated.contains(tag); }))
                << name << " does not touch what " << all_reads[i].method << "(" << all_reads[i].with
                << ") depends on, but changes it\nfrom " << before[i].text << "\nto   " << after[i].text;
        }
        before = std::move(after);
    }
    for (const Read& one : all_reads) {
        EXPECT_TRUE(changed_reads.contains(one.method))
            << one.method << " is changed by no write: this test says nothing about it";
    }
    for (const Write& one : writes()) {
        for (const std::string& method : one.methods) {
            EXPECT_TRUE(changing_writes.contains(method) || unread_writes().contains(method))
                << method << " changes no read: this test says nothing about it";
        }
    }
}

TEST_P(InvalidationsOfRepositories, AreFewerThanEverything) {
    const auto depends = [&](const std::string& method, const std::string& with) {
        const std::vector<Read> all = reads();
        const auto one =
            std::find_if(all.begin(), all.end(), [&](const Read& r) { return r.method == method && r.with == with; });
        return see({*one}).front().tags;
    };
    invalidated.clear();
    write([&](Transaction& transaction) { EXPECT_TRUE(stock.change(transaction, {{lamp, -1}}).empty()); });
    const auto reached = [&](const std::vector<Tag>& tags) {
        return std::any_of(tags.begin(), tags.end(), [&](Tag tag) { return invalidated.contains(tag); });
    };
    EXPECT_TRUE(reached(depends("product.find", text_of(lamp))));
    EXPECT_FALSE(reached(depends("product.find", text_of(mug))));
    EXPECT_FALSE(reached(depends("product.categories", "")));
    EXPECT_FALSE(reached(depends("product.list", "5"))) << "which does not show the lamp";
}

TILL_ON_BOTH_DATABASES(InvalidationsOfRepositories);

/// The functions that the repositories' headers declare or implement.
std::set<std::string> declared_methods() {
    const std::filesystem::path folder = test::source_path("src/shop");
    const std::regex method(R"((\w+)\(\s*database::(SqlSession|Transaction)&[^;{]*(= 0;|override))");
    const std::string prefix = "sql_";
    const std::string ending = "_repository.h";
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string file = entry.path().filename().string();
        if (!file.ends_with(ending)) continue;
        const std::size_t begin = file.starts_with(prefix) ? prefix.size() : 0;
        const std::string repository = file.substr(begin, file.size() - begin - ending.size());
        std::ifstream stream(entry.path());
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        for (std::sregex_iterator found(text.begin(), text.end(), method), end; found != end; ++found) {
            names.insert(repository + "." + (*found)[1].str());
        }
    }
    return names;
}

TEST_P(InvalidationsOfRepositories, AreTestedForEveryMethodOfEveryRepository) {
    std::set<std::string> tested;
    for (const Read& one : reads()) tested.insert(one.method);
    for (const Write& one : writes()) tested.insert(one.methods.begin(), one.methods.end());
    tested.insert(reads_of_the_writer().begin(), reads_of_the_writer().end());
    EXPECT_EQ(tested, declared_methods()) << "say in repository_methods.cpp how each is called";
}

}  // namespace
}  // namespace till

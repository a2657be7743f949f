#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/config/configuration.h"
#include "support/temporary_folder.h"
#include "unit/platform/config/configuration_file.h"

namespace till {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string good_key(32, 'k');

class SigningKey : public testing::Test {
 protected:
    void write(const std::string& bytes, mode_t mode = 0600) {
        std::ofstream(file_, std::ios::binary) << bytes;
        ASSERT_EQ(::chmod(file_.c_str(), mode), 0);
        configuration_.tokens.secret_file = file_;
    }

    std::string refusal() const {
        return complaint_of([&] { signing_key(configuration_); });
    }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "signing.key";
    Configuration configuration_;
};

TEST_F(SigningKey, IsTheBytesOfTheSecret) {
    configuration_.tokens.secret = good_key;
    EXPECT_EQ(signing_key(configuration_), good_key);
}

TEST_F(SigningKey, IsRefusedWhereThereIsNoneWithAWordOnHowToMakeOne) {
    EXPECT_THAT(refusal(), AllOf(HasSubstr("no key"), HasSubstr("openssl rand -hex 32")));
}

TEST_F(SigningKey, IsRefusedWhenShort) {
    configuration_.tokens.secret = good_key.substr(1);
    EXPECT_THAT(refusal(), AllOf(HasSubstr("31 bytes"), HasSubstr("openssl rand -hex 32")));
}

TEST_F(SigningKey, IsReadFromAFileWithoutItsLastLineBreak) {
    for (const std::string end : {"", "\n", "\r\n"}) {
        write(good_key + end);
        EXPECT_EQ(signing_key(configuration_), good_key);
    }
    write(good_key + "\n\n");
    EXPECT_EQ(signing_key(configuration_), good_key + "\n");
}

TEST_F(SigningKey, MayHoldAnyBytesInAFile) {
    const std::string bytes = std::string("\0\xff", 2) + good_key;
    write(bytes);
    EXPECT_EQ(signing_key(configuration_), bytes);
}

TEST_F(SigningKey, IsRefusedFromAFileThatOthersMayUse) {
    for (const mode_t mode : {0640, 0604, 0620, 0610, 0644}) {
        write(good_key, mode);
        EXPECT_THAT(refusal(), AllOf(HasSubstr(file_.string()), HasSubstr("chmod 600"))) << std::oct << mode;
    }
}

TEST_F(SigningKey, IsRefusedFromAFileThatIsShortEmptyTooLongOrNone) {
    write("short\n");
    EXPECT_THAT(refusal(), HasSubstr("5 bytes"));
    write("");
    EXPECT_THAT(refusal(), HasSubstr("0 bytes"));
    write(std::string(5000, 'k'));
    EXPECT_THAT(refusal(), HasSubstr("more than 4096 bytes"));
    configuration_.tokens.secret_file = folder_.path() / "none";
    EXPECT_THAT(refusal(), HasSubstr("No such file"));
    configuration_.tokens.secret_file = folder_.path();
    EXPECT_THAT(refusal(), HasSubstr("is not a file"));
}

TEST_F(SigningKey, IsTakenFromTheVariableRatherThanTheFilesOther) {
    write(std::string(40, 'f'));
    const std::filesystem::path toml = folder_.path() / "till.toml";
    std::ofstream(toml) << "[tokens]\nsecret_file = \"" << file_.string() << "\"\n";
    EXPECT_EQ(signing_key(load_configuration(toml, {{"TILL_TOKENS_SECRET", good_key}})), good_key);

    std::ofstream(toml) << "[tokens]\nsecret = \"" << good_key << "\"\n";
    EXPECT_EQ(signing_key(load_configuration(toml, {{"TILL_TOKENS_SECRET_FILE", file_.string()}})),
              std::string(40, 'f'));
}

}  // namespace
}  // namespace till

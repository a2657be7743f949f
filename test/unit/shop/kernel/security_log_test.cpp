#include "shop/kernel/security_log.h"

#include <sstream>

#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

namespace till {
namespace {

using testing::HasSubstr;

class TheSecurityLog : public testing::Test {
 protected:
    TheSecurityLog() {
        auto logger = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines));
        logger->set_pattern("%v");
        spdlog::set_default_logger(logger);
    }
    ~TheSecurityLog() override { spdlog::set_default_logger(former); }

    const std::shared_ptr<spdlog::logger> former = spdlog::default_logger();
    std::ostringstream lines;
    SecurityLog log;
    const Actor actor{.caller = {.account = 7}, .origin = {"192.0.2.1", "request-1"}};
};

TEST_F(TheSecurityLog, SaysWhoDidWhatToWhomAndFromWhere) {
    log.note(SecurityEvent::role_changed, actor, 31, "admin");
    EXPECT_EQ(lines.str(),
              "security: event=role-changed account=31 by=7 address=192.0.2.1 request=request-1 detail=admin\n");
    EXPECT_EQ(log.count(SecurityEvent::role_changed), 1U);
    EXPECT_EQ(log.count(SecurityEvent::signed_in), 0U);
}

TEST_F(TheSecurityLog, IsNotFilledByWhatAnybodyCanDo) {
    for (int i = 0; i < 10'000; ++i) log.note(SecurityEvent::sign_in_delayed, actor, 0);
    EXPECT_EQ(log.count(SecurityEvent::sign_in_delayed), 10'000U) << "counted they are";
    EXPECT_LT(lines.str().size(), 200'000U);
    for (int i = 0; i < 100; ++i) log.note(SecurityEvent::role_changed, actor, 1'000 + i, "admin");
    for (int i = 0; i < 100; ++i) EXPECT_THAT(lines.str(), HasSubstr("account=" + std::to_string(1'000 + i)));
}

}  // namespace
}  // namespace till

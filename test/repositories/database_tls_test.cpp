#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "platform/database/store.h"
#include "support/certificates.h"
#include "support/private_mariadb.h"

namespace till::database {
namespace {

using testing::HasSubstr;

StoreOptions options_for(const std::string& url) {
    StoreOptions options;
    options.url = url;
    return options;
}

std::string refusal_of(const StoreOptions& options) {
    try {
        const Store store(options);
        return "";
    } catch (const Unavailable& error) {
        return error.what();
    }
}

std::string tls_version(Session& session) {
    const auto rows = session.rows<std::string, std::string>("SHOW SESSION STATUS LIKE 'Ssl_version'");
    return std::get<1>(rows.at(0));
}

TEST(MariadbOverTls, IsSpokenToAServerOfAnAuthorityThatIsKnownAndToNoOther) {
    const test::Certificates certificates;
    test::PrivateMariadb server({"--ssl-ca=" + certificates.authority(), "--ssl-cert=" + certificates.certificate(),
                                 "--ssl-key=" + certificates.key()});
    const std::string url = server.fresh_database();
    StoreOptions options = options_for(url + "?ssl-ca=" + certificates.authority());
    options.read_url = options.url;
    Store store(options);
    EXPECT_THAT(store.write([](Transaction& transaction) { return tls_version(transaction); }), HasSubstr("TLSv1."));
    EXPECT_THAT(store.read([](Session& session) { return tls_version(session); }), HasSubstr("TLSv1."));
    EXPECT_TRUE(store.reachable());

    const test::Certificates other;
    EXPECT_THAT(refusal_of(options_for(url + "?ssl-ca=" + other.authority())), HasSubstr("cannot connect"));
    EXPECT_THAT(refusal_of(options_for(url + "?ssl-ca=/nowhere.pem")), HasSubstr("cannot connect"));
}

TEST(MariadbOverTls, NeedsACertificateOfTheHost) {
    const test::Certificates elsewhere("DNS:db.example");
    test::PrivateMariadb server(
        {"--ssl-ca=" + elsewhere.authority(), "--ssl-cert=" + elsewhere.certificate(), "--ssl-key=" + elsewhere.key()});
    EXPECT_THAT(refusal_of(options_for(server.fresh_database() + "?ssl-ca=" + elsewhere.authority())),
                HasSubstr("cannot connect"));
}

TEST(MariadbOverTls, IsNotDoneWithoutWhereTheServerCannot) {
    const test::Certificates certificates;
    const std::string url = test::PrivateMariadb::shared().fresh_database();
    EXPECT_THAT(refusal_of(options_for(url + "?ssl-ca=" + certificates.authority())), HasSubstr("cannot connect"));
}

TEST(MariadbWithSmallPackets, IsRefusedWhereTheSettingsNeedLarger) {
    test::PrivateMariadb server({"--max-allowed-packet=1M"});
    StoreOptions options = options_for(server.fresh_database());
    options.statement_bytes_min = 2'000'000;
    const std::string refusal = refusal_of(options);
    EXPECT_THAT(refusal, HasSubstr("max_allowed_packet = 1048576"));
    EXPECT_THAT(refusal, HasSubstr("2001024"));
    options.statement_bytes_min = 1'000'000;
    Store store(options);
    EXPECT_THROW(store.write([](Transaction& transaction) {
        transaction.execute("SELECT LENGTH(:text)", std::string(1'100'000, 'x'));
    }),
                 TooLarge);
    EXPECT_EQ(store.write([](Transaction& transaction) { return transaction.value<std::int64_t>("SELECT 1"); }), 1);
}

}  // namespace
}  // namespace till::database

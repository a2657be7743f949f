#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "platform/database/sql_database.h"
#include "support/certificates.h"
#include "support/private_mariadb.h"

namespace till::database {
namespace {

using testing::HasSubstr;

SqlDatabaseOptions options_for(const std::string& url) {
    SqlDatabaseOptions options;
    options.url = url;
    return options;
}

std::string refusal_of(const SqlDatabaseOptions& options) {
    try {
        const SqlDatabase database(options);
        return "";
    } catch (const Unavailable& error) {
        return error.what();
    }
}

std::string tls_version(SqlSession& session) {
    const auto rows = session.rows<std::string, std::string>("SHOW SESSION STATUS LIKE 'Ssl_version'");
    return std::get<1>(rows.at(0));
}

TEST(MariadbOverTls, IsSpokenToAServerOfAnAuthorityThatIsKnownAndToNoOther) {
    const test::Certificates certificates;
    test::PrivateMariadb server({"--ssl-ca=" + certificates.authority(), "--ssl-cert=" + certificates.certificate(),
                                 "--ssl-key=" + certificates.key()});
    const std::string url = server.fresh_database();
    SqlDatabaseOptions options = options_for(url + "?ssl-ca=" + certificates.authority());
    options.read_url = options.url;
    SqlDatabase database(options);
    EXPECT_THAT(database.write([](Transaction& transaction) { return tls_version(transaction); }), HasSubstr("TLSv1."));
    EXPECT_THAT(database.read([](SqlSession& session) { return tls_version(session); }), HasSubstr("TLSv1."));
    EXPECT_TRUE(database.reachable());

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
    SqlDatabaseOptions options = options_for(server.fresh_database());
    options.statement_bytes_min = 2'000'000;
    const std::string refusal = refusal_of(options);
    EXPECT_THAT(refusal, HasSubstr("max_allowed_packet = 1048576"));
    EXPECT_THAT(refusal, HasSubstr("2001024"));
    options.statement_bytes_min = 1'000'000;
    SqlDatabase database(options);
    EXPECT_THROW(database.write([](Transaction& transaction) {
        transaction.execute("SELECT LENGTH(:text)", std::string(1'100'000, 'x'));
    }),
                 TooLarge);
    EXPECT_EQ(database.write([](Transaction& transaction) { return transaction.value<std::int64_t>("SELECT 1"); }), 1);
}

}  // namespace
}  // namespace till::database

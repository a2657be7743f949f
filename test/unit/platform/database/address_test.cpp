#include "platform/database/address.h"

#include <gmock/gmock.h>

namespace till::database {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string reason(const std::string& url) {
    try {
        parse_address(url);
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Address, TakesAnSqlitePathAsItStands) {
    EXPECT_EQ(parse_address("sqlite:data/a shop%20=1.db").path, "data/a shop%20=1.db");
    EXPECT_EQ(parse_address("sqlite:/srv/till.db").path, "/srv/till.db");
    EXPECT_EQ(parse_address("sqlite:/srv/till.db").shown, "sqlite:/srv/till.db");
    EXPECT_EQ(parse_address("sqlite:x").dialect, Dialect::sqlite);
}

TEST(Address, TakesAMysqlUrlApart) {
    const Address address = parse_address("mysql://shop:s3cret@db.example:3307/till");
    EXPECT_EQ(address.dialect, Dialect::mysql);
    EXPECT_EQ(address.user, "shop");
    EXPECT_EQ(address.password, "s3cret");
    EXPECT_EQ(address.host, "db.example");
    EXPECT_EQ(address.port, 3307);
    EXPECT_EQ(address.name, "till");
    EXPECT_EQ(address.socket, "");
}

TEST(Address, DecodesPercentSigns) {
    const Address address = parse_address("mysql://a%40b:p%2Fq%3A%27%5C%23@h/my%20shop?socket=/run/my%20sql.sock");
    EXPECT_EQ(address.user, "a@b");
    EXPECT_EQ(address.password, "p/q:'\\#");
    EXPECT_EQ(address.name, "my shop");
    EXPECT_EQ(address.socket, "/run/my sql.sock");
    EXPECT_EQ(address.port, 3306);
}

TEST(Address, NeedsNoHostWithASocket) {
    const Address address = parse_address("mysql://root@/till?socket=/run/s");
    EXPECT_EQ(address.socket, "/run/s");
    EXPECT_EQ(address.password, "");
}

TEST(Address, AsksForTls) {
    const Address plain = parse_address("mysql://u:p@db/n");
    EXPECT_EQ(plain.ssl_ca, "");
    const Address address = parse_address("mysql://u:p@db/n?ssl-ca=/etc/ca.pem&ssl-cert=/c.pem&ssl-key=/k%20.pem");
    EXPECT_EQ(address.ssl_ca, "/etc/ca.pem");
    EXPECT_EQ(address.ssl_cert, "/c.pem");
    EXPECT_EQ(address.ssl_key, "/k .pem");
}

TEST(Address, ReachesLocalhostByItsPort) { EXPECT_EQ(parse_address("mysql://u:p@localhost:3307/n").host, "127.0.0.1"); }

TEST(Address, KnowsIpv6Hosts) { EXPECT_EQ(parse_address("mysql://u:p@[::1]:3307/n").host, "::1"); }

TEST(Address, IsShownWithoutThePassword) {
    const std::string shown = parse_address("mysql://shop:s3cret@db:3307/till?socket=/s").shown;
    EXPECT_EQ(shown, "mysql://shop@db:3307/till?socket=/s");
}

TEST(Address, RefusesWhatIsNoDatabaseAndSaysWhy) {
    EXPECT_THAT(reason(""), HasSubstr("sqlite: or mysql://"));
    EXPECT_THAT(reason("postgres://u@h/n"), HasSubstr("sqlite: or mysql://"));
    EXPECT_THAT(reason("sqlite:"), HasSubstr("path"));
    EXPECT_THAT(reason("sqlite::memory:"), HasSubstr("memory"));
    EXPECT_THAT(reason("sqlite:a\"b"), HasSubstr("double quote"));
    EXPECT_THAT(reason("mysql://u:p@h"), HasSubstr("name"));
    EXPECT_THAT(reason("mysql://u:p@h/"), HasSubstr("name"));
    EXPECT_THAT(reason("mysql://u:p@h/a/b"), HasSubstr("name"));
    EXPECT_THAT(reason("mysql://h/n"), HasSubstr("user"));
    EXPECT_THAT(reason("mysql://u:p@/n"), HasSubstr("host"));
    EXPECT_THAT(reason("mysql://u:p@h:0/n"), HasSubstr("port"));
    EXPECT_THAT(reason("mysql://u:p@h:99999/n"), HasSubstr("port"));
    EXPECT_THAT(reason("mysql://u:p@h/n?ssl=1"), HasSubstr("socket"));
    EXPECT_THAT(reason("mysql://u:p@h/n#x"), HasSubstr("%23"));
    EXPECT_THAT(reason("mysql://u:p@h/n?ssl-ca="), HasSubstr("ssl-ca"));
    EXPECT_THAT(reason("mysql://u:p@h/n?ssl-ca=/a&ssl-cert=/c"), HasSubstr("together"));
    EXPECT_THAT(reason("mysql://u:p@h/n?ssl-cert=/c&ssl-key=/k"), HasSubstr("ssl-ca"));
    EXPECT_THAT(reason("mysql://u:p@h/n?socket=/s&ssl-ca=/a"), HasSubstr("socket"));
}

TEST(Address, NeverRepeatsThePasswordInARefusal) {
    for (const char* url : {"mysql://u:s3cret pass@h/n", "mysql://u:s3cret@h", "mysql://u:s3cret@h/n?x=y"}) {
        EXPECT_THAT(reason(url), Not(HasSubstr("s3cret"))) << url;
        EXPECT_NE(reason(url), "accepted") << url;
    }
}

}  // namespace
}  // namespace till::database

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;

TEST(CommandLine, ExplainsEveryCommand) {
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{{},
                                                                                         {"serve"},
                                                                                         {"migrate"},
                                                                                         {"account"},
                                                                                         {"account", "create"},
                                                                                         {"import"},
                                                                                         {"import", "products"},
                                                                                         {"import", "customers"},
                                                                                         {"import", "orders"},
                                                                                         {"openapi"},
                                                                                         {"config"},
                                                                                         {"version"}}) {
        std::vector<std::string> arguments = command;
        arguments.emplace_back("--help");
        const FinishedRun run = run_till(arguments);
        EXPECT_EQ(run.status, 0) << testing::PrintToString(command);
        EXPECT_THAT(run.output, HasSubstr("--help")) << testing::PrintToString(command);
        EXPECT_EQ(run.errors, "");
    }
    EXPECT_THAT(run_till({"--help"}).output, HasSubstr("--config"));
}

TEST(CommandLine, AnswersWrongUseWithTwo) {
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {},
             {"dance"},
             {"serve", "--colour"},
             {"serve", "now"},
             {"account"},
             {"account", "create"},
             {"account", "create", "--username", "x", "--role", "customer", "--customer", "-1", "--password-stdin"},
             {"import"},
             {"import", "products"},
             {"import", "cats", "file.csv"},
             {"config", "--config"},
             {"version", "1"}}) {
        const FinishedRun run = run_till(arguments);
        EXPECT_EQ(run.status, 2) << testing::PrintToString(arguments);
        EXPECT_EQ(run.output, "") << testing::PrintToString(arguments);
        EXPECT_NE(run.errors, "") << testing::PrintToString(arguments);
    }
}

TEST(CommandLine, SaysItsVersion) {
    const FinishedRun run = run_till({"version"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.output, MatchesRegex("till [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(CommandLine, ShowsTheConfigurationWithoutItsSecrets) {
    Settings settings = settings_for("mysql://till:hush%20hush@127.0.0.1:3306/shop");
    settings["TILL_TOKENS_MINUTES"] = "17";
    const FinishedRun run = run_till({"config"}, settings);
    ASSERT_EQ(run.status, 0) << run.errors;
    EXPECT_THAT(run.output, AllOf(HasSubstr("minutes = 17  # TILL_TOKENS_MINUTES"), HasSubstr("[server]"),
                                  HasSubstr("currency = \"USD\"  # default"), HasSubstr("127.0.0.1:3306/shop")));
    EXPECT_THAT(run.output, testing::Not(HasSubstr("hush")));
    EXPECT_THAT(run.output, testing::Not(HasSubstr(signing_secret)));
}

TEST(CommandLine, NamesTheLineOfAnUnknownKey) {
    const TemporaryFolder folder;
    const std::string file = folder.file("shop.toml");
    std::ofstream(file) << "[server]\nlisten = \"127.0.0.1:0\"\ncolour = \"red\"\n\n[tokens]\nminutes = \"soon\"\n";
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"serve", "--config", file}, {"--config", file, "config"}}) {
        const FinishedRun run = run_till(arguments);
        EXPECT_EQ(run.status, 1);
        EXPECT_THAT(run.errors, AllOf(HasSubstr(file + ":3"), HasSubstr("colour"), HasSubstr(file + ":6"),
                                      HasSubstr("tokens.minutes")));
        EXPECT_EQ(run.output, "");
    }
    const FinishedRun missing = run_till({"--config", folder.file("nothing.toml"), "config"});
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.errors, HasSubstr("nothing.toml"));
    const FinishedRun variable = run_till({"config"}, {{"TILL_SERVER_COLOUR", "red"}});
    EXPECT_EQ(variable.status, 1);
    EXPECT_THAT(variable.errors, HasSubstr("TILL_SERVER_COLOUR"));
}

class Program : public testing::TestWithParam<DatabaseKind> {
 protected:
    Program() : fresh_(GetParam()), settings_(settings_for(fresh_.options().url)) {}

    Settings& settings() { return settings_; }
    const database::SqlDatabaseOptions& options() const { return fresh_.options(); }
    bool on_sqlite() const { return fresh_.dialect() == database::Dialect::sqlite; }

    FinishedRun create(const std::string& username, const std::string& password, const std::string& role = "admin",
                       std::vector<std::string> more = {"--password-stdin"}) const {
        std::vector<std::string> arguments{"account", "create", "--username", username, "--role", role};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_till(arguments, settings_, password + "\n");
    }

 private:
    FreshDatabase fresh_;
    Settings settings_;
};

TEST_P(Program, MakesAccounts) {
    const FinishedRun made = create("keeper", good_password);
    EXPECT_EQ(made.status, 0) << made.errors;
    EXPECT_THAT(made.output, HasSubstr("keeper"));
    const FinishedRun taken = create("KEEPER", good_password);
    EXPECT_EQ(taken.status, 1);
    EXPECT_THAT(taken.errors, HasSubstr("taken"));
    const FinishedRun weak = create("other", "1234567");
    EXPECT_EQ(weak.status, 1);
    EXPECT_THAT(weak.errors, HasSubstr("password"));
    const FinishedRun guessed = create("other", "Password1");
    EXPECT_EQ(guessed.status, 1);
    EXPECT_THAT(guessed.errors, HasSubstr("most common"));
    EXPECT_EQ(create("other", "").status, 1);
    EXPECT_EQ(create("oth\xff", good_password).status, 1) << "no UTF-8";
    EXPECT_EQ(create("two words", good_password).status, 1);
    EXPECT_EQ(create("other", good_password, "admin", {}).status, 1) << "a password is never an argument";
    const FinishedRun nobody = create("other", good_password, "customer", {"--customer", "77", "--password-stdin"});
    EXPECT_EQ(nobody.status, 1);
    EXPECT_THAT(nobody.errors, HasSubstr("customer"));
    EXPECT_EQ(create("other", good_password, "customer").status, 1) << "whose?";
    for (const FinishedRun& run : {made, taken, weak, nobody}) {
        EXPECT_EQ((run.output + run.errors).find(good_password), std::string::npos);
    }
}

TEST_P(Program, NeedsAKeyToSignWith) {
    settings()["TILL_TOKENS_SECRET"] = "";
    const FinishedRun none = run_till({"serve"}, settings());
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.errors, AllOf(HasSubstr("tokens.secret"), HasSubstr("openssl rand -hex 32")));
    settings()["TILL_TOKENS_SECRET"] = "thirty-one bytes are too few...";
    const FinishedRun weak = run_till({"serve"}, settings());
    EXPECT_EQ(weak.status, 1);
    EXPECT_THAT(weak.errors, AllOf(HasSubstr("tokens.secret"), HasSubstr("32")));
    EXPECT_EQ(none.output + weak.output, "");
}

TEST_P(Program, PrintsOneLineAndEndsWellOnEachStopSignal) {
    for (const int signal : {SIGTERM, SIGINT}) {
        TillProcess process(settings());
        EXPECT_THAT(Api(process.port()).get("/me"), HasStatus(401));
        EXPECT_EQ(process.output(), "listening on http://127.0.0.1:" + std::to_string(process.port()) + "\n");
        process.signal(signal);
        EXPECT_EQ(process.wait(), 0) << process.errors();
        EXPECT_EQ(process.output(), "listening on http://127.0.0.1:" + std::to_string(process.port()) + "\n");
    }
}

TEST_P(Program, AnswersWhatIsInFlightWhenItIsStopped) {
    ASSERT_EQ(create("keeper", good_password).status, 0);
    // A password that takes long enough to be in flight for sure.
    settings()["TILL_PASSWORDS_PASSES"] = "12";
    settings()["TILL_PASSWORDS_MEMORY_KILOBYTES"] = "65536";
    ASSERT_EQ(create("slow", good_password).status, 0);
    TillProcess process(settings());
    HttpClient client(process.port());
    EXPECT_EQ(client.send("GET", "/api/v1/me").status, 401) << "the connection is there";
    const std::string body = R"({"username":"slow","password":")" + std::string(good_password) + "\"}";
    client.write("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
                 std::to_string(body.size()) + "\r\n\r\n" + body);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    process.signal(SIGTERM);
    EXPECT_THAT(client.read(), HasStatus(200));
    EXPECT_EQ(process.wait(), 0) << process.errors();
    EXPECT_THROW(HttpClient(process.port()).send("GET", "/"), std::runtime_error) << "nothing listens any more";
}

TEST_P(Program, KeepsEveryOrderThatItAnsweredWhenItIsStopped) {
    ASSERT_EQ(create("keeper", good_password).status, 0);
    auto process = std::make_unique<TillProcess>(settings());
    const auto token_of = [](const Api& api) {
        return api.post("/login", json::Object{{"username", "keeper"}, {"password", good_password}}).at("auth_token");
    };
    const std::string token = token_of(Api(process->port()));
    const Api api(process->port(), token);
    const std::int64_t customer =
        api.post("/customers", json::Object{{"name", "B"}, {"email", "b@example.com"}}).number("id");
    const std::int64_t product =
        api.post("/products", json::Object{{"name", "T"}, {"price", "1.00"}, {"stock", 100'000}}).number("id");
    json::Value order = order_of(product, 1);
    order["customer_id"] = customer;
    std::atomic<std::int64_t> answered{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            try {
                const Api own(process->port(), token);
                while (own.post("/orders", order).status == 201) ++answered;
            } catch (const std::runtime_error&) {  // stopped
            }
        });
    }
    while (answered < 50) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const int status = process->stop();
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(status, 0) << process->errors();

    const TillProcess second(settings());
    const Api again(second.port(), token);
    EXPECT_EQ(again.get("/orders").number("total"), answered);
    EXPECT_EQ(again.get("/products/" + std::to_string(product)).number("stock"), 100'000 - answered);
}

TEST_P(Program, StartsAgainOnTheSameStore) {
    ASSERT_EQ(create("keeper", good_password).status, 0);
    for (int start = 1; start <= 3; ++start) {
        const TillProcess process(settings());
        const Api anyone(process.port());
        const Response token = anyone.post("/login", json::Object{{"username", "keeper"}, {"password", good_password}});
        const Api api(process.port(), token.at("auth_token"));
        EXPECT_THAT(api.post("/products", json::Object{{"name", "Tea"}, {"price", "1.00"}}), HasStatus(201));
        EXPECT_EQ(api.get("/products").number("total"), start);
    }
}

TEST_P(Program, DoesNotCountInAnotherCurrency) {
    EXPECT_EQ(TillProcess(settings()).stop(), 0);
    settings()["TILL_STORE_CURRENCY"] = "EUR";
    const FinishedRun run = run_till({"serve"}, settings());
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.errors, AllOf(HasSubstr("USD"), HasSubstr("EUR")));
}

TEST_P(Program, SaysThatAPortIsTaken) {
    const TillProcess first(settings());
    settings()["TILL_SERVER_LISTEN"] = "127.0.0.1:" + std::to_string(first.port());
    const FinishedRun second = run_till({"serve"}, settings());
    EXPECT_EQ(second.status, 1);
    EXPECT_THAT(second.errors, HasSubstr(std::to_string(first.port())));
    EXPECT_EQ(second.output, "");
}

TEST_P(Program, SaysThatTheDatabaseCannotBeReached) {
    settings()["TILL_DATABASE_URL"] =
        on_sqlite() ? "sqlite:/nowhere/at/all/store.db" : "mysql://till:x@127.0.0.1:1/nothing";
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"serve"}, {"migrate"}, {"import", "products", "x.csv"}}) {
        const FinishedRun run = run_till(command, settings());
        EXPECT_EQ(run.status, 1) << command.front();
        EXPECT_NE(run.errors, "");
        EXPECT_EQ(run.output, "");
    }
}

TEST_P(Program, MigratesOnce) {
    const FinishedRun first = run_till({"migrate"}, settings());
    EXPECT_EQ(first.status, 0) << first.errors;
    EXPECT_THAT(first.output, HasSubstr("applied 0001"));
    const FinishedRun second = run_till({"migrate"}, settings());
    EXPECT_EQ(second.status, 0);
    EXPECT_EQ(second.output, "nothing to do\n");
}

TEST_P(Program, AsksForMigrationsOnMariadb) {
    settings()["TILL_DATABASE_MIGRATE_AT_START"] = "false";
    if (!on_sqlite()) {
        const FinishedRun refused = run_till({"serve"}, settings());
        EXPECT_EQ(refused.status, 1);
        EXPECT_THAT(refused.errors, HasSubstr("till migrate"));
        EXPECT_EQ(refused.output, "");
        ASSERT_EQ(run_till({"migrate"}, settings()).status, 0);
    }
    const TillProcess process(settings());
    EXPECT_THAT(Api(process.port()).get("/me"), HasStatus(401));
}

TEST_P(Program, DoesNotStartOnAnEditedMigration) {
    ASSERT_EQ(run_till({"migrate"}, settings()).status, 0);
    {
        database::SqlDatabase store(options());
        store.write([](database::Transaction& transaction) {
            transaction.execute("UPDATE schema_migrations SET checksum = :edited", std::string("edited"));
        });
    }
    for (const char* command : {"serve", "migrate"}) {
        const FinishedRun run = run_till({command}, settings());
        EXPECT_EQ(run.status, 1);
        EXPECT_THAT(run.errors, HasSubstr("0001"));
        EXPECT_EQ(run.output, "");
    }
}

INSTANTIATE_TEST_SUITE_P(, Program, testing::ValuesIn(databases_to_test()),
                         [](const auto& information) { return information.param.name; });

}  // namespace
}  // namespace till::test

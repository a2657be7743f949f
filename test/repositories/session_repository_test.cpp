#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "shop/kernel/topics.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

constexpr SessionId nobodys = 404;

class SessionTable : public test::OnMigratedDatabase {
 public:
    static SignInSession session_of(AccountId account, const std::string& family) {
        return {.account_id = account,
                .family_hash = family,
                .token_hash = "first",
                .created_at = test::at("2026-01-01T00:00:00Z"),
                .refreshed_at = test::at("2026-01-01T00:00:00Z"),
                .expires_at = test::at("2026-01-31T00:00:00Z")};
    }
    SessionId add(const SignInSession& added) {
        return write([&](Transaction& transaction) { return sessions.add(transaction, added); });
    }
    AccountId add_account(const Account& account) {
        return write([&](Transaction& transaction) { return accounts.add(transaction, account); });
    }
    std::optional<SignInSession> by_family(const std::string& family) {
        return read([&](SqlSession& session) { return sessions.find_by_family(session, family); });
    }
    std::optional<SessionState> state(SessionId id) {
        return read([&](SqlSession& session) { return sessions.state(session, id); });
    }
    bool refresh(const SignInSession& refreshed, const std::string& secret) {
        return write([&](Transaction& transaction) { return sessions.refresh(transaction, refreshed, secret); });
    }
    std::int64_t remove_expired(std::string_view before, std::int64_t at_most) {
        return write(
            [&](Transaction& transaction) { return sessions.remove_expired(transaction, test::at(before), at_most); });
    }

    const AccountId keeper = add_account(test::account("keeper"));
};

TEST_P(SessionTable, GivesBackASessionAsItWasAdded) {
    SignInSession added = session_of(keeper, "family");
    added.generation = 3;
    added.refreshed_at = test::at("2026-01-05T00:00:00Z");
    const SessionId id = add(added);
    const auto found = by_family("family");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->account_id, keeper);
    EXPECT_EQ(found->family_hash, added.family_hash);
    EXPECT_EQ(found->token_hash, added.token_hash);
    EXPECT_EQ(found->generation, 3);
    EXPECT_EQ(found->created_at, added.created_at);
    EXPECT_EQ(found->refreshed_at, added.refreshed_at);
    EXPECT_EQ(found->expires_at, added.expires_at);
    EXPECT_FALSE(by_family("FAMILY"));
    EXPECT_FALSE(by_family(""));
}

TEST_P(SessionTable, HasEveryFamilyOnce) {
    add(session_of(keeper, "family"));
    EXPECT_THROW(add(session_of(keeper, "family")), database::UniqueViolation);
}

TEST_P(SessionTable, HasNoSessionOfAnAccountThatIsNotThere) {
    EXPECT_THROW(add(session_of(404, "family")), database::ReferenceViolation);
    EXPECT_EQ(count("sessions"), 0);
}

TEST_P(SessionTable, TellsTheAccountBehindASessionAsItIsNow) {
    const CustomerId customer = add_customer("ada@example.com");
    Account ada = test::account("ada", Role::customer);
    ada.customer_id = customer;
    const AccountId account = add_account(ada);
    const SessionId id = add(session_of(account, "family"));
    const SessionState expected{.account = account, .role = Role::customer, .customer = customer};
    EXPECT_EQ(state(id), expected);
    write([&](Transaction& transaction) {
        transaction.execute("UPDATE accounts SET role = :role, customer_id = NULL WHERE id = :id", "clerk", account);
    });
    EXPECT_EQ(state(id)->role, Role("clerk"));
    EXPECT_EQ(state(id)->customer, std::nullopt);
    EXPECT_FALSE(state(nobodys));
}

TEST_P(SessionTable, RefreshesWithTheTokenThatIsGoodAndWithNoOther) {
    const SessionId other = add(session_of(keeper, "other"));
    const SessionId id = add(session_of(keeper, "family"));
    SignInSession refreshed = *by_family("family");
    refreshed.token_hash = "second";
    refreshed.generation = 1;
    refreshed.refreshed_at = test::at("2026-01-02T00:00:00Z");
    refreshed.expires_at = test::at("2026-02-01T00:00:00Z");
    EXPECT_FALSE(refresh(refreshed, "never"));
    EXPECT_EQ(by_family("family")->generation, 0);
    EXPECT_TRUE(refresh(refreshed, "first"));
    EXPECT_FALSE(refresh(refreshed, "first")) << "it serves once";

    const SignInSession found = *by_family("family");
    EXPECT_EQ(found.id, id);
    EXPECT_EQ(found.token_hash, "second");
    EXPECT_EQ(found.generation, 1);
    EXPECT_EQ(found.refreshed_at, refreshed.refreshed_at);
    EXPECT_EQ(found.expires_at, refreshed.expires_at);
    EXPECT_EQ(found.created_at, test::at("2026-01-01T00:00:00Z"));
    EXPECT_EQ(by_family("other")->id, other);
    EXPECT_EQ(by_family("other")->generation, 0);
}

TEST_P(SessionTable, IsReadToBeChanged) {
    const SessionId id = add(session_of(keeper, "family"));
    const auto found = write([&](Transaction& transaction) { return sessions.find_to_change(transaction, id); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->family_hash, "family");
    EXPECT_EQ(found->token_hash, "first");
    EXPECT_FALSE(write([&](Transaction& transaction) { return sessions.find_to_change(transaction, nobodys); }));
}

TEST_P(SessionTable, EndsOneSessionOrAllOfAnAccount) {
    const AccountId ada = add_account(test::account("ada"));
    const SessionId adas = add(session_of(ada, "ada's"));
    const SessionId first = add(session_of(keeper, "first"));
    const SessionId second = add(session_of(keeper, "second"));
    const SessionId third = add(session_of(keeper, "third"));

    write([&](Transaction& transaction) {
        sessions.remove(transaction, first);
        sessions.remove(transaction, nobodys);
    });
    EXPECT_FALSE(state(first));
    EXPECT_EQ(count("sessions"), 3);

    write([&](Transaction& transaction) { sessions.remove_all(transaction, keeper); });
    EXPECT_FALSE(state(second));
    EXPECT_FALSE(state(third));
    EXPECT_TRUE(state(adas));
}

TEST_P(SessionTable, LosesTheSessionsOfAnAccountThatGoes) {
    const CustomerId customer = add_customer("ada@example.com");
    Account account = test::account("ada", Role::customer);
    account.customer_id = customer;
    const SessionId adas = add(session_of(add_account(account), "ada's"));
    const SessionId keepers = add(session_of(keeper, "keeper's"));
    write([&](Transaction& transaction) { transaction.execute("DELETE FROM customers WHERE id = :id", customer); });
    EXPECT_FALSE(state(adas));
    EXPECT_TRUE(state(keepers));
}

TEST_P(SessionTable, RemovesWhatHasExpiredAFewAtATime) {
    for (int day = 1; day <= 5; ++day) {
        SignInSession added = session_of(keeper, "family " + std::to_string(day));
        added.expires_at = test::at("2026-02-0" + std::to_string(6 - day) + "T00:00:00Z");
        add(added);
    }
    EXPECT_EQ(remove_expired("2026-02-04T00:00:00Z", 2), 2);
    EXPECT_FALSE(by_family("family 5")) << "the first that expired goes first";
    EXPECT_TRUE(by_family("family 3"));
    EXPECT_EQ(remove_expired("2026-02-04T00:00:00Z", 2), 1);
    EXPECT_EQ(remove_expired("2026-02-04T00:00:00Z", 2), 0);
    EXPECT_TRUE(by_family("family 2")) << "it expires at that time, not before";
    EXPECT_EQ(count("sessions"), 2);
}

TEST_P(SessionTable, SaysWhatTheStateOfASessionRestsOn) {
    const CustomerId customer = add_customer("ada@example.com");
    Account ada = test::account("ada", Role::customer);
    ada.customer_id = customer;
    const AccountId account = add_account(ada);
    const SessionId id = add(session_of(account, "family"));
    const auto tags_of = [&](SessionId session) {
        const database::ReadTrace trace;
        state(session);
        return trace.tags();
    };
    EXPECT_THAT(tags_of(id), testing::UnorderedElementsAre(tag(Topic::session, id), tag(Topic::account, account),
                                                           tag(Topic::customer, customer)));
    EXPECT_THAT(tags_of(nobodys), testing::ElementsAre(tag(Topic::session, nobodys)));
    const database::ReadTrace trace;
    by_family("family");
    EXPECT_THAT(trace.tags(), testing::UnorderedElementsAre(tag(Topic::session, "family"), tag(Topic::session, id),
                                                            tag(Topic::account, account), tag(Topic::customers)));
}

TEST_P(SessionTable, InvalidatesTheStateWithEveryWrite) {
    SignInSession added = session_of(keeper, "family");
    const auto invalidated_by = [&](auto work) {
        return write([&](Transaction& transaction) {
            work(transaction);
            const auto invalidated = transaction.invalidated();
            return std::vector<database::Tag>(invalidated.begin(), invalidated.end());
        });
    };
    const auto invalidations = [](Topic topic, std::int64_t id) { return testing::ElementsAre(tag(topic, id)); };
    const auto invalidated_by_adding = invalidated_by([&](Transaction& t) { added.id = sessions.add(t, added); });
    EXPECT_THAT(invalidated_by_adding,
                testing::ElementsAre(tag(Topic::session, added.id), tag(Topic::session, added.family_hash)));
    EXPECT_THAT(invalidated_by([&](Transaction& t) { sessions.refresh(t, added, "first"); }),
                invalidations(Topic::session, added.id));
    EXPECT_THAT(invalidated_by([&](Transaction& t) { sessions.remove_expired(t, added.expires_at, 10); }),
                testing::IsEmpty());
    EXPECT_THAT(invalidated_by([&](Transaction& t) {
                    sessions.remove_expired(t, added.expires_at + std::chrono::milliseconds(1), 10);
                }),
                invalidations(Topic::session, added.id));
    EXPECT_THAT(invalidated_by([&](Transaction& t) { sessions.remove(t, added.id); }),
                invalidations(Topic::session, added.id));
    EXPECT_THAT(invalidated_by([&](Transaction& t) { sessions.remove_all(t, keeper); }),
                invalidations(Topic::account, keeper));
}

TILL_ON_BOTH_DATABASES(SessionTable);

}  // namespace
}  // namespace till

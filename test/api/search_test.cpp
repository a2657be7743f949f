#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::ElementsAre;

// One corpus of words that trip searches, and what each search has to find in which order: the same on every database.
class Search : public ShopTest {
 protected:
    void SetUp() override {
        if (admin().get("/products").at("total") != "0") return;
        add("The Tea of the House", "", "");
        add("Green Tea", "", "");
        add("T-Shirt", "", "");
        add("Straße 7 Mug", "", "");
        add("İstanbul Café Blend", "", "");
        add("A4 Paper 80g", "", "");
        add("Mug", "for tea and coffee; 2 sizes", "");
        add("☕ 🫖", "", "");
        add("Œuvre", "", "");
        add("TEAPOT", "", "TP-1");
        add("Crème Brûlée", "", "");
        add("𐌰𐌱 ２ﬁne", "", "");
        add("Κρασί ΟΔΟΣ", "", "");
        add("Ёлка", "", "");
        add("日本茶", "", "");
    }

    static void add(const std::string& name, const std::string& description, const std::string& sku) {
        json::Object fields{{"name", name}, {"price", "1.00"}};
        if (!description.empty()) fields.push_back({"description", description});
        if (!sku.empty()) fields.push_back({"sku", sku});
        shop().new_product(fields);
    }

    static std::vector<std::string> found(const std::string& words, const std::string& more = "") {
        const Response response = admin().get("/products?per_page=100&search=" + percent_encoded(words) + more);
        EXPECT_THAT(response, HasStatus(200)) << words;
        EXPECT_EQ(response.at("total"), std::to_string(response.count("items"))) << words;
        return response.each("items", "name");
    }
};

TEST_P(Search, PutsTheNameOverTheDescriptionAndWholeWordsOverBeginnings) {
    EXPECT_THAT(found("tea"), ElementsAre("The Tea of the House", "Green Tea", "TEAPOT", "Mug"));
    EXPECT_THAT(found("mug"), ElementsAre("Straße 7 Mug", "Mug"));
}

TEST_P(Search, FindsBeginningsOfWordsOnly) {
    EXPECT_THAT(found("hou"), ElementsAre("The Tea of the House"));
    EXPECT_THAT(found("ouse"), ElementsAre());
    EXPECT_THAT(found("houses"), ElementsAre());
}

TEST_P(Search, WantsEveryWord) {
    EXPECT_THAT(found("tea mug"), ElementsAre("Mug"));
    EXPECT_THAT(found("mug te"), ElementsAre("Mug"));
    EXPECT_THAT(found("tea zebra"), ElementsAre());
    EXPECT_THAT(found("tea TEA téa"), found("tea"));
}

TEST_P(Search, KnowsWordsOfOneAndTwoLetters) {
    EXPECT_THAT(found("t"), ElementsAre("T-Shirt", "The Tea of the House", "Green Tea", "TEAPOT", "Mug"));
    EXPECT_THAT(found("a"), ElementsAre("A4 Paper 80g", "Mug"));
    EXPECT_THAT(found("of"), ElementsAre("The Tea of the House"));
    EXPECT_THAT(found("7"), ElementsAre("Straße 7 Mug"));
    EXPECT_THAT(found("2"), ElementsAre("𐌰𐌱 ２ﬁne", "Mug"));
}

TEST_P(Search, KnowsWordsThatOthersLeaveOut) {
    EXPECT_THAT(found("the"), ElementsAre("The Tea of the House"));
    EXPECT_THAT(found("for"), ElementsAre("Mug"));
    EXPECT_THAT(found("and"), ElementsAre("Mug"));
}

TEST_P(Search, TakesHyphensAndOtherMarksAsBlanks) {
    EXPECT_THAT(found("t-shirt"), ElementsAre("T-Shirt"));
    EXPECT_THAT(found("shirt t"), ElementsAre("T-Shirt"));
    EXPECT_THAT(found("tp-1"), ElementsAre("TEAPOT"));
    EXPECT_THAT(found("coffee;"), ElementsAre("Mug"));
    EXPECT_THAT(found("\"green\" +tea*"), ElementsAre("Green Tea"));
}

TEST_P(Search, FindsDigitsInsideWords) {
    EXPECT_THAT(found("a4"), ElementsAre("A4 Paper 80g"));
    EXPECT_THAT(found("80"), ElementsAre("A4 Paper 80g"));
    EXPECT_THAT(found("80g pap"), ElementsAre("A4 Paper 80g"));
}

TEST_P(Search, IsBlindToCaseAndAccents) {
    for (const char* words : {"cafe", "CAFÉ", "Café", "cafe\u0301", "ｃａｆｅ"}) {
        EXPECT_THAT(found(words), ElementsAre("İstanbul Café Blend")) << words;
    }
    for (const char* words : {"creme brulee", "CRÈME", "brûl"}) EXPECT_THAT(found(words), ElementsAre("Crème Brûlée"));
    for (const char* words : {"istanbul", "ISTANBUL", "İstanbul", "i\u0307st"}) {
        EXPECT_THAT(found(words), ElementsAre("İstanbul Café Blend")) << words;
    }
    for (const char* words : {"strasse", "STRASSE", "straße", "STRAẞE", "stras"}) {
        EXPECT_THAT(found(words), ElementsAre("Straße 7 Mug")) << words;
    }
}

TEST_P(Search, KnowsOtherScripts) {
    EXPECT_THAT(found("œuv"), ElementsAre("Œuvre"));
    EXPECT_THAT(found("2fine"), ElementsAre("𐌰𐌱 ２ﬁne"));
    EXPECT_THAT(found("fine"), ElementsAre()) << "the word begins with the digit";
    EXPECT_THAT(found("𐌰"), ElementsAre("𐌰𐌱 ２ﬁne"));
    EXPECT_THAT(found("κρασι"), ElementsAre("Κρασί ΟΔΟΣ"));
    EXPECT_THAT(found("οδος"), ElementsAre("Κρασί ΟΔΟΣ"));
    EXPECT_THAT(found("елка"), ElementsAre("Ёлка"));
    EXPECT_THAT(found("日本"), ElementsAre("日本茶"));
}

TEST_P(Search, IsNoneWhereThereIsNoWord) {
    const std::vector<std::string> all = admin().get("/products?per_page=100").each("items", "name");
    for (const char* nothing : {"", " ", "☕", "%", "'", "\"", "*", "\\"}) EXPECT_THAT(found(nothing), all) << nothing;
    for (const char* words : {"_ea", "zebra", "' OR 1=1 --"}) EXPECT_THAT(found(words), ElementsAre()) << words;
    EXPECT_THAT(found("te%"), found("te"));
}

TEST_P(Search, TakesOnlyTheLastWordForABeginning) {
    EXPECT_THAT(found("green te"), ElementsAre("Green Tea"));
    EXPECT_THAT(found("gre tea"), ElementsAre());
}

TEST_P(Search, TakesEightWordsAndSaysHowManyItFinds) {
    EXPECT_THAT(found("tea of the house tea of the house the tea"), ElementsAre("The Tea of the House"));
    EXPECT_THAT(found("for tea and coffee 2 sizes mug mug"), ElementsAre("Mug"));
    EXPECT_THAT(found("for tea and coffee 2 sizes mug t and what is behind the eighth word"), ElementsAre("Mug"));
    EXPECT_EQ(admin().get("/products?search=tea").at("total_is_at_least"), "false");
}

TEST_P(Search, CanBeFilteredAndSorted) {
    EXPECT_THAT(found("tea", "&sort=-name"), ElementsAre("The Tea of the House", "TEAPOT", "Mug", "Green Tea"));
    EXPECT_THAT(found("tea", "&sort=relevance"), found("tea"));
    EXPECT_THAT(found("tea", "&in_stock=true"), ElementsAre());
    EXPECT_THAT(found("tea", "&min_price=1.01"), ElementsAre());
    EXPECT_THAT(found("tea", "&max_price=1.00"), found("tea"));
}

TEST_P(Search, TakesLongWordsAndManyOfThem) {
    EXPECT_THAT(found(std::string(200, 'x')), ElementsAre());
    std::string many;
    for (char letter = 'a'; letter <= 'z'; ++letter) many += std::string(1, letter) + " ";
    EXPECT_THAT(found(many + many + many), ElementsAre());
    EXPECT_THAT(admin().get("/products?search=" + std::string(201, 'x')), InvalidField("search"));
}

TEST_P(Search, FollowsWhatIsChanged) {
    const Response created = admin().post("/products", json::Object{{"name", "Walrus"}, {"price", "1.00"}});
    const std::string path = "/products/" + created.at("id");
    EXPECT_THAT(found("walrus"), ElementsAre("Walrus"));
    admin().patch(path, json::Object{{"name", "Seal"}, {"description", "no whale"}, {"category", "Arctic"}});
    EXPECT_THAT(found("walrus"), ElementsAre());
    EXPECT_THAT(found("seal"), ElementsAre("Seal"));
    EXPECT_THAT(found("whale"), ElementsAre("Seal"));
    EXPECT_THAT(found("arct"), ElementsAre("Seal"));
    admin().del(path);
    EXPECT_THAT(found("seal"), ElementsAre());
}

TEST_P(Search, FindsLongWordsByTheirBeginning) {
    const std::string word = std::string(50, 'q') + "end";
    const Response created = admin().post("/products", json::Object{{"name", word}, {"price", "1.00"}});
    EXPECT_THAT(found(std::string(30, 'q')), ElementsAre(word));
    EXPECT_THAT(found(word), ElementsAre(word));
    admin().del("/products/" + created.at("id"));
}

TILL_SHOP_TEST(Search);

}  // namespace
}  // namespace till::test

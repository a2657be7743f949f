#include "api/schema.h"

#include <gmock/gmock.h>

#include "support/refusals.h"

namespace till::schemas {
namespace {

using json::parse;
using test::errors_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

struct Wheel {
    std::int64_t inches = 0;
};

struct Bicycle {
    std::string name;
    std::int64_t gears = 0;
    std::optional<std::string> colour;
    bool has_bell = false;
    std::vector<Wheel> wheels;
    std::optional<Wheel> spare;
};

const Schema<Wheel>& wheel() {
    static const auto schema =
        Schema<Wheel>("Wheel", "It turns").field("inches", &Wheel::inches, integer{.min = 1}, "Wide");
    return schema;
}

const Schema<Bicycle>& bicycle() {
    static const auto schema =
        Schema<Bicycle>("Bicycle", "It rides")
            .field("name", &Bicycle::name, text{.min = 1, .max = 10}, "What it is called")
            .field("gears", &Bicycle::gears, integer{.min = 1, .max = 30}, "How many gears")
            .field("colour", &Bicycle::colour, text{.min = 1}, "Painted so")
            .field("has_bell", &Bicycle::has_bell, boolean{}, "Rings", true)
            .list("wheels", &Bicycle::wheels, wheel(), "Its wheels", {.min = 1, .max = 2})
            .nested("spare", &Bicycle::spare, wheel(), "In the cellar")
            .computed(
                "wheel_count", [](const Bicycle& b) { return static_cast<std::int64_t>(b.wheels.size()); }, integer{},
                "Counted");
    return schema;
}

Bicycle read(std::string_view text) { return bicycle().read(parse(text)); }

TEST(ASchema, HasAnExampleOfEachFieldThatItsRuleAllows) {
    EXPECT_EQ(
        json::serialize(bicycle().example()),
        R"({"name":"example","gears":1,"colour":null,"has_bell":true,"wheels":[{"inches":1}],"spare":{"inches":1},)"
        R"("wheel_count":1})");
}

TEST(ASchema, ShowsTheValuesThatItsExampleNames) {
    const auto schema = Schema<Bicycle>("Bicycle", "It rides")
                            .field("name", &Bicycle::name, text{}, "What it is called")
                            .field("colour", &Bicycle::colour, text{}, "Painted so")
                            .list("wheels", &Bicycle::wheels, wheel(), "Its wheels")
                            .example({{"name", "Rover"}, {"colour", "red"}, {"unknown", 1}});
    EXPECT_EQ(json::serialize(schema.example()), R"({"name":"Rover","colour":"red","wheels":[{"inches":1}]})");
}

TEST(ASchema, ReadsWhatItDeclares) {
    const Bicycle read_one =
        read(R"({"name":" Rover ","gears":3,"colour":"red","has_bell":false,"wheels":[{"inches":26},{"inches":28}]})");
    EXPECT_EQ(read_one.name, "Rover");
    EXPECT_EQ(read_one.gears, 3);
    EXPECT_EQ(read_one.colour, "red");
    EXPECT_FALSE(read_one.has_bell);
    ASSERT_EQ(read_one.wheels.size(), 2U);
    EXPECT_EQ(read_one.wheels[1].inches, 28);
}

TEST(ASchema, FillsInWhatMayBeMissing) {
    const Bicycle sparse = read(R"({"name":"Rover","gears":3,"wheels":[{"inches":26}]})");
    EXPECT_TRUE(sparse.has_bell) << "its default";
    EXPECT_EQ(sparse.colour, std::nullopt);
    EXPECT_EQ(read(R"({"name":"R","gears":3,"colour":null,"wheels":[{"inches":26}]})").colour, std::nullopt);
}

TEST(ASchema, NamesEveryBadFieldAtOnce) {
    const auto errors = errors_of([] {
        read(R"({"name":"","gears":"three","colour":5,"has_bell":null,"wheels":[{"inches":0},{"inch":1}],"motor":1})");
    });
    EXPECT_THAT(
        errors,
        ElementsAre(Pair("colour", ElementsAre("must be a string")), Pair("gears", ElementsAre("must be an integer")),
                    Pair("has_bell", ElementsAre("must not be null")),
                    Pair("motor", ElementsAre("is not a known field")), Pair("name", ElementsAre("must not be empty")),
                    Pair("wheels.0.inches", testing::_), Pair("wheels.1.inch", testing::_),
                    Pair("wheels.1.inches", ElementsAre("is missing"))));
}

TEST(ASchema, MissesWhatIsNotThere) {
    EXPECT_THAT(errors_of([] { read("{}"); }),
                ElementsAre(Pair("gears", ElementsAre("is missing")), Pair("name", ElementsAre("is missing")),
                            Pair("wheels", ElementsAre("is missing"))));
    EXPECT_THAT(
        errors_of([] { read(R"({"name":null,"gears":null,"wheels":null})"); }),
        ElementsAre(Pair("gears", ElementsAre("must not be null")), Pair("name", ElementsAre("must not be null")),
                    Pair("wheels", ElementsAre("must be a list"))));
}

TEST(ASchema, ReadsObjectsOnly) {
    for (const char* text : {"[]", "null", "1", "\"{}\"", "true"}) {
        EXPECT_THAT(errors_of([&] { read(text); }), ElementsAre(Pair("body", ElementsAre("must be an object"))))
            << text;
    }
    EXPECT_THAT(errors_of([] { read(R"({"name":"R","gears":1,"wheels":[7,null]})"); }),
                ElementsAre(Pair("wheels.0", ElementsAre("must be an object")),
                            Pair("wheels.1", ElementsAre("must be an object"))));
}

TEST(ASchema, CountsItsLists) {
    EXPECT_THAT(errors_of([] { read(R"({"name":"R","gears":1,"wheels":[]})"); }),
                ElementsAre(Pair("wheels", ElementsAre("must have at least 1 item"))));
    EXPECT_THAT(errors_of([] { read(R"({"name":"R","gears":1,"wheels":[{},{},{}]})"); }),
                ElementsAre(Pair("wheels", ElementsAre("must have at most 2 items"))));
}

TEST(ASchema, KnowsHowManyValuesThereMayBe) {
    EXPECT_EQ(wheel().values_max(), 2U);
    EXPECT_EQ(bicycle().values_max(), 1U + 4 + (1 + 2 * 2)) << "what is only written does not count";
}

TEST(ASchema, DoesNotReadWhatItWorksOut) {
    EXPECT_THAT(errors_of([] { read(R"({"name":"R","gears":1,"wheels":[{"inches":1}],"wheel_count":1,"spare":{}})"); }),
                ElementsAre(Pair("spare", ElementsAre("is not a known field")),
                            Pair("wheel_count", ElementsAre("is not a known field"))));
}

TEST(ASchema, WritesAllOfItsFields) {
    EXPECT_EQ(
        bicycle().write({.name = "R", .gears = 3, .colour = {}, .has_bell = true, .wheels = {{26}}, .spare = {}}),
        R"({"name":"R","gears":3,"colour":null,"has_bell":true,"wheels":[{"inches":26}],"spare":null,"wheel_count":1})");
    EXPECT_EQ(
        bicycle().write(
            {.name = "R", .gears = 3, .colour = "red", .has_bell = false, .wheels = {}, .spare = Wheel{20}}),
        R"({"name":"R","gears":3,"colour":"red","has_bell":false,"wheels":[],"spare":{"inches":20},"wheel_count":0})");
}

TEST(APatch, ChangesWhatItNames) {
    Bicycle rover{.name = "Rover", .gears = 3, .colour = "red", .has_bell = false, .wheels = {{26}}, .spare = {}};
    bicycle().read_patch(parse(R"({"gears":5,"colour":null})")).apply_to(rover);
    EXPECT_EQ(rover.name, "Rover");
    EXPECT_EQ(rover.gears, 5);
    EXPECT_EQ(rover.colour, std::nullopt);
    EXPECT_FALSE(rover.has_bell) << "a default is for what is new";
    EXPECT_EQ(rover.wheels.size(), 1U);
}

TEST(APatch, MayBeEmpty) {
    EXPECT_TRUE(bicycle().read_patch(parse("{}")).empty());
    EXPECT_FALSE(bicycle().read_patch(parse(R"({"gears":5})")).empty());
}

TEST(APatch, KeepsToTheSameRules) {
    const auto patch = [](std::string_view text) { return errors_of([&] { bicycle().read_patch(parse(text)); }); };
    EXPECT_THAT(
        patch(R"({"name":null,"gears":31,"motor":1,"wheels":[]})"),
        ElementsAre(Pair("gears", ElementsAre("must be from 1 to 30")),
                    Pair("motor", ElementsAre("is not a known field")), Pair("name", ElementsAre("must not be null")),
                    Pair("wheels", ElementsAre("must have at least 1 item"))));
    EXPECT_THAT(patch("[]"), ElementsAre(Pair("body", ElementsAre("must be an object"))));
}

struct Filter {
    std::optional<std::string> name;
    std::optional<bool> has_bell;
    std::int64_t page = 0;
};

const Schema<Filter>& filter() {
    static const auto schema = Schema<Filter>("Filter", "Which")
                                   .field("name", &Filter::name, text{.min = 1}, "Called so")
                                   .field("has_bell", &Filter::has_bell, boolean{}, "Rings")
                                   .field("page", &Filter::page, integer{.min = 1, .max = 99}, "Page", 1);
    return schema;
}

FieldErrors query_errors(const NamedTexts& texts) {
    FieldErrors errors;
    static_cast<void>(filter().read_texts(texts, errors));
    return errors;
}

TEST(QueryTexts, AreReadAsWhatTheFieldHolds) {
    FieldErrors errors;
    const Filter read = filter().read_texts({{"name", "12"}, {"has_bell", "true"}, {"page", "7"}}, errors);
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_EQ(read.name, "12");
    EXPECT_EQ(read.has_bell, true);
    EXPECT_EQ(read.page, 7);
    EXPECT_EQ(filter().read_texts({}, errors).page, 1);
}

TEST(QueryTexts, AreCheckedAllAtOnce) {
    EXPECT_THAT(
        query_errors({{"name", ""}, {"has_bell", "yes"}, {"page", "0"}, {"colour", "red"}}),
        ElementsAre(Pair("colour", ElementsAre("is not a known field")),
                    Pair("has_bell", ElementsAre("must be true or false")),
                    Pair("name", ElementsAre("must not be empty")), Pair("page", ElementsAre("must be from 1 to 99"))));
    for (const char* page : {"", "-", "x", "1.0", "1e1", "+1", "0x1", " 1", "1 "}) {
        EXPECT_THAT(query_errors({{"page", page}}), ElementsAre(Pair("page", ElementsAre("must be an integer"))))
            << page;
    }
    for (const char* page : {"-1", "100", "18446744073709551617"}) {
        EXPECT_THAT(query_errors({{"page", page}}), ElementsAre(Pair("page", ElementsAre("must be from 1 to 99"))));
    }
}

TEST(QueryTexts, AreGivenOnce) {
    EXPECT_THAT(query_errors({{"page", "1"}, {"page", "1"}}), ElementsAre(Pair("page", ElementsAre("is given twice"))));
}

TEST(QueryTexts, MayCountAsMissingWhenEmpty) {
    FieldErrors errors;
    const Filter read = filter().read_texts({{"name", ""}, {"page", ""}}, errors, true);
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_EQ(read.name, std::nullopt);
    EXPECT_EQ(read.page, 1);
}

TEST(ACell, IsAFieldAsText) {
    const Bicycle rover{
        .name = "The \"Rover\"\n", .gears = 3, .colour = {}, .has_bell = true, .wheels = {}, .spare = {}};
    EXPECT_EQ(bicycle().cell("name", rover).text, rover.name);
    EXPECT_FALSE(bicycle().cell("name", rover).is_number);
    EXPECT_EQ(bicycle().cell("gears", rover).text, "3");
    EXPECT_TRUE(bicycle().cell("gears", rover).is_number);
    EXPECT_EQ(bicycle().cell("colour", rover).text, std::nullopt);
    EXPECT_EQ(bicycle().cell("has_bell", rover).text, "true");
    for (const char* none : {"wheels", "wheel_count", "horn"}) {
        EXPECT_THROW(bicycle().cell(none, rover), std::logic_error) << none;
    }
}

TEST(ACell, IsCopiedByItsName) {
    const Bicycle from{.name = "Rover", .gears = 3, .colour = "red", .has_bell = true, .wheels = {}, .spare = {}};
    Bicycle to;
    bicycle().copy("colour", to, from);
    EXPECT_EQ(to.colour, "red");
    EXPECT_EQ(to.gears, 0);
    EXPECT_THAT(filter().names(), ElementsAre("name", "has_bell", "page"));
}

TEST(ADocument, IsMadeFromTheDeclaration) {
    EXPECT_EQ(
        json::serialize(filter().document()),
        R"({"type":"object","description":"Which","properties":{)"
        R"("name":{"type":["string","null"],"minLength":1,"maxLength":200,"description":"Called so"},)"
        R"("has_bell":{"type":["boolean","null"],"description":"Rings"},)"
        R"("page":{"type":"integer","format":"int64","minimum":1,"maximum":99,"description":"Page","default":1}},)"
        R"("additionalProperties":false})");
}

TEST(ADocument, RefersToItsParts) {
    const json::Value document = bicycle().document();
    const json::Value& properties = *document.find("properties");
    EXPECT_EQ(json::serialize(*document.find("required")), R"(["name","gears","wheels","spare","wheel_count"])");
    EXPECT_EQ(
        json::serialize(*properties.find("wheels")),
        R"({"type":"array","minItems":1,"maxItems":2,"items":{"$ref":"#/components/schemas/Wheel"},"description":"Its wheels"})");
    EXPECT_EQ(json::serialize(*properties.find("spare")->find("anyOf")),
              R"([{"$ref":"#/components/schemas/Wheel"},{"type":"null"}])");
    EXPECT_THAT(bicycle().parts(), ElementsAre(&wheel(), &wheel()));
}

TEST(ADocument, ListsAQuerysParameters) {
    const auto parameters = filter().parameters();
    ASSERT_EQ(parameters.size(), 3U);
    EXPECT_EQ(parameters[2].name, "page");
    EXPECT_FALSE(parameters[2].required);
    EXPECT_EQ(json::serialize(*parameters[2].schema.find("default")), "1");
}

}  // namespace
}  // namespace till::schemas

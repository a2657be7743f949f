#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "platform/json/json.h"

namespace till::json {
namespace {

TEST(WritingJson, IsCompact) {
    const Value value = Object{{"a", Array{1, "b", nullptr, true, Number{"1.50"}}}, {"c", Object()}, {"d", Array()}};
    EXPECT_EQ(serialize(value), R"({"a":[1,"b",null,true,1.50],"c":{},"d":[]})");
}

TEST(WritingJson, EscapesWhatHasToBe) {
    EXPECT_EQ(serialize(std::string("\"\\/\n\r\t\b\f\x01\x1f\x7f", 11)),
              "\"\\\"\\\\/\\n\\r\\t\\u0008\\u000c\\u0001\\u001f\x7f\"");
    EXPECT_EQ(serialize(std::string("a\0b", 3)), R"("a\u0000b")");
    EXPECT_EQ(serialize("caf\u00e9"), "\"caf\u00e9\"");
    EXPECT_EQ(serialize(Object{{"a\"b", 1}}), R"({"a\"b":1})");
}

TEST(WritingJson, HoldsEverySixtyFourBitInteger) {
    EXPECT_EQ(serialize(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    Writer writer;
    writer.begin_array();
    writer.integer(std::numeric_limits<std::int64_t>::max());
    writer.integer(std::numeric_limits<std::int64_t>::min());
    writer.end_array();
    EXPECT_EQ(writer.take(), "[9223372036854775807,-9223372036854775808]");
}

TEST(WritingJson, PutsCommasWhereTheyBelong) {
    Writer writer;
    writer.begin_array();
    writer.begin_object();
    writer.name("a");
    writer.begin_array();
    writer.end_array();
    writer.name("b");
    writer.begin_object();
    writer.end_object();
    writer.name("c");
    writer.raw("[1]");
    writer.end_object();
    writer.null();
    writer.boolean(false);
    writer.text("x");
    writer.end_array();
    EXPECT_EQ(writer.take(), R"([{"a":[],"b":{},"c":[1]},null,false,"x"])");
}

TEST(WritingJson, IndentsForPeople) {
    const Value value = Object{{"a", Array{1, Object{{"b", "c"}}}}, {"none", Array()}, {"empty", Object()}};
    EXPECT_EQ(serialize_pretty(value),
              "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"c\"\n    }\n  ],\n  \"none\": [],\n  \"empty\": {}\n}\n");
}

TEST(WritingJson, ReadsBackWhatItWrote) {
    const std::string text = R"({"a":[1,-0.50,"\u0000\"",{"b":null}],"c":{"d":[[],[{}]]}})";
    EXPECT_EQ(serialize(parse(text)), text);
    EXPECT_EQ(serialize(parse(serialize_pretty(parse(text)))), text);
}

TEST(JsonValues, AreBuiltMemberByMember) {
    Value value;
    value["a"]["b"] = 1;
    value["c"] = "x";
    value["a"]["b"] = 2;
    EXPECT_EQ(serialize(value), R"({"a":{"b":2},"c":"x"})");
}

TEST(WritingYaml, NestsInBlocks) {
    const Value value = Object{{"name", "Till"},
                               {"list", Array{"one", Object{{"a", 1}, {"b", Array{true}}}, Array{"x", "z"}}},
                               {"inner", Object{{"deep", Object{{"er", Object{{"x", 1}, {"y", nullptr}}}}}}}};
    EXPECT_EQ(serialize_yaml(value),
              "name: Till\n"
              "list:\n"
              "  - one\n"
              "  - a: 1\n"
              "    b: [true]\n"
              "  - [x, z]\n"
              "inner:\n"
              "  deep:\n"
              "    er:\n"
              "      x: 1\n"
              "      \"y\": null\n");
}

TEST(WritingYaml, WritesShortListsAndSingleScalarsInALine) {
    const std::string reference = "#/components/schemas/Product";
    const Value value = Object{{"enum", Array{"a", "yes", nullptr}}, {"schema", Object{{"$ref", reference}}}};
    EXPECT_EQ(serialize_yaml(value), "enum: [a, \"yes\", null]\nschema: {\"$ref\": \"" + reference + "\"}\n");
}

TEST(WritingYaml, WritesNoLineInFlowThatIsTooLong) {
    const std::string fits(110, 'x');
    EXPECT_EQ(serialize_yaml(Object{{"list", Array{fits}}}), "list: [" + fits + "]\n");
    const std::string wide(120, 'x');
    EXPECT_EQ(serialize_yaml(Object{{"list", Array{wide}}}), "list:\n  - " + wide + "\n");
    EXPECT_EQ(serialize_yaml(Array{Object{{"text", wide}}}), "- text: " + wide + "\n");
}

TEST(WritingYaml, WritesWhatIsEmptyInFlow) {
    EXPECT_EQ(serialize_yaml(Object{{"list", Array()}, {"object", Object()}, {"text", ""}}),
              "list: []\nobject: {}\ntext: \"\"\n");
    EXPECT_EQ(serialize_yaml(Object()), "{}\n");
    EXPECT_EQ(serialize_yaml(Array()), "[]\n");
    EXPECT_EQ(serialize_yaml("yes"), "\"yes\"\n");
}

TEST(WritingYaml, QuotesWhatWouldBeReadAsSomethingElse) {
    for (const char* text :
         {"yes", "No",   "TRUE", "null",       "~",    "on",   "Off", "y",   "N",  "1.0", "12", "-1", "0x1F",
          ".5",  ".nan", "1e3",  "2026-11-21", "a: b", "a #b", "- a", "? a", "&a", "*a",  "!a", "%a", "@a",
          "`a",  "'a",   "{a",   "[a",         "a,b",  "|",    ">",   " a",  "a ", "#",   "=",  "<<", "caf\u00e9"}) {
        EXPECT_EQ(serialize_yaml(Array{text}), "- " + serialize(text) + "\n");
        EXPECT_EQ(serialize_yaml(Object{{text, 1}}), serialize(text) + ": 1\n");
    }
}

TEST(WritingYaml, KeepsLinesInsideQuotes) {
    EXPECT_EQ(serialize_yaml(Object{{"text", "one\ntwo\t\"three\""}}), "text: \"one\\ntwo\\t\\\"three\\\"\"\n");
}

TEST(WritingYaml, LeavesPlainNamesPlain) {
    EXPECT_EQ(serialize_yaml(Object{{"operationId", "listProducts"}, {"/products", "application/json"}}),
              "operationId: listProducts\n/products: application/json\n");
    EXPECT_EQ(serialize_yaml(Object{{"200", "ok"}}), "\"200\": ok\n");
}

}  // namespace
}  // namespace till::json

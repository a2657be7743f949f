#include <string>
#include <vector>

#include "support/shop_test.h"

namespace till::test {
namespace {

using json::Object;
using json::Value;
using testing::HasSubstr;

/// A value that fits the field of that name, another in each of two rounds: by the document, and by the name where a
/// value has to be of a kind that the document does not say.
Value fit_value(const std::string& name, const Value& schema, int round) {
    const std::string number = std::to_string(round + 1);
    const Value* examples = schema.find("examples");
    if (examples != nullptr && examples->array()->size() > 1) {
        return (*examples->array())[static_cast<std::size_t>(round)];
    }
    if (name == "price") return number + ".25";
    if (at(schema, "format") == "idn-email") return "every-field-" + number + "@example.com";
    if (at(schema, "format") == "uri-reference") return "/every-field-" + number + ".png";
    if (at(schema, "type").find("integer") != std::string::npos) return round + 1;
    return "every-" + name.substr(0, 10) + "-" + number;
}

bool may_be_null(const Value& schema) { return at(schema, "type").find("null") != std::string::npos; }

class EveryField : public ShopTest {
 protected:
    static Value properties_of(const std::string& schema) {
        const Value document = shop().anyone().get("/api/openapi.json").json();
        return *document.find("components")->find("schemas")->find(schema)->find("properties");
    }
    static Object values(const Value& properties, int round) {
        Object values;
        for (const json::Member& property : *properties.object()) {
            values.push_back({property.name, fit_value(property.name, property.value, round)});
        }
        return values;
    }
    static void expect_fields(const Response& response, const Object& fields) {
        const Value expected = fields;
        for (const json::Member& field : fields) {
            EXPECT_EQ(response.at(field.name), at(expected, field.name)) << field.name << ": " << response.body;
        }
    }

    /// Adds a thing to the list with every field of `added`, replaces and changes every field of `details`, and reads
    /// each time what was written.
    static void walk(const std::string& list, const std::string& added, const std::string& details) {
        const Object first = values(properties_of(added), 0);
        const Response created = admin().post(list, first);
        EXPECT_THAT(created, HasStatus(201));
        const std::string path = list + "/" + created.at("id");
        expect_fields(created, first);
        expect_fields(admin().get(path), first);

        const Value properties = properties_of(details);
        const Object second = values(properties, 1);
        expect_fields(admin().put(path, second), second);
        expect_fields(admin().get(path), second);
        for (const json::Member& property : *properties.object()) {
            change(path, property.name, fit_value(property.name, property.value, 0));
            if (may_be_null(property.value)) change(path, property.name, nullptr);
            change(path, property.name, fit_value(property.name, property.value, 0));
        }
    }

    /// What of the file a preview would change in the row: every field but the key.
    static std::vector<std::string> previewed(const std::string& kind, const std::string& key,
                                              const Value& properties) {
        std::string header;
        std::string row;
        for (const json::Member& property : *properties.object()) {
            const Value value =
                Object{{"text", fit_value(property.name, property.value, property.name == key ? 0 : 1)}};
            header += (header.empty() ? "" : ",") + property.name;
            row += (row.empty() ? "" : ",") + at(value, "text");
        }
        const Response preview = admin().send("POST", "/imports/" + kind + "/preview", header + "\n" + row + "\n",
                                              {{"Content-Type", "text/csv"}});
        return preview.each("rows.0.changes", "field");
    }

    static void expect_in_file(const std::string& kind, const std::string& key, const std::string& details) {
        const Value properties = properties_of(details);
        const std::string file = admin().get("/exports/" + kind + ".csv").body;
        const std::string header = file.substr(0, file.find('\r'));
        const Value written = values(properties, 0);
        std::vector<std::string> others;
        for (const json::Member& property : *properties.object()) {
            EXPECT_THAT("," + header + ",", HasSubstr("," + property.name + ","));
            EXPECT_THAT(file, HasSubstr(at(written, property.name))) << property.name;
            if (property.name != key) others.push_back(property.name);
        }
        EXPECT_THAT(previewed(kind, key, properties), testing::UnorderedElementsAreArray(others));
    }

 private:
    static void change(const std::string& path, const std::string& name, const Value& value) {
        const Object change{{name, value}};
        const Response changed = admin().patch(path, change);
        EXPECT_THAT(changed, HasStatus(200)) << name;
        expect_fields(changed, change);
        expect_fields(admin().get(path), change);
    }
};

TEST_P(EveryField, OfAProductIsKeptAndExported) {
    walk("/products", "NewProduct", "ProductDetails");
    expect_in_file("products", "sku", "ProductDetails");
}

TEST_P(EveryField, OfACustomerIsKeptAndExported) {
    walk("/customers", "NewCustomer", "CustomerDetails");
    expect_in_file("customers", "email", "CustomerDetails");
}

TILL_SHOP_TEST(EveryField);

}  // namespace
}  // namespace till::test

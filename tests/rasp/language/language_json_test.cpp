// The JSON that other programs read the language from.

#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/language_json.hpp"
#include "rasp/language/primitives.hpp"
#include "support/json/json_cursor.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::rasp;

namespace {

std::string type_text(const Json& json) {
    lambda::TypeStore types;
    return lambda::print_type(types, lambda::read_type(types, JsonCursor(json)));
}

} // namespace

TEST_CASE("The language as JSON is the table of primitives") {
    const Json language = language_json();
    REQUIRE(language.size() == primitives().size());
    for (std::size_t i = 0; i < language.size(); ++i) {
        const Primitive& primitive = primitives()[i];
        CHECK(language[i]["name"] == primitive.name);
        CHECK(type_text(language[i]["type"]) == primitive.type);
        CHECK(language[i]["minimal"] == primitive.minimal);
        CHECK(language[i]["meaning"] == primitive.meaning);
        CHECK(language[i]["example"]["program"] == primitive.example.program);
    }
}

#include "rasp/language/language_json.hpp"

#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/primitives.hpp"
#include "support/json/json_input.hpp"

#include <string_view>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

Json primitive_json(lambda::TypeStore& types, const Primitive& primitive) {
    Json aliases = Json::array();
    for (const std::string_view alias : primitive.aliases) {
        if (!alias.empty()) {
            aliases.push_back(alias);
        }
    }
    return {{"name", primitive.name},
            {"type", lambda::type_json(types, lambda::parse_type(types, primitive.type))},
            {"minimal", primitive.minimal},
            {"extended", primitive.extended()},
            {"aliases", std::move(aliases)},
            {"meaning", primitive.meaning},
            {"example",
             {{"program", primitive.example.program},
              {"input", primitive.example.input},
              {"output", primitive.example.output}}}};
}

} // namespace

Json language_json() {
    lambda::TypeStore types;
    Json language = Json::array();
    for (const Primitive& primitive : primitives()) {
        language.push_back(primitive_json(types, primitive));
    }
    return language;
}

} // namespace rasp_stitch::rasp

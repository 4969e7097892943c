#include "enumerator/language.hpp"

#include "rasp/primitives.hpp"
#include "support/file.hpp"
#include "support/input_error.hpp"

namespace rasp_stitch::enumerator {

namespace {

template <class Read>
auto naming(const std::string& path, const Read& read) {
    try {
        return read();
    } catch (InputError& error) {
        error.add_source(source_name(path));
        throw;
    }
}

std::vector<std::string> split(std::string_view names) {
    std::vector<std::string> parts;
    while (!names.empty()) {
        const std::size_t comma = names.find(',');
        parts.emplace_back(names.substr(0, comma));
        names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 1);
    }
    return parts;
}

} // namespace

std::vector<std::string> rasp_names(std::string_view primitives) {
    if (primitives != "minimal" && primitives != "all") {
        return split(primitives);
    }
    std::vector<std::string> names;
    for (const rasp::Primitive& primitive : rasp::primitives()) {
        if (primitives == "all" || primitive.minimal) {
            names.emplace_back(primitive.name);
        }
    }
    return names;
}

Language read_language(const LanguageSource& source) {
    Language language;
    PrimitiveType primitive_type = rasp_type;
    if (source.primitive_types) {
        const Json document = naming(*source.primitive_types, [&] {
            return parse_json(read_input(*source.primitive_types));
        });
        primitive_type = naming(*source.primitive_types, [&] {
            return read_primitive_types(language.types, JsonCursor(document));
        });
    }
    if (!source.grammar) {
        language.grammar =
            uniform_grammar(language.types, rasp_names(source.primitives), primitive_type);
        return language;
    }
    language.grammar = naming(*source.grammar, [&] {
        const Json document = parse_json(read_input(*source.grammar), NonFinite::text);
        return read_grammar(language.types, JsonCursor(document), primitive_type);
    });
    return language;
}

} // namespace rasp_stitch::enumerator

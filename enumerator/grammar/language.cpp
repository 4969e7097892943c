#include "enumerator/grammar/language.hpp"

#include "rasp/language/primitives.hpp"
#include "support/files/file.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>

namespace rasp_stitch::enumerator {

namespace {

void add_name(std::vector<std::string>& names, std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) {
        names.emplace_back(name);
    }
}

} // namespace

std::vector<std::string> rasp_names(std::string_view primitives) {
    std::vector<std::string> names;
    while (!primitives.empty()) {
        const std::size_t comma = primitives.find(',');
        const std::string_view part = primitives.substr(0, comma);
        primitives.remove_prefix(comma == std::string_view::npos ? primitives.size() : comma + 1);
        if (!part.empty() && part != "minimal" && part != "all") {
            add_name(names, part);
        }
        for (const rasp::Primitive& primitive : rasp::primitives()) {
            if (part == "all" || (part == "minimal" && primitive.minimal)) {
                add_name(names, primitive.name);
            }
        }
    }
    return names;
}

Languages::Languages(const LanguageSource& source)
    : names_(rasp_names(source.primitives)), primitive_type_(rasp_type) {
    for (const std::string& abstraction : source.abstractions) {
        add_name(names_, abstraction);
    }
    if (names_.empty() && !source.grammar) {
        throw InputError(
            {.found = "a grammar without productions", .expected = "names of primitives"});
    }
    if (source.primitive_types) {
        primitive_type_ = naming(*source.primitive_types, [&] {
            const Json document = parse_json(read_input(*source.primitive_types));
            return read_primitive_types(types_, JsonCursor(document));
        });
    }
    if (source.grammar) {
        grammar_ = naming(*source.grammar, [&] {
            const Json document = parse_json(read_input(*source.grammar), NonFinite::text);
            return read_grammar(types_, JsonCursor(document), primitive_type_);
        });
    }
}

std::vector<std::string> Languages::added_by(std::span<const std::string> literals) const {
    std::vector<std::string> added;
    for (const std::string& literal : literals) {
        if (!grammar_ && std::ranges::find(names_, literal) == names_.end()) {
            add_name(added, literal);
        }
    }
    return added;
}

Language Languages::with(std::span<const std::string> literals) const {
    Language language{.types = types_, .grammar = {}};
    if (grammar_) {
        language.grammar = *grammar_;
        return language;
    }
    std::vector<std::string> names = names_;
    for (const std::string& literal : added_by(literals)) {
        names.push_back(literal);
    }
    language.grammar = uniform_grammar(language.types, names, primitive_type_);
    return language;
}

Language read_language(const LanguageSource& source) {
    return Languages(source).with({});
}

} // namespace rasp_stitch::enumerator

#include "enumerator/rasp_language/rasp_language.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"
#include "rasp/tasks/task_literals.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <variant>

namespace rasp_stitch::enumerator {

using lambda::TypeId;
using lambda::TypeStore;

namespace {

void add_name(std::vector<std::string>& names, std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) {
        names.emplace_back(name);
    }
}

} // namespace

std::optional<TypeId> rasp_type(TypeStore& types, std::string_view name) {
    if (const rasp::Primitive* primitive = rasp::find_primitive(name)) {
        return lambda::parse_type(types, primitive->type);
    }
    if (const std::optional<rasp::Value> value = rasp::parse_literal(name)) {
        const TypeId element = types.constructor(rasp::name_of(rasp::kind_of(*value)));
        return types.constructor("seq", std::array{element});
    }
    return std::nullopt;
}

bool has_rasp_type(std::string_view expression) {
    const PrimitiveType primitive_type = rasp_type;
    TypeStore types;
    try {
        ExpressionTypes(types, primitive_type).production(expression);
        return true;
    } catch (const InputError&) {
        return false;
    }
}

std::vector<std::string> rasp_names(std::string_view primitives) {
    std::vector<std::string> names;
    while (!primitives.empty()) {
        const std::size_t comma = primitives.find(',');
        const std::string_view part = primitives.substr(0, comma);
        primitives.remove_prefix(comma == std::string_view::npos ? primitives.size() : comma + 1);
        if (!part.empty() && part != "minimal" && part != "all" && part != "extended") {
            add_name(names, part);
        }
        for (const rasp::Primitive& primitive : rasp::primitives()) {
            if (part == "extended" || (part == "all" && !primitive.extended()) ||
                (part == "minimal" && primitive.minimal)) {
                add_name(names, primitive.name);
            }
        }
    }
    return names;
}

Language rasp_language(std::string_view primitives, std::span<const std::string> abstractions) {
    std::vector<std::string> names = rasp_names(primitives);
    for (const std::string& abstraction : abstractions) {
        add_name(names, abstraction);
    }
    if (names.empty()) {
        throw InputError(
            {.found = "a grammar without productions", .expected = "names of primitives"});
    }
    return with_productions({.grammar = Grammar{}, .primitive_type = rasp_type}, names);
}

Language with_literals(Language language, std::span<const std::string> literals) {
    const std::vector<std::string> missing = missing_productions(language, literals);
    if (missing.empty()) {
        return language;
    }
    language = with_productions(std::move(language), missing);
    Grammar& grammar = std::get<Grammar>(language.grammar);
    const std::size_t first = grammar.productions.size() - missing.size();
    std::map<rasp::ValueKind, double> counts;
    for (const std::string& literal : missing) {
        if (const std::optional<rasp::ValueKind> kind = rasp::literal_kind(literal)) {
            ++counts[*kind];
        }
    }
    for (std::size_t i = 0; i < missing.size(); ++i) {
        if (const std::optional<rasp::ValueKind> kind = rasp::literal_kind(missing[i])) {
            grammar.weights.productions[first + i] = 0.0 - std::log(counts.at(*kind));
        }
    }
    return language;
}

Language read_rasp_language(const JsonCursor& json, Language language) {
    if (!json.is_object()) {
        json.fail("it is not an object", "a grammar, or a document with one as its member \"DSL\", "
                                         "as rasp-enumerate --out and rasp-dream write it");
    }
    const std::optional<JsonCursor> inner = json.optional_member(frontier_field::grammar);
    language.grammar = read_grammar(language.types, inner.value_or(json), language.primitive_type);
    return language;
}

Language read_unigram_language(const JsonCursor& json) {
    Language language = read_rasp_language(json);
    unigram(language); // throws if it is contextual
    return language;
}

const Grammar& unigram(const Language& language) {
    const auto* const grammar = std::get_if<Grammar>(&language.grammar);
    if (grammar == nullptr) {
        throw InputError({.found = "a contextual grammar", .expected = "a unigram grammar"});
    }
    return *grammar;
}

} // namespace rasp_stitch::enumerator

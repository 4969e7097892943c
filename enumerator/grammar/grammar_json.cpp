#include "enumerator/grammar/grammar_json.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/types/type_json.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <unordered_map>

namespace rasp_stitch::enumerator {

namespace {

using lambda::TypeId;
using lambda::TypeStore;

double read_weight(const JsonCursor& json) {
    if (json.is_string() && json.string() == "-Infinity") {
        return impossible;
    }
    if (!json.is_number()) {
        if (json.is_string() || json.is_null()) {
            json.fail(json.is_null() ? "found no number"
                                     : "found " + safe_excerpt(json.string(), 40),
                      "a weight: a finite number or -Infinity");
        }
        return json.number(); // throws with what it is
    }
    return json.number();
}

class GrammarReader {
public:
    GrammarReader(TypeStore& types, const PrimitiveType& primitive_type)
        : types_(types), expression_types_(types, primitive_type) {}

    // The table's productions fix the order for all tables.
    void add_productions(const JsonCursor& table, std::string_view key) {
        const JsonElements elements = table.member("productions").elements();
        if (elements.empty()) {
            table.member("productions").fail("a grammar without productions", "at least one");
        }
        for (const JsonCursor element : elements) {
            const JsonCursor expression = element.member(key);
            Production production = production_of(expression);
            if (!ids_.emplace(production.expression, productions_.size()).second) {
                expression.fail(fmt::format("{} is a production twice",
                                            safe_excerpt(production.expression, 60)),
                                "each production once");
            }
            productions_.push_back(std::move(production));
        }
    }

    std::size_t id_of(const JsonCursor& expression) {
        // Texts mostly come as they are printed, and often: a contextual grammar names every
        // production in every table.
        auto found = ids_.find(expression.string());
        if (found == ids_.end()) {
            found = ids_.find(production_of(expression).expression);
        }
        if (found == ids_.end()) {
            expression.fail(fmt::format("{} is not among the grammar's productions",
                                        safe_excerpt(expression.string(), 60)));
        }
        return found->second;
    }

    Weights read_table(const JsonCursor& table) {
        Weights weights{.variable = read_weight(table.member("logVariable")), .productions = {}};
        weights.productions.assign(productions_.size(), 0);
        std::vector<bool> given(productions_.size(), false);
        const JsonCursor rows = table.member("productions");
        for (const JsonCursor row : rows.elements()) {
            const std::size_t id = id_of(row.member("expression"));
            if (given[id]) {
                row.fail(fmt::format("{} has two weights",
                                     safe_excerpt(productions_[id].expression, 60)),
                         "one");
            }
            given[id] = true;
            weights.productions[id] = read_weight(row.member("logProbability"));
        }
        for (std::size_t id = 0; id < given.size(); ++id) {
            if (!given[id]) {
                rows.fail(
                    fmt::format("no weight for {}", safe_excerpt(productions_[id].expression, 60)),
                    "one for each production");
            }
        }
        if (const auto continuation = table.optional_member("continuationType")) {
            weights.continuation = lambda::read_type(types_, *continuation);
        }
        return weights;
    }

    std::vector<Production> take_productions() { return std::move(productions_); }
    const std::vector<Production>& productions() const { return productions_; }

private:
    Production production_of(const JsonCursor& expression) {
        try {
            return expression_types_.production(expression.string());
        } catch (InputError& error) {
            error.add_pointer(expression.pointer());
            throw;
        }
    }

    TypeStore& types_;
    ExpressionTypes expression_types_;
    std::vector<Production> productions_;
    std::unordered_map<std::string, std::size_t> ids_;
};

ContextualGrammar read_contextual(TypeStore& types, const JsonCursor& json,
                                  const PrimitiveType& primitive_type) {
    GrammarReader reader(types, primitive_type);
    reader.add_productions(json.member("noParent"), "expression");
    ContextualGrammar grammar{.productions = {},
                              .no_parent = reader.read_table(json.member("noParent")),
                              .variable_parent = reader.read_table(json.member("variableParent")),
                              .arguments = {}};
    grammar.arguments.resize(reader.productions().size());
    std::vector<bool> given(reader.productions().size(), false);
    const JsonCursor rows = json.member("productions");
    for (const JsonCursor row : rows.elements()) {
        const std::size_t id = reader.id_of(row.member("program"));
        const Production& production = reader.productions()[id];
        const JsonElements tables = row.member("arguments").elements();
        const std::size_t arity = arity_of(types, production.type);
        if (given[id] || tables.size() != arity) {
            row.fail(given[id] ? fmt::format("{} occurs here twice",
                                             safe_excerpt(production.expression, 60))
                               : fmt::format("tables for {} arguments of {}", tables.size(),
                                             safe_excerpt(production.expression, 60)),
                     given[id] ? "each production once" : fmt::format("for {}", arity));
        }
        given[id] = true;
        for (const JsonCursor table : tables) {
            grammar.arguments[id].push_back(reader.read_table(table));
        }
    }
    for (std::size_t id = 0; id < given.size(); ++id) {
        if (!given[id]) {
            rows.fail(fmt::format("no tables for the arguments of {}",
                                  safe_excerpt(reader.productions()[id].expression, 60)),
                      "an entry for each production");
        }
    }
    grammar.productions = reader.take_productions();
    return grammar;
}

std::string weight_text(double weight) {
    return std::isinf(weight) ? "-Infinity" : fmt::format("{}", weight);
}

std::string table_text(const TypeStore& types, std::span<const Production> productions,
                       const Weights& weights) {
    std::string text =
        fmt::format(R"({{"logVariable": {}, "productions": [)", weight_text(weights.variable));
    for (std::size_t i = 0; i < productions.size(); ++i) {
        text += fmt::format(R"({}{{"expression": {}, "logProbability": {}}})", i == 0 ? "" : ", ",
                            Json(productions[i].expression).dump(),
                            weight_text(weights.productions[i]));
    }
    text += ']';
    if (weights.continuation) {
        text += fmt::format(R"(, "continuationType": {})",
                            lambda::type_json(types, *weights.continuation).dump());
    }
    return text + '}';
}

} // namespace

AnyGrammar read_grammar(TypeStore& types, const JsonCursor& json,
                        const PrimitiveType& primitive_type) {
    if (json.optional_member("noParent")) {
        return read_contextual(types, json, primitive_type);
    }
    GrammarReader reader(types, primitive_type);
    reader.add_productions(json, "expression");
    Weights weights = reader.read_table(json);
    return Grammar{.productions = reader.take_productions(), .weights = std::move(weights)};
}

std::string grammar_text(const TypeStore& types, const Grammar& grammar) {
    return table_text(types, grammar.productions, grammar.weights);
}

std::string grammar_text(const TypeStore& types, const ContextualGrammar& grammar) {
    std::string text = fmt::format(R"({{"noParent": {}, "variableParent": {}, "productions": [)",
                                   table_text(types, grammar.productions, grammar.no_parent),
                                   table_text(types, grammar.productions, grammar.variable_parent));
    for (std::size_t i = 0; i < grammar.productions.size(); ++i) {
        text += fmt::format(R"({}{{"program": {}, "arguments": [)", i == 0 ? "" : ", ",
                            Json(grammar.productions[i].expression).dump());
        for (std::size_t a = 0; a < grammar.arguments[i].size(); ++a) {
            text += a == 0 ? "" : ", ";
            text += table_text(types, grammar.productions, grammar.arguments[i][a]);
        }
        text += "]}";
    }
    return text + "]}";
}

std::string grammar_text(const TypeStore& types, const AnyGrammar& grammar) {
    return std::visit([&](const auto& kind) { return grammar_text(types, kind); }, grammar);
}

PrimitiveType read_primitive_types(TypeStore& types, const JsonCursor& json) {
    std::unordered_map<std::string, TypeId> table;
    for (const JsonCursor element : json.elements()) {
        table[element.member("name").string()] = lambda::read_type(types, element.member("type"));
    }
    return [table = std::move(table)](TypeStore&, std::string_view name) -> std::optional<TypeId> {
        const auto found = table.find(std::string(name));
        return found == table.end() ? std::nullopt : std::optional(found->second);
    };
}

} // namespace rasp_stitch::enumerator

#include "enumerator/grammar/language.hpp"

#include "enumerator/grammar/expression_types.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace rasp_stitch::enumerator {

const std::vector<Production>& productions_of(const AnyGrammar& grammar) {
    return std::visit(
        [](const auto& kind) -> const std::vector<Production>& { return kind.productions; },
        grammar);
}

GrammarView view_of(const Language& language) {
    return view_of(language.types, language.grammar);
}

std::vector<std::string> missing_productions(const Language& language,
                                             std::span<const std::string> expressions) {
    const std::vector<Production>& productions = productions_of(language.grammar);
    std::vector<std::string> missing;
    for (const std::string& expression : expressions) {
        const bool is_known = std::ranges::find(productions, expression, &Production::expression) !=
                                  productions.end() ||
                              std::ranges::find(missing, expression) != missing.end();
        if (!is_known) {
            missing.push_back(expression);
        }
    }
    return missing;
}

Language with_productions(Language language, std::span<const std::string> expressions) {
    const std::vector<std::string> missing = missing_productions(language, expressions);
    if (missing.empty()) {
        return language;
    }
    Grammar& grammar = std::get<Grammar>(language.grammar);
    ExpressionTypes expression_types(language.types, language.primitive_type);
    for (const std::string& expression : missing) {
        Production production = expression_types.production(expression);
        if (std::ranges::find(grammar.productions, production.expression,
                              &Production::expression) == grammar.productions.end()) {
            grammar.productions.push_back(std::move(production));
            grammar.weights.productions.push_back(0);
        }
    }
    return language;
}

} // namespace rasp_stitch::enumerator

#include "integration/loop/task_language.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "integration/loop/literal_classes.hpp"
#include "rasp/tasks/task_literals.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

namespace rasp_stitch::loop {

using enumerator::Grammar;
using enumerator::SearchTask;

OpenLanguage open_language(std::string_view grammar_text) {
    OpenLanguage language;
    const Json document = parse_json(grammar_text, NonFinite::text);
    enumerator::AnyGrammar grammar =
        enumerator::read_grammar(language.types, JsonCursor(document), enumerator::rasp_type);
    if (!std::holds_alternative<Grammar>(grammar)) {
        throw InputError({.found = "a contextual grammar", .expected = "a unigram grammar"});
    }
    language.grammar = std::get<Grammar>(std::move(grammar));
    return language;
}

std::string first_grammar(const Run& run) {
    std::vector<std::string> names = enumerator::rasp_names(run.settings.primitives);
    if (names.empty()) {
        throw InputError({.found = "--primitives without a name", .expected = "minimal"});
    }
    std::set<std::string> literals;
    for (const std::vector<SearchTask>* tasks : {&run.training, &run.held_out}) {
        for (const SearchTask& task : *tasks) {
            literals.insert(task.literals.begin(), task.literals.end());
        }
    }
    for (const std::string& literal : literals) {
        if (std::ranges::find(names, literal) == names.end()) {
            names.push_back(literal);
        }
    }
    lambda::TypeStore types;
    const Grammar uniform = enumerator::uniform_grammar(types, names, enumerator::rasp_type);
    const LiteralClasses classes(uniform.productions);
    Grammar merged = classes.merged(uniform);
    std::ranges::fill(merged.weights.productions, 0);
    return enumerator::grammar_text(types, classes.shared(uniform, merged));
}

std::vector<std::string> own_literals(const SearchTask& task) {
    return rasp::own_literals(task.literals);
}

enumerator::Language own_language(const OpenLanguage& language, const SearchTask& task) {
    enumerator::Language own{.types = language.types, .grammar = {}};
    own.grammar = recognition::task_grammar(own.types, language.grammar, own_literals(task));
    return own;
}

} // namespace rasp_stitch::loop

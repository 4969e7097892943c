#include "tests/integration/dreamcoder/wake_messages.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "support/json/json_input.hpp"

#include <variant>

namespace rasp_stitch::dreamcoder {

Json grammar_of(const std::string& names) {
    const enumerator::Language language = enumerator::rasp_language(names);
    return parse_json(
        grammar_text(language.types, std::get<enumerator::Grammar>(language.grammar)));
}

Json type_of(const std::string& text) {
    lambda::TypeStore types;
    return lambda::type_json(types, lambda::parse_type(types, text));
}

Json task_of(const std::string& name, const std::string& type, const std::string& program,
             const std::vector<std::string>& words, int wanted) {
    lambda::TermStore store;
    const lambda::TermId term = rasp::read_program(store, program);
    Json examples = Json::array();
    for (const std::string& word : words) {
        const rasp::Sequence tokens = rasp::characters(word);
        const rasp::Evaluation evaluation = rasp::evaluate(store, term, {.tokens = tokens});
        examples.push_back({{"inputs", Json::array({rasp::to_json(rasp::Output(tokens))})},
                            {"output", rasp::to_json(*evaluation.output)}});
    }
    return {{"name", name},
            {"request", type_of(type)},
            {"examples", examples},
            {"maximumFrontier", wanted}};
}

} // namespace rasp_stitch::dreamcoder

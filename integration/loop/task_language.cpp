#include "integration/loop/task_language.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "recognition/tasks/task_grammar.hpp"

namespace rasp_stitch::loop {

using enumerator::Language;
using enumerator::SearchTask;

Language task_language(const Language& language, const SearchTask& task) {
    Language own{.types = language.types,
                 .terms = {},
                 .grammar = {},
                 .primitive_type = language.primitive_type};
    own.grammar =
        recognition::task_grammar(own.types, recognition::unigram(language), task.literals);
    return own;
}

std::vector<enumerator::FrontierProgram>
programs_in(Language& own, const lambda::TermStore& terms,
            std::span<const enumerator::FrontierProgram> programs) {
    std::vector<enumerator::FrontierProgram> copies(programs.begin(), programs.end());
    for (enumerator::FrontierProgram& copy : copies) {
        copy.term =
            enumerator::read_expression(own.terms, enumerator::print_expression(terms, copy.term));
    }
    return copies;
}

} // namespace rasp_stitch::loop

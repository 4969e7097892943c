#include "integration/loop/task_language.hpp"

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

} // namespace rasp_stitch::loop

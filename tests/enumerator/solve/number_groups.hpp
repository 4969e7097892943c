#pragma once

// Tasks from strings to numbers, and groups of them.

#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "enumerator/solve/solve_groups.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

// What the program does on the words.
inline SearchTask number_task(const std::string& program,
                              std::initializer_list<std::string_view> words) {
    lambda::TermStore store;
    const lambda::TermId term = rasp::read_program(store, program);
    rasp::Task task{.name = program, .type = "input(str) -> seq(int)"};
    for (const std::string_view word : words) {
        const rasp::Input input{rasp::characters(word)};
        task.examples.push_back({input, rasp::evaluate(store, term, input).output});
    }
    return {.task = task, .literals = {}};
}

// The same on four words.
inline SearchTask word_task(const std::string& program) {
    return number_task(program, {"abca", "b", "ccab", "bababa"});
}

inline SearchGroup group_of(const std::string& primitives, std::vector<std::size_t> tasks) {
    SearchGroup group{
        .language = rasp_language(primitives), .request = {}, .tasks = std::move(tasks)};
    group.request = lambda::parse_type(group.language.types, "input(str) -> seq(num)");
    return group;
}

} // namespace rasp_stitch::enumerator

#pragma once

// A few tasks, and the language that all of them share.
//
//     enumerator::Language language = small_language(small_tasks());

#include "enumerator/grammar/language.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "rasp/tasks/task.hpp"

#include <set>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

inline std::vector<enumerator::SearchTask> small_tasks() {
    return enumerator::merged_tasks(rasp::read_tasks(R"j([
        {"name": "positions", "type": "input(str) -> seq(int)", "examples": [
            {"input": ["a", "b"], "output": [0, 1]},
            {"input": ["c", "a", "a"], "output": [0, 1, 2]}]},
        {"name": "is_a", "type": "input(str) -> seq(bool)", "literals": ["str.a"], "examples": [
            {"input": ["a", "b"], "output": [true, false]}, {"input": ["c", "a", "b"],
             "output": [false, true, false]}]},
        {"name": "is_b_or_c", "type": "input(str) -> seq(bool)", "literals": ["str.b", "str.c"],
         "examples": [{"input": ["a", "b"], "output": [false, true]},
                      {"input": ["c", "a", "b"], "output": [true, false, true]}]},
        {"name": "doubled", "type": "input(int) -> seq(int)", "literals": ["two"], "examples": [
            {"input": [1, 5], "output": [2, 10]},
            {"input": [7, 2, 2], "output": [14, 4, 4]}]}])j"));
}

// Has the literals of all tasks.
inline enumerator::Language small_language(const std::vector<enumerator::SearchTask>& tasks,
                                           const std::vector<std::string>& abstractions = {}) {
    std::set<std::string> literals;
    for (const enumerator::SearchTask& task : tasks) {
        literals.insert(task.literals.begin(), task.literals.end());
    }
    return enumerator::with_productions(enumerator::rasp_language("minimal", abstractions),
                                        std::vector<std::string>(literals.begin(), literals.end()));
}

} // namespace rasp_stitch::recognition

#include "recognition/lessons/frontiers_json.hpp"

#include "enumerator/grammar/frontier_json.hpp"
#include "rasp/language/typing.hpp"
#include "support/json/json_cursor.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>

namespace rasp_stitch::recognition {

using enumerator::Frontier;
using enumerator::FrontierProgram;

std::vector<Frontier> read_frontiers(enumerator::Language& language, const JsonCursor& json,
                                     std::span<const enumerator::SearchTask> tasks) {
    std::unordered_map<std::string, std::size_t> numbers; // of tasks, by name
    std::vector<Frontier> frontiers;
    for (const enumerator::SearchTask& task : tasks) {
        numbers.emplace(task.task.name, frontiers.size());
        frontiers.push_back(
            {.request = rasp::parse_task_type(language.types, task.task.type), .programs = {}});
    }
    for (const JsonCursor element : json.member(enumerator::frontier_field::frontiers).elements()) {
        const auto number = numbers.find(element.member(enumerator::frontier_field::task).string());
        if (number == numbers.end()) {
            continue;
        }
        std::vector<FrontierProgram>& programs = frontiers[number->second].programs;
        for (const FrontierProgram& program :
             enumerator::read_frontier_programs(language.terms, element)) {
            programs.push_back(program);
        }
    }
    return frontiers;
}

} // namespace rasp_stitch::recognition

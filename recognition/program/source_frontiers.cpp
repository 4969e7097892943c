#include "recognition/program/source_frontiers.hpp"

#include "rasp/language/typing.hpp"
#include "rasp/source/source_corpus.hpp"
#include "rasp/tasks/task.hpp"
#include "support/files/file.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>

namespace rasp_stitch::recognition {

using enumerator::Frontier;

std::vector<Frontier> read_source_frontiers(enumerator::Language& language, const std::string& path,
                                            std::span<const enumerator::SearchTask> tasks) {
    const rasp::SourceTexts texts = rasp::source_tasks(std::array{path});
    for (const std::string& warning : texts.warnings) {
        fmt::print(stderr, "rasp-recognize: {}\n", warning);
    }
    const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(texts.text);
    std::vector<Frontier> frontiers;
    for (const enumerator::SearchTask& task : tasks) {
        Frontier frontier{.request = rasp::parse_task_type(language.types, task.task.type),
                          .programs = {}};
        for (const rasp::TaskEntry& entry : entries) {
            if (entry.task.name == task.task.name) {
                const rasp::TypedProgram program =
                    naming(source_name(path) + ", " + entry.task.name, [&] {
                        return rasp::read_typed(language.terms, language.types,
                                                entry.program.value(),
                                                {.request = frontier.request});
                    });
                frontier.programs.push_back({.term = program.term});
            }
        }
        frontiers.push_back(std::move(frontier));
    }
    return frontiers;
}

} // namespace rasp_stitch::recognition

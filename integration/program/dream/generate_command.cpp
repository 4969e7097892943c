#include "integration/program/dream/generate_command.hpp"

#include "enumerator/solve/merged_tasks.hpp"
#include "integration/generation/corpus_tasks.hpp"
#include "integration/generation/generated_task.hpp"
#include "integration/generation/tasks_text.hpp"
#include "integration/program/dream/generate_options.hpp"
#include "rasp/source/source_corpus.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"
#include "support/text/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

using generation::CorpusTask;

namespace {

std::string suggestion(const std::string& name, const std::vector<CorpusTask>& tasks) {
    std::vector<std::string_view> names;
    std::ranges::transform(tasks, std::back_inserter(names), [](const CorpusTask& task) {
        return std::string_view(task.task.task.name);
    });
    const std::optional<std::string_view> nearest = nearest_word(name, names);
    return nearest ? fmt::format("did you mean {}?", quote_excerpt(std::string(*nearest)))
                   : fmt::format("one of the {} tasks of the corpus", names.size());
}

bool is_called(const CorpusTask& task, const std::string& name) {
    return task.task.task.name == name;
}

// Returns the tasks of these names, in the order of the corpus, or all if no name is given.
std::vector<CorpusTask> wanted_tasks(std::vector<CorpusTask> tasks,
                                     const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (std::ranges::none_of(tasks, [&](const auto& task) { return is_called(task, name); })) {
            throw InputError({.found = "no task is called " + quote_excerpt(name),
                              .expected = suggestion(name, tasks)});
        }
    }
    if (!names.empty()) {
        std::erase_if(tasks, [&](const CorpusTask& task) {
            return std::ranges::none_of(names,
                                        [&](const auto& name) { return is_called(task, name); });
        });
    }
    return tasks;
}

// A file of RASP has no examples, from which inputs are drawn: any input of the type will do.
rasp::Sequence any_input(std::string_view type) {
    return type.starts_with("input(num)")    ? rasp::Sequence{3, 1, 2, 0}
           : type.starts_with("input(bool)") ? rasp::Sequence{true, false, true}
                                             : rasp::characters("hello");
}

std::vector<rasp::TaskEntry> read_corpus(const std::string& path) {
    if (!rasp::is_source_path(path)) {
        return rasp::read_tasks(read_input(path));
    }
    const rasp::SourceTexts texts = rasp::source_tasks(std::array{path});
    for (const std::string& warning : texts.warnings) {
        fmt::print(stderr, "rasp-dream generate: {}\n", warning);
    }
    std::vector<rasp::TaskEntry> entries = rasp::read_tasks(texts.text);
    for (rasp::TaskEntry& entry : entries) {
        entry.task.examples.push_back(
            {.input = {.tokens = any_input(entry.task.type)}, .output = {}});
    }
    return entries;
}

std::string generated_text(const GenerateOptions& options) {
    return naming(options.corpus, [&] {
        std::vector<enumerator::SearchTask> generated;
        for (const CorpusTask& task :
             wanted_tasks(generation::corpus_tasks(read_corpus(options.corpus)), options.tasks)) {
            generated.push_back(generation::generated_task(task, options.examples));
        }
        return generation::tasks_text(generated);
    });
}

} // namespace

int generate(int argc, const char* const* argv) {
    const std::optional<GenerateOptions> options = parse_generate_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    check_writable(options->out);
    write_output(options->out, generated_text(*options));
    return exit_done;
}

} // namespace rasp_stitch::loop

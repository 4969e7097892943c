#include "integration/program/rasp_dream_generate.hpp"

#include "enumerator/solve/merged_tasks.hpp"
#include "integration/generation/corpus_tasks.hpp"
#include "integration/generation/generated_task.hpp"
#include "integration/generation/tasks_text.hpp"
#include "integration/program/default_corpus.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/cli/suggestion.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

using generation::CorpusTask;

namespace {

constexpr std::int64_t most_examples = 1000;

constexpr std::array option_rows = {
    OptionRow{"Examples", "task", 0, "NAME", "",
              "only the task of this name; several can be given, without any all tasks", true},
    OptionRow{"Examples", "count", 'n', "N", "12", "examples for each task"},
    OptionRow{"Examples", "seed", 0, "S", "1", "another seed gives other examples"},

    OptionRow{"Output", "out", 'o', "FILE", "-", "where to write the tasks; - for standard output"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] [CORPUS.json]"};

constexpr std::array<std::string_view, 4> examples = {
    "A hundred examples of what a program for \"sort\" shall do:",
    "    rasp-dream generate --task sort --count 100 --seed 7",
    "The tasks that come with rasp-stitch:",
    "    rasp-dream generate corpora/rasp.json --out corpora/tasks.json",
};

constexpr std::string_view about =
    "Makes examples for the tasks of a corpus, corpora/rasp.json unless one is named: inputs drawn "
    "like those that the corpus has, and what its programs give for them. The lengths of inputs "
    "vary, and those are chosen whose outputs differ most.\n"
    "The tasks come out as JSON, easy ones first, with types, literals and examples, and without "
    "the programs. rasp-dream and rasp-enumerate --tasks read them.";

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

std::string generated_text(const std::string& path, const Options& options) {
    const generation::GenerationOptions generation_options{
        .count = static_cast<std::size_t>(options.integer("count", 1, most_examples)),
        .seed = static_cast<std::uint64_t>(
            options.integer("seed", 0, std::numeric_limits<std::int64_t>::max()))};
    return naming(path, [&] {
        std::vector<enumerator::SearchTask> generated;
        for (const CorpusTask& task :
             wanted_tasks(generation::corpus_tasks(rasp::read_tasks(read_input(path))),
                          options.texts("task"))) {
            generated.push_back(generation::generated_task(task, generation_options));
        }
        return generation::tasks_text(generated);
    });
}

} // namespace

int generate(int argc, const char* const* argv) {
    const Options options(option_rows, {.name = "CORPUS.json", .least = 0, .most = 1}, argc, argv);
    if (options.flag("help")) {
        fmt::print("{}", help_text({.program = "rasp-dream generate",
                                    .summary = about,
                                    .usage = usage,
                                    .examples = examples},
                                   option_rows));
        return exit_done;
    }
    if (options.flag("version")) {
        fmt::print("rasp-dream {}\n", RASP_STITCH_VERSION);
        return exit_done;
    }
    const std::string out = options.text("out");
    check_writable(out);
    const std::string path =
        options.positional().empty() ? default_corpus() : options.positional().front();
    write_output(out, generated_text(path, options));
    return exit_done;
}

} // namespace rasp_stitch::loop

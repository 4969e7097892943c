// rasp-benchmark-depths: how deep the programs of a corpus lie in the languages of a run.

#include "benchmarks/loop/rewritten_program.hpp"
#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "integration/loop/task_language.hpp"
#include "integration/loop/tempered_language.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/task.hpp"
#include "recognition/network/train_model.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

using enumerator::Language;
using enumerator::SearchTask;

const Command command = {
    .name = "rasp-benchmark-depths",
    .version = {.number = RASP_STITCH_VERSION},
    .summary =
        "Prints for each task, and for the folder of each run of rasp-dream (or a copy of it as it "
        "was after some iteration), how many nats deep the corpus's own program lies in the run's "
        "language and, where the folder has a network, in the grammar that it predicts for the "
        "task. The program is written with the abstractions of the language where they make it "
        "more probable. A star marks tasks that the run has solved.",
    .usage = {"CORPUS.json TASKS.json RUN..."},
    .examples = {"    rasp-benchmark-depths corpora/rasp.json corpora/tasks.json learnt"},
    .arguments = {.name = "CORPUS.json TASKS.json RUN", .least = 3, .most = 100}};

// All programs that the corpus has, by task.
using Programs = std::multimap<std::string, std::string>;

Programs programs_of(const std::string& path) {
    Programs programs;
    for (const rasp::TaskEntry& entry :
         naming(path, [&] { return rasp::read_tasks(read_input(path)); })) {
        if (entry.program) {
            programs.emplace(entry.task.name.substr(0, entry.task.name.find('/')), *entry.program);
        }
    }
    return programs;
}

struct RunLanguages {
    Language language = {
        .types = {}, .terms = {}, .grammar = {}, .primitive_type = enumerator::rasp_type};
    std::vector<enumerator::Frontier> frontiers; // by task
    std::set<std::string> solved;
    std::optional<recognition::Predictor> predictor;
};

RunLanguages read_run(const std::string& folder) {
    RunLanguages run;
    const std::string path = folder + "/frontiers.json";
    naming(path, [&] {
        const Json document = parse_json(read_input(path), NonFinite::text);
        const JsonCursor json(document);
        run.language.grammar = enumerator::read_grammar(run.language.types, json.member("DSL"),
                                                        run.language.primitive_type);
        for (const JsonCursor frontier : json.member("frontiers").elements()) {
            run.frontiers.push_back(
                enumerator::read_frontier(run.language.types, run.language.terms, frontier));
            if (!frontier.member("programs").elements().empty()) {
                run.solved.insert(frontier.member("task").string());
            }
        }
        return 0;
    });
    const std::string model_path = folder + "/model.json";
    if (std::filesystem::exists(model_path)) {
        naming(model_path, [&] {
            const Json document = parse_json(read_input(model_path));
            const recognition::Model model = recognition::read_model(JsonCursor(document));
            run.predictor.emplace(recognition::language_of(model), model);
            return 0;
        });
    }
    return run;
}

// Returns the least depth of the programs, or nullopt if none is of the language.
std::optional<double> depth(Language language, const SearchTask& task, const Programs& programs) {
    const lambda::TypeId request = rasp::parse_task_type(language.types, task.task.type);
    DepthMeter meter(language);
    std::optional<double> least;
    const auto [begin, end] = programs.equal_range(task.task.name);
    for (auto program = begin; program != end; ++program) {
        const std::optional<double> prior = meter.log_prior(request, program->second);
        if (prior && (!least || -*prior < *least)) {
            least = -*prior;
        }
    }
    return least;
}

std::string cell(const std::optional<double>& nats) {
    return nats ? fmt::format("{:8.1f}", *nats) : fmt::format("{:>8}", "-");
}

int run(int argc, const char* const* argv) {
    const std::optional<GivenOptions> given = parse_options(command, argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::vector<std::string>& arguments = given->arguments();
    const Programs programs = programs_of(arguments[0]);
    const std::vector<SearchTask> tasks = naming(arguments[1], [&] {
        return enumerator::merged_tasks(rasp::read_tasks(read_input(arguments[1])));
    });
    std::vector<RunLanguages> runs;
    fmt::print("{:28}", "nats");
    for (const std::string& folder : std::span(arguments).subspan(2)) {
        runs.push_back(read_run(folder));
        fmt::print(" | {:>19}", std::filesystem::path(folder).filename().string());
    }
    fmt::print("\n{:28}", "");
    for (std::size_t i = 0; i < runs.size(); ++i) {
        fmt::print(" | {:>8} {:>8}  ", "fitted", "network");
    }
    fmt::print("\n");
    for (const SearchTask& task : tasks) {
        fmt::print("{:28}", task.task.name);
        for (const RunLanguages& languages : runs) {
            fmt::print(" | {} {} {}",
                       cell(depth(loop::task_language(languages.language, task), task, programs)),
                       languages.predictor
                           ? cell(depth(languages.predictor->language_for(task), task, programs))
                           : cell(std::nullopt),
                       languages.solved.contains(task.task.name) ? '*' : ' ');
        }
        fmt::print("\n");
    }
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-depths",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}

// rasp-benchmark-frontiers: checks whether programs that were found do what was meant on inputs
// that are not among the examples.

#include "benchmarks/enumerator/fresh_inputs.hpp"
#include "benchmarks/enumerator/own_programs.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

const Command command = {
    .name = "rasp-benchmark-frontiers",
    .version = RASP_STITCH_VERSION,
    .summary =
        "Reads the programs that rasp-enumerate found for tasks, and runs the best one of each "
        "task beside the corpus's own on 200 inputs that were not among the examples: it is right "
        "if both give the same on all of them. Reports which are right and which are not, and the "
        "totals.",
    .usage = {"[OPTIONS] FRONTIERS.json CORPUS.json"},
    .examples = {"    rasp-enumerate --tasks corpora/tasks.json --out found.json",
                 "    rasp-benchmark-frontiers found.json corpora/rasp.json"},
    .arguments = {.name = "FRONTIERS.json CORPUS.json", .least = 2, .most = 2}};

enum class Verdict { unsolved, right, wrong };

struct TaskVerdict {
    std::string task;
    std::string best = {}; // a program; none where unsolved
    Verdict verdict = Verdict::unsolved;
};

bool is_right(const rasp::TaskEntry& own, const JsonCursor& best) {
    try {
        return agree_on_fresh_inputs(own.task, *own.program, best.string());
    } catch (const InputError& error) {
        best.fail("a program that cannot be read: " + error.problem().found,
                  error.problem().expected);
    }
}

TaskVerdict verdict_on(const JsonCursor& frontier, const OwnPrograms& own) {
    TaskVerdict verdict{.task = frontier.member("task").string()};
    const rasp::TaskEntry* const entry = own.find(verdict.task);
    if (entry == nullptr) {
        frontier.member("task").fail("the task " + quote_excerpt(verdict.task) +
                                         ", for which the corpus has no program",
                                     "a task of the corpus");
    }
    const JsonElements programs = frontier.member("programs").elements();
    if (!programs.empty()) {
        const JsonCursor best = programs[0].member("program");
        verdict.best = best.string();
        verdict.verdict = is_right(*entry, best) ? Verdict::right : Verdict::wrong;
    }
    return verdict;
}

std::vector<TaskVerdict> read_verdicts(const std::string& path, const OwnPrograms& own) {
    return naming(path, [&] {
        const Json document = parse_json(read_input(path));
        std::vector<TaskVerdict> verdicts;
        for (const JsonCursor frontier : JsonCursor(document).member("frontiers").elements()) {
            verdicts.push_back(verdict_on(frontier, own));
        }
        return verdicts;
    });
}

void print(const std::vector<TaskVerdict>& verdicts) {
    std::size_t right = 0;
    std::size_t wrong = 0;
    for (const TaskVerdict& verdict : verdicts) {
        right += verdict.verdict == Verdict::right ? 1U : 0U;
        wrong += verdict.verdict == Verdict::wrong ? 1U : 0U;
        if (verdict.verdict != Verdict::unsolved) {
            fmt::print("{} {}  {}\n", verdict.verdict == Verdict::right ? "right" : "WRONG",
                       verdict.task, verdict.best);
        }
    }
    fmt::print("{} of {} tasks solved, {} of them right on fresh inputs\n", right + wrong,
               verdicts.size(), right);
}

int run(int argc, const char* const* argv) {
    const std::optional<GivenOptions> given = parse_options(command, argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::string& corpus = given->arguments()[1];
    const std::vector<rasp::TaskEntry> entries =
        naming(corpus, [&] { return rasp::read_tasks(read_input(corpus)); });
    print(read_verdicts(given->arguments()[0], OwnPrograms(entries)));
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-frontiers",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}

// rasp-benchmark-frontiers: checks whether programs that were found do what was meant on inputs
// that are not among the examples.

#include "benchmarks/enumerator/fresh_inputs.hpp"
#include "benchmarks/enumerator/own_programs.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

constexpr std::array option_rows = {
    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] FRONTIERS.json CORPUS.json"};

constexpr std::array<std::string_view, 2> examples = {
    "    rasp-enumerate --tasks corpora/tasks.json --out found.json",
    "    rasp-benchmark-frontiers found.json corpora/rasp.json",
};

constexpr std::string_view about =
    "Reads the programs that rasp-enumerate has found for tasks, and runs the best one of each "
    "task "
    "beside the program of the corpus on 200 inputs that are not among the examples. It is right "
    "if "
    "both give the same outputs on all of them. Reports which programs are right and how many.";

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
    const Options options(
        option_rows, {.name = "FRONTIERS.json CORPUS.json", .least = 2, .most = 2}, argc, argv);
    if (options.flag("help")) {
        fmt::print("{}", help_text({.program = "rasp-benchmark-frontiers",
                                    .summary = about,
                                    .usage = usage,
                                    .examples = examples},
                                   option_rows));
        return exit_done;
    }
    if (options.flag("version")) {
        fmt::print("rasp-benchmark-frontiers {}\n", RASP_STITCH_VERSION);
        return exit_done;
    }
    const std::string& corpus = options.positional()[1];
    const std::vector<rasp::TaskEntry> entries =
        naming(corpus, [&] { return rasp::read_tasks(read_input(corpus)); });
    print(read_verdicts(options.positional()[0], OwnPrograms(entries)));
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-frontiers",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}

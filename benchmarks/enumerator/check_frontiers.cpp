// rasp-benchmark-frontiers: checks whether programs that were found do what was meant on inputs
// that are not among the examples.

#include "benchmarks/enumerator/fresh_inputs.hpp"
#include "benchmarks/enumerator/own_programs.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/options/option_values.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

Command command_of(bool& by_answers) {
    return {
        .name = "rasp-benchmark-frontiers",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Reads the programs that rasp-enumerate or rasp-dream found for tasks, and runs the "
            "best one of each task beside the corpus's own on 200 inputs that were not among the "
            "examples: it is right if both give the same on all of them. Reports which are right "
            "and which are not, how many of those marked as sure are, and the totals.",
        .usage = {"[OPTIONS] FRONTIERS.json CORPUS.json", "--answers FRONTIERS.json ANSWERS.json"},
        .examples = {"    rasp-enumerate --tasks corpora/tasks.json --out found.json",
                     "    rasp-benchmark-frontiers found.json corpora/rasp.json", "",
                     "    rasp-enumerate --tasks benchmarks/loop/unseen_tasks.json --out new.json",
                     "    rasp-benchmark-frontiers --answers new.json "
                     "benchmarks/loop/unseen_answers.json"},
        .rows = {{"Judging", "answers", 0, "", flag(by_answers), "",
                  "judge by the examples of the second file, in place of its programs"}},
        .arguments = {.name = "FRONTIERS.json CORPUS.json", .least = 2, .most = 2}};
}

enum class Verdict { unsolved, right, wrong };

struct TaskVerdict {
    std::string task;
    std::string best = {}; // a program; none where unsolved
    Verdict verdict = Verdict::unsolved;
    std::optional<bool> sure = {}; // as marked by the search, if it was
};

bool meets_examples(const rasp::Task& answers, const std::string& found) {
    lambda::TermStore store;
    const lambda::TermId program = rasp::canonical(store, enumerator::read_unfolded(store, found));
    return rasp::check(store, program, answers).holds();
}

bool is_right(const rasp::TaskEntry& own, const JsonCursor& best) {
    try {
        return own.program ? agree_on_fresh_inputs(own.task, *own.program, best.string())
                           : meets_examples(own.task, best.string());
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
                                         ", which the corpus does not have",
                                     "a task of the corpus");
    }
    const JsonElements programs = frontier.member("programs").elements();
    if (!programs.empty()) {
        const JsonCursor best = programs[0].member("program");
        verdict.best = best.string();
        verdict.verdict = is_right(*entry, best) ? Verdict::right : Verdict::wrong;
        if (const std::optional<JsonCursor> sure = frontier.optional_member("sure")) {
            verdict.sure = sure->boolean();
        }
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

// "31 of 34 right"
std::string right_among(const std::vector<TaskVerdict>& verdicts, bool sure) {
    std::size_t right = 0;
    std::size_t all = 0;
    for (const TaskVerdict& verdict : verdicts) {
        const bool counts = verdict.verdict != Verdict::unsolved && verdict.sure == sure;
        all += counts ? 1U : 0U;
        right += counts && verdict.verdict == Verdict::right ? 1U : 0U;
    }
    return fmt::format("{} of {} right", right, all);
}

void print(const std::vector<TaskVerdict>& verdicts) {
    std::size_t right = 0;
    std::size_t wrong = 0;
    bool are_marked = false;
    for (const TaskVerdict& verdict : verdicts) {
        right += verdict.verdict == Verdict::right ? 1U : 0U;
        wrong += verdict.verdict == Verdict::wrong ? 1U : 0U;
        are_marked = are_marked || verdict.sure.has_value();
        if (verdict.verdict != Verdict::unsolved) {
            fmt::print("{} {}{}  {}\n", verdict.verdict == Verdict::right ? "right" : "WRONG",
                       !verdict.sure   ? ""
                       : *verdict.sure ? "sure   "
                                       : "unsure ",
                       verdict.task, verdict.best);
        }
    }
    if (are_marked) {
        fmt::print("sure: {}; unsure: {}\n", right_among(verdicts, true),
                   right_among(verdicts, false));
    }
    fmt::print("{} of {} tasks solved, {} of them right on fresh inputs\n", right + wrong,
               verdicts.size(), right);
}

int run(int argc, const char* const* argv) {
    bool by_answers = false;
    const std::optional<GivenOptions> given = parse_options(command_of(by_answers), argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::string& corpus = given->arguments()[1];
    std::vector<rasp::TaskEntry> entries =
        naming(corpus, [&] { return rasp::read_tasks(read_input(corpus)); });
    if (by_answers) {
        for (rasp::TaskEntry& entry : entries) {
            entry.program.reset();
        }
    }
    print(read_verdicts(given->arguments()[0], OwnPrograms(entries, by_answers)));
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-frontiers",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}

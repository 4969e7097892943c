// rasp-benchmark-solve TASKS.json SECONDS THREADS MEGABYTES [PRIMITIVES]: which tasks bottom-up
// search solves, checked on fresh inputs against the tasks' own programs.

#include "enumerator/solve.hpp"
#include "rasp/comparison.hpp"
#include "rasp/evaluate.hpp"
#include "rasp/read_program.hpp"
#include "support/cli/program.hpp"
#include "support/file.hpp"
#include "support/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {
namespace {

constexpr std::size_t fresh_inputs = 200;
constexpr std::size_t most_tokens = 12;
constexpr std::size_t megabyte = 1'000'000;

// Tokens and atoms drawn from those of the examples, of other lengths and in other orders.
std::vector<rasp::Input> inputs_like(const rasp::Task& task) {
    rasp::Sequence tokens;
    std::vector<rasp::Value> atoms;
    for (const rasp::Example& example : task.examples) {
        tokens.insert(tokens.end(), example.input.tokens.begin(), example.input.tokens.end());
        if (example.input.atom) {
            atoms.push_back(*example.input.atom);
        }
    }
    std::mt19937_64 random(1);
    std::vector<rasp::Input> inputs(tokens.empty() ? 0 : fresh_inputs);
    for (rasp::Input& input : inputs) {
        input.tokens.resize(1 + random() % most_tokens);
        for (rasp::Value& token : input.tokens) {
            token = tokens[random() % tokens.size()];
        }
        if (!atoms.empty()) {
            input.atom = atoms[random() % atoms.size()];
        }
    }
    return inputs;
}

// On all inputs on which the task's own program does not fail.
bool means_the_same(const rasp::TaskEntry& entry, const std::string& found) {
    lambda::TermStore store;
    const std::vector<rasp::Input> inputs = inputs_like(entry.task);
    const auto wanted = rasp::evaluate(store, rasp::read_program(store, *entry.program), inputs);
    const auto given = rasp::evaluate(store, rasp::read_program(store, found), inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (wanted[i].output &&
            (!given[i].output ||
             !rasp::are_equal(*wanted[i].output, *given[i].output,
                              {.tolerance = rasp::task_tolerance, .booleans_as_numbers = true}))) {
            return false;
        }
    }
    return true;
}

int run(int argc, const char* const* argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 4) {
        throw InputError({.found = "too few arguments",
                          .expected = "TASKS.json SECONDS THREADS MEGABYTES [PRIMITIVES]"});
    }
    const std::vector<rasp::TaskEntry> entries = rasp::read_tasks(read_input(arguments[0]));
    LanguageSource language;
    if (arguments.size() > 4) {
        language.primitives = arguments[4];
    }
    const std::vector<SolvedGroup> groups =
        solve(entries, language,
              {.seconds = std::stod(arguments[1]),
               .most_memory = std::stoul(arguments[3]) * megabyte,
               .threads = std::stoul(arguments[2])});
    std::size_t solved = 0;
    std::size_t right = 0;
    for (const SolvedGroup& group : groups) {
        const BottomUpResult& search = group.search;
        fmt::print("{}, {} literals, {} tasks: all below {:.2f} nats, {} programs in {:.2f} s "
                   "({:.0f}/s), {} behaviours ({:.0f}/s), {:.0f} bytes each, stopped {}\n",
                   group.request, group.literals.size(), group.tasks.size(), search.reached,
                   search.programs, search.seconds,
                   static_cast<double>(search.programs) / search.seconds, search.behaviours,
                   static_cast<double>(search.behaviours) / search.seconds,
                   static_cast<double>(search.behaviour_bytes) /
                       static_cast<double>(std::max<std::size_t>(search.behaviours, 1)),
                   static_cast<int>(search.stopped));
        for (std::size_t i = 0; i < group.tasks.size(); ++i) {
            const rasp::TaskEntry& entry = entries[group.tasks[i]];
            if (search.solutions[i].empty()) {
                continue;
            }
            const Solution& best = search.solutions[i].front();
            const bool is_right = entry.program && means_the_same(entry, best.program);
            ++solved;
            right += is_right ? 1U : 0U;
            fmt::print("  {} {}  {:.4f}  {:.3f} s  {} programs  {}\n", is_right ? "right" : "WRONG",
                       entry.task.name, best.log_prior, best.seconds, best.programs, best.program);
        }
    }
    fmt::print("{} of {} tasks solved, {} of them right on fresh inputs\n", solved, entries.size(),
               right);
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-solve",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}

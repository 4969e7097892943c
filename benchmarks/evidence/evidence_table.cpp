// rasp-benchmark-evidence: holds the verdicts on solutions, sure or unsure, against whether they
// are right, and prints what the verdicts rest on.

#include "benchmarks/enumerator/fresh_inputs.hpp"
#include "benchmarks/enumerator/own_programs.hpp"
#include "enumerator/evidence/verdict.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/merged_tasks.hpp"
#include "integration/loop/task_language.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/hashing/hash.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/options/option_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rasp_stitch::benchmarks {
namespace {

using enumerator::Evidence;
using enumerator::SearchTask;

struct EvidenceOptions {
    bool by_answers = false;
    enumerator::JudgeOptions judge = {};
};

Command command_of(EvidenceOptions& options) {
    return {
        .name = "rasp-benchmark-evidence",
        .version = {.number = RASP_STITCH_VERSION},
        .summary =
            "Reads the programs that rasp-enumerate or rasp-dream found for tasks, says of the "
            "best one of each task whether it is sure, and why, and holds that against whether "
            "it is right. The totals are those of two thirds of the tasks, on which the rule "
            "was fitted, and those of the third that was kept apart, by a hash of their names.",
        .usage = {"[OPTIONS] FRONTIERS.json TASKS.json CORPUS.json",
                  "--answers FRONTIERS.json TASKS.json ANSWERS.json"},
        .examples = {"    rasp-benchmark-evidence found.json corpora/tasks.json "
                     "corpora/rasp.json"},
        .rows = {{"Judging", "answers", 0, "", flag(options.by_answers), "",
                  "judge by the examples of the last file, in place of its programs"},
                 {"Judging", "extra-nats", 0, "X", real(options.judge.evidence.extra_nats, 0, 100),
                  "3", "how much dearer a program may be that makes the best one unsure"},
                 {"Judging", "least-refuting", 0, "N", whole(options.judge.least_refuting, 0, 1000),
                  "2", "how many examples must refute each variant"},
                 {"Judging", "least-margin", 0, "X", real(options.judge.least_margin, -1000, 1000),
                  "-3",
                  "what the outputs and the refuting examples must say beyond what the program "
                  "takes, in nats"}},
        .arguments = {.name = "FRONTIERS.json TASKS.json CORPUS.json", .least = 3, .most = 3}};
}

bool meets(const rasp::Task& answers, const std::string& found) {
    lambda::TermStore store;
    return rasp::check(store, rasp::canonical(store, enumerator::read_unfolded(store, found)),
                       answers)
        .holds();
}

// How many solutions are sure and right, sure and wrong, unsure and right, unsure and wrong.
struct Totals {
    std::array<std::size_t, 4> counts = {};

    void add(bool sure, bool right) { ++counts[(sure ? 0U : 2U) + (right ? 0U : 1U)]; }

    std::string text() const {
        return fmt::format("sure: {} right, {} wrong; unsure: {} right, {} wrong", counts[0],
                           counts[1], counts[2], counts[3]);
    }
};

bool is_kept_apart(const std::string& task) {
    return mix_bits(fnv1a(task)) % 3 == 0;
}

const SearchTask& task_named(const std::vector<SearchTask>& tasks, const JsonCursor& name) {
    for (const SearchTask& task : tasks) {
        if (task.task.name == name.string()) {
            return task;
        }
    }
    name.fail("a task that the file of tasks does not have", "one of its tasks");
}

// Returns the language that a task was searched for in. rasp-enumerate lists the literals that each
// group of tasks has added to the grammar; rasp-dream gives each task its own literals.
enumerator::Language language_of(const enumerator::Language& all, const SearchTask& task,
                                 const std::optional<JsonCursor>& groups) {
    if (!groups) {
        return loop::task_language(all, task);
    }
    std::set<std::string> others;
    std::set<std::string> own;
    for (const JsonCursor group : groups->elements()) {
        const JsonElements names = group.member("tasks").elements();
        const bool is_own = std::any_of(names.begin(), names.end(), [&](const JsonCursor& name) {
            return name.string() == task.task.name;
        });
        for (const JsonCursor literal : group.member("literals").elements()) {
            (is_own ? own : others).insert(literal.string());
        }
    }
    enumerator::Language language = all;
    auto& grammar = std::get<enumerator::Grammar>(language.grammar);
    for (std::size_t i = grammar.productions.size(); i-- > 0;) {
        const std::string& name = grammar.productions[i].expression;
        if (others.contains(name) && !own.contains(name)) {
            grammar.productions.erase(grammar.productions.begin() + static_cast<std::ptrdiff_t>(i));
            grammar.weights.productions.erase(grammar.weights.productions.begin() +
                                              static_cast<std::ptrdiff_t>(i));
        }
    }
    return language;
}

class Table {
public:
    Table(const EvidenceOptions& options, const std::vector<SearchTask>& tasks,
          const OwnPrograms& own)
        : options_(options), tasks_(tasks), own_(own) {}

    void add(const enumerator::Language& language, const std::optional<JsonCursor>& groups,
             const JsonCursor& frontier) {
        const SearchTask& task = task_named(tasks_, frontier.member("task"));
        enumerator::Language part = language_of(language, task, groups);
        const lambda::TypeId request = rasp::parse_task_type(part.types, task.task.type);
        const std::vector<enumerator::FrontierProgram> programs =
            enumerator::read_frontier_programs(part.terms, frontier);
        const rasp::TaskEntry* const entry = own_.find(task.task.name);
        if (programs.empty() || entry == nullptr) {
            return;
        }
        const Evidence evidence =
            enumerator::evidence_for(task.task, request, programs, part, options_.judge.evidence);
        const enumerator::Verdict verdict =
            enumerator::verdict_from(task.task, evidence, options_.judge);
        const std::string best = enumerator::print_expression(part.terms, programs[0].term);
        const bool right = entry->program
                               ? agree_on_fresh_inputs(entry->task, *entry->program, best)
                               : meets(entry->task, best);
        const bool kept = is_kept_apart(task.task.name);
        (kept ? kept_ : fitted_).add(verdict.sure, right);
        fmt::print("{} {:<6} {:<6} {:>5.1f} {:>5.1f} {:>5} {:>4} {}  {}\n    {}\n",
                   right ? "right" : "WRONG", verdict.sure ? "sure" : "unsure",
                   kept ? "kept" : "fitted", evidence.output_nats, evidence.program_nats,
                   evidence.rivals.empty() ? "-"
                                           : fmt::format("{:.1f}", evidence.rivals.front().nats -
                                                                       evidence.program_nats),
                   evidence.weakest ? fmt::format("{}", evidence.weakest->refuting) : "-",
                   task.task.name, best, verdict.reason);
    }

    void print_totals() const {
        fmt::print("fitted     {}\nkept apart {}\n", fitted_.text(), kept_.text());
    }

private:
    const EvidenceOptions& options_;
    const std::vector<SearchTask>& tasks_;
    const OwnPrograms& own_;
    Totals fitted_;
    Totals kept_;
};

int run(int argc, const char* const* argv) {
    EvidenceOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return exit_done;
    }
    const std::vector<std::string>& files = given->arguments();
    const std::vector<SearchTask> tasks = naming(
        files[1], [&] { return enumerator::merged_tasks(rasp::read_tasks(read_input(files[1]))); });
    std::vector<rasp::TaskEntry> entries =
        naming(files[2], [&] { return rasp::read_tasks(read_input(files[2])); });
    if (options.by_answers) {
        for (rasp::TaskEntry& entry : entries) {
            entry.program.reset();
        }
    }
    const OwnPrograms own(entries, options.by_answers);
    Table table(options, tasks, own);
    naming(files[0], [&] {
        const Json document = parse_json(read_input(files[0]), NonFinite::text);
        const JsonCursor root(document);
        enumerator::Language language{
            .types = {}, .terms = {}, .grammar = {}, .primitive_type = enumerator::rasp_type};
        language.grammar = enumerator::read_grammar(
            language.types, root.member(enumerator::frontier_field::grammar),
            language.primitive_type);
        fmt::print("                    says takes rival  ref. task\n");
        for (const JsonCursor frontier :
             root.member(enumerator::frontier_field::frontiers).elements()) {
            table.add(language, root.optional_member("groups"), frontier);
        }
        return 0;
    });
    table.print_totals();
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::benchmarks

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-evidence",
                                    [&] { return rasp_stitch::benchmarks::run(argc, argv); });
}

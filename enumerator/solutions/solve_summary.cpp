#include "enumerator/solutions/solve_summary.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/solutions/stopped_text.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/value_text.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t max_characters = 60; // of the name of a task

std::string counted(std::uint64_t count) {
    return grouped(static_cast<std::int64_t>(count));
}

std::string programs_text(std::uint64_t count) {
    return counted(count) + (count == 1 ? " program" : " programs");
}

std::string name_of(const SearchTask& task) {
    return safe_excerpt(task.task.name, max_characters);
}

std::string request_text(const SearchGroup& group) {
    return lambda::print_type(group.language.types, group.request);
}

std::string program_line(const lambda::TermStore& terms, const Solution& solution) {
    return fmt::format("    {}  {}\n", nats_text(solution.program.log_prior),
                       print_expression(terms, solution.program.term));
}

std::string examples_text(const TaskCheck& check, const ProgramCheck& program) {
    std::string text =
        fmt::format("rests on {} example{}", check.examples, check.examples == 1 ? "" : "s");
    if (check.held_out > 0) {
        text += program.held_out_met == check.held_out
                    ? fmt::format(" and {} held out", check.held_out)
                    : fmt::format(", and fails {} of {} held out",
                                  check.held_out - program.held_out_met, check.held_out);
    }
    return text;
}

std::string solution_text(const lambda::TermStore& terms, const Solution& solution,
                          const TaskCheck& check, const ProgramCheck& program) {
    return program_line(terms, solution) +
           fmt::format("    {}; after {} and {}{}\n", examples_text(check, program),
                       seconds_text(solution.seconds), programs_text(solution.programs),
                       solution.proven ? "" : "; a more probable one may exist");
}

// Returns the first program that meets what was held out, if it is not among those shown.
std::string best_checked_text(const lambda::TermStore& terms, std::span<const Solution> solutions,
                              const TaskCheck& check, std::size_t shown) {
    const auto best =
        std::ranges::find(check.programs, check.held_out, &ProgramCheck::held_out_met);
    const auto number = static_cast<std::size_t>(best - check.programs.begin());
    return best == check.programs.end() || number < shown
               ? ""
               : "    This one meets what was held out, too:\n" +
                     solution_text(terms, solutions[number], check, *best);
}

// Says why a search ended, if not because each task has as many programs as were wanted.
std::string end_text(const TaskSearchResult& result, double upper) {
    return result.stopped == StopReason::none && result.reached >= upper
               ? fmt::format("no more programs: all below {} nats were looked at", nats_text(upper))
               : stopped_text(result.stopped);
}

// Says of how many tasks with examples held out the first program meets these.
std::string held_out_text(std::span<const TaskCheck> checks) {
    std::size_t checked = 0;
    std::size_t met = 0;
    for (const TaskCheck& check : checks) {
        if (check.held_out > 0 && !check.programs.empty()) {
            ++checked;
            met += check.programs.front().held_out_met == check.held_out ? 1U : 0U;
        }
    }
    return checked == 0
               ? ""
               : fmt::format(" ({} of {} first programs meet what was held out)", met, checked);
}

std::size_t solved_in(const SolvedGroup& group) {
    return static_cast<std::size_t>(std::ranges::count_if(
        group.result.solutions, [](const auto& solutions) { return !solutions.empty(); }));
}

std::string group_text(const SolvedGroup& group) {
    std::string literals;
    if (!group.literals.empty()) {
        literals = fmt::format(" with {}", fmt::join(group.literals, ", "));
    }
    const TaskSearchResult& result = group.result;
    std::string text = fmt::format("{}{}: {} of {} solved; all programs below {} nats looked at",
                                   request_text(group.group), literals, solved_in(group),
                                   group.group.tasks.size(), nats_text(result.reached));
    const std::string end = stopped_text(result.stopped);
    return text + (end.empty() ? "" : "; " + end) + "\n";
}

} // namespace

std::string solutions_text(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                           std::span<const TaskCheck> checks, std::size_t max_programs) {
    std::vector<std::string> texts(tasks.size());
    for (const SolvedGroup& group : groups) {
        for (std::size_t i = 0; i < group.group.tasks.size(); ++i) {
            const std::size_t task = group.group.tasks[i];
            const std::vector<Solution>& solutions = group.result.solutions[i];
            if (!solutions.empty()) {
                texts[task] =
                    fmt::format("{}  {}\n", name_of(tasks[task]), request_text(group.group));
            }
            for (std::size_t k = 0; k < std::min(max_programs, solutions.size()); ++k) {
                texts[task] += solution_text(group.group.language.terms, solutions[k], checks[task],
                                             checks[task].programs[k]);
            }
            texts[task] += best_checked_text(group.group.language.terms, solutions, checks[task],
                                             max_programs);
        }
    }
    std::string text;
    std::vector<std::string> open;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (texts[i].empty()) {
            open.push_back(name_of(tasks[i]));
        } else {
            text += texts[i] + "\n";
        }
    }
    if (!open.empty()) {
        text += fmt::format("not solved: {}\n\n", fmt::join(open, ", "));
    }
    return text;
}

std::string groups_text(std::span<const SolvedGroup> groups) {
    std::string text;
    for (const SolvedGroup& group : groups) {
        text += group_text(group);
    }
    return text + "\n";
}

std::string verdict_text(std::span<const SearchTask> tasks, std::span<const SolvedGroup> groups,
                         std::span<const TaskCheck> checks, double upper, double seconds) {
    std::size_t solved = 0;
    std::uint64_t programs = 0;
    std::string ends;
    for (const SolvedGroup& group : groups) {
        solved += solved_in(group);
        programs += group.result.programs;
        const std::string end = end_text(group.result, upper);
        if (!end.empty() && ends.find(end) == std::string::npos) {
            ends += (ends.empty() ? "" : ", ") + end;
        }
    }
    return fmt::format("{} of {} task{} solved{}, {} looked at, {}{}\n", solved, tasks.size(),
                       tasks.size() == 1 ? "" : "s", held_out_text(checks), programs_text(programs),
                       seconds_text(seconds), ends.empty() ? "" : "; " + ends);
}

} // namespace rasp_stitch::enumerator

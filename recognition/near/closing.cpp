#include "recognition/near/closing.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/solve/few_examples.hpp"
#include "lambda/terms/normal_form.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value.hpp"
#include "support/json/json_input.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

namespace {

// Returns "input(str) -> seq(num) -> " of "input(str) -> seq(num) -> seq(bool)".
std::string arguments_of(const std::string& type) {
    return type.substr(0, type.rfind("->") + 3);
}

// Returns a program without a production that it should not have in the end.
std::string without(const std::string& production, const std::string& program) {
    if (production.empty() || program.find(production) == std::string::npos) {
        return program;
    }
    lambda::TermStore terms;
    const lambda::TermId term = enumerator::read_unfolded(terms, program);
    std::size_t lambdas = 0;
    lambda::TermId body = term;
    for (; terms.is(lambda::TermKind::lambda, body); body = terms.body(body)) {
        ++lambdas;
    }
    // The lambdas of the program stay, which an eta normal form might lack.
    body = lambda::normal_form(terms, body).value_or(body);
    for (; lambdas > 0; --lambdas) {
        body = terms.lambda(body);
    }
    return enumerator::print_expression(terms, body);
}

bool is_varied(const rasp::Output& output) {
    if (const auto* const values = std::get_if<rasp::Sequence>(&output)) {
        return std::ranges::any_of(
            *values, [&](const rasp::Value& value) { return value != values->front(); });
    }
    const auto& rows = std::get<rasp::Matrix>(output);
    return std::ranges::any_of(rows, [&](const std::vector<bool>& row) {
        return std::ranges::any_of(row, [&](bool cell) { return cell != rows[0][0]; });
    });
}

} // namespace

std::vector<std::string> enumerated(enumerator::Language& language, const rasp::Task& task,
                                    std::size_t wanted, const Budget& budget,
                                    std::uint64_t* looked_at) {
    const lambda::TypeId request = rasp::parse_task_type(language.types, task.type);
    enumerator::TaskSearchOptions options{.frontier_size = wanted, .threads = 1, .backwards = true};
    options.budget = budget;
    const enumerator::FewExamplesResult result =
        enumerator::search_few_examples(language, request, task, options);
    if (looked_at != nullptr) {
        *looked_at += result.programs;
    }
    std::vector<std::string> programs;
    for (const enumerator::Solution& solution : result.solutions.front()) {
        programs.push_back(enumerator::print_expression(language.terms, solution.program.term));
    }
    return programs;
}

HoleSolver::HoleSolver(const enumerator::Language& language, const NearTask& task,
                       const HoleSolverOptions& options, std::string helper)
    : language_(language), task_(&task), options_(options), helper_(std::move(helper)) {}

// Returns the examples that are trained on and where the network is sure, by length, and of each
// length the surest first. Returns nothing if it is sure of too few.
HoleSolver::ByLength HoleSolver::sure_examples(const HoleReading& reading) const {
    ByLength sure;
    std::size_t asked = 0;
    std::size_t near = 0;
    for (const std::size_t example : task_->training) {
        if (example >= reading.outputs.size() || !reading.outputs[example]) {
            continue;
        }
        ++asked;
        if (reading.outputs[example]->distance <= options_.most_distance) {
            ++near;
            sure[task_->task().examples[example].input.tokens.size()].push_back(example);
        }
    }
    if (near < options_.least_examples || 4 * near < asked) {
        return {};
    }
    for (auto& [length, examples] : sure) {
        std::ranges::stable_sort(
            examples, {}, [&](std::size_t example) { return reading.outputs[example]->distance; });
    }
    return sure;
}

// Returns the groups of examples that are asked about, the shortest first. Where cells may be wrong,
// a network may have learnt them, so that several small groups are asked about: most examples have
// no wrong cell.
std::vector<std::vector<std::size_t>> HoleSolver::groups_of(const ByLength& sure) const {
    std::vector<std::vector<std::size_t>> groups;
    const bool is_noisy = task_->noise > 0;
    const std::size_t most = is_noisy ? options_.noisy_examples : options_.most_examples;
    for (std::size_t turn = 0; turn < (is_noisy ? options_.noisy_groups : 1); ++turn) {
        std::vector<std::size_t> group;
        for (const auto& [length, examples] : sure) {
            group.push_back(examples[turn % examples.size()]);
        }
        if (is_noisy && group.size() > most) {
            group.erase(group.begin(), group.end() - static_cast<std::ptrdiff_t>(most));
        }
        // If they are all of one or two lengths, more of them say more.
        for (const auto& [length, examples] : sure) {
            for (const std::size_t example : examples) {
                if (group.size() < options_.least_examples + 1 &&
                    std::ranges::find(group, example) == group.end()) {
                    group.push_back(example);
                }
            }
        }
        if (group.size() > most) {
            group.resize(most);
        }
        if (std::ranges::find(groups, group) == groups.end()) {
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

std::vector<std::string> HoleSolver::solve(const HoleReading& reading, const Budget& budget) {
    std::vector<std::string> programs;
    const ByLength sure = sure_examples(reading);
    if (sure.empty()) {
        return programs;
    }
    for (const std::vector<std::size_t>& group : groups_of(sure)) {
        for (const std::string& program : solve_for(reading, group, budget)) {
            if (std::ranges::find(programs, program) == programs.end()) {
                programs.push_back(program);
            }
        }
    }
    return programs;
}

const std::vector<std::string>& HoleSolver::solve_for(const HoleReading& reading,
                                                      std::span<const std::size_t> group,
                                                      const Budget& budget) {
    const rasp::Task& whole = task_->task();
    rasp::Task task{.name = "hole",
                    .type = arguments_of(whole.type) + name_of(reading.type),
                    .arity = whole.arity,
                    .examples = {}};
    std::string key = task.type;
    bool varies = false;
    for (const std::size_t example : group) {
        const rasp::Output& output = reading.outputs[example]->output;
        task.examples.push_back({whole.examples[example].input, output});
        key += rasp::to_json(output).dump() + std::to_string(example);
        varies = varies || is_varied(output);
    }
    const auto [known, is_new] = known_.try_emplace(std::move(key));
    if (!varies && reading.type.sort == rasp::Sort::selector) {
        return known->second; // a selector of everything or nothing says nothing
    }
    if (is_new) {
        Budget of_hole = budget;
        of_hole.programs = options_.programs;
        ++searches_;
        for (const std::string& program :
             enumerated(language_, task, options_.wanted, of_hole, &programs_)) {
            known->second.push_back(without(helper_, program));
        }
    }
    return known->second;
}

} // namespace rasp_stitch::recognition

#include "integration/generation/generated_task.hpp"

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "integration/generation/candidate_examples.hpp"
#include "integration/generation/example_choice.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/task.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::generation {

namespace {

// Limits of the search for alternatives: programs that meet the examples but not the task. The more
// examples there are, the longer it takes to run a program on them, and the fewer programs meet
// them.
constexpr std::size_t most_rounds = 12;
constexpr std::size_t alternatives_per_round = 3;
constexpr std::uint64_t most_programs = 300'000;
constexpr std::size_t examples_for_most = 20;

std::uint64_t programs_for(std::size_t examples) {
    return most_programs * examples_for_most / std::max(examples, examples_for_most);
}

// Returns how many inputs to draw and choose from.
std::size_t draws_for(std::size_t examples) {
    return 800 + 20 * examples;
}

// Searches for alternatives in turn with choosing examples that refute them.
class Generation {
public:
    Generation(enumerator::SearchTask task, std::vector<rasp::Example> candidates,
               std::size_t count)
        : task_(std::move(task)), candidates_(task_.task), count_(count),
          language_(
              enumerator::with_productions(enumerator::rasp_language("minimal"), task_.literals)),
          request_(rasp::parse_task_type(language_.types, task_.task.type)) {
        candidates_.examples = std::move(candidates);
    }

    enumerator::SearchTask run() {
        choose();
        for (std::size_t round = 0; round < most_rounds && find_alternatives(); ++round) {
            choose();
        }
        return std::move(task_);
    }

private:
    void choose() {
        task_.task.examples.clear();
        for (const std::size_t i : chosen_examples(candidates_.examples, count_, alternatives_)) {
            task_.task.examples.push_back(candidates_.examples[i]);
        }
    }

    // Returns whether an alternative was found that some candidate refutes.
    bool find_alternatives() {
        const std::size_t known = alternatives_.size();
        const enumerator::TaskSearchResult found =
            enumerator::search_bottom_up(language_, request_, std::span(&task_.task, 1),
                                         {.frontier_size = alternatives_per_round,
                                          .budget = {.programs = programs_for(count_)}});
        for (const enumerator::Solution& solution : found.solutions.front()) {
            add_alternative(enumerator::print_expression(language_.terms, solution.program.term));
        }
        return alternatives_.size() > known;
    }

    void add_alternative(const std::string& program) {
        lambda::TermStore store;
        const rasp::CheckResult result =
            rasp::check(store, rasp::read_program(store, program), candidates_);
        Refuted refuted = result.met;
        refuted.flip();
        if (std::ranges::find(refuted, true) != refuted.end()) {
            alternatives_.push_back(std::move(refuted));
        }
    }

    enumerator::SearchTask task_;
    rasp::Task candidates_; // a task whose examples are all candidates
    std::size_t count_;
    enumerator::Language language_;
    lambda::TypeId request_;
    std::vector<Refuted> alternatives_;
};

} // namespace

enumerator::SearchTask generated_task(const CorpusTask& source, const GenerationOptions& options) {
    const rasp::Task& task = source.task.task;
    std::vector<rasp::Example> candidates =
        candidate_examples(source, {.seed = options.seed, .draws = draws_for(options.count)});
    if (candidates.size() < options.count) {
        throw InputError({.found = "only " + std::to_string(candidates.size()) +
                                   " different examples for the task " + quote_excerpt(task.name),
                          .expected = "as many as are asked for, " + std::to_string(options.count) +
                                      ": ask for fewer"});
    }
    return Generation(source.task, std::move(candidates), options.count).run();
}

} // namespace rasp_stitch::generation

#include "integration/loop/ranked_programs.hpp"

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "integration/abstraction/unfolding.hpp"
#include "rasp/language/typing.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace rasp_stitch::loop {

using enumerator::SearchTask;
using lambda::TermId;
using lambda::TermStore;

std::vector<RankedProgram> ranked(const OpenLanguage& language, const SearchTask& task,
                                  std::span<const std::string> programs, std::size_t most) {
    enumerator::Language own = own_language(language, task);
    const lambda::TypeId request = rasp::parse_task_type(own.types, task.task.type);
    const enumerator::GrammarView view = enumerator::view_of(own.types, own.grammar);
    enumerator::Likelihood likelihood(own.types, view);
    TermStore store;
    std::vector<RankedProgram> all;
    for (const std::string& program : programs) {
        const TermId term = enumerator::read_expression(store, program);
        all.push_back({.program = enumerator::print_expression(store, term),
                       .log_prior = likelihood.log_prior(request, store, term)});
    }
    std::ranges::sort(all, [](const RankedProgram& a, const RankedProgram& b) {
        return a.log_prior != b.log_prior ? a.log_prior > b.log_prior : a.program < b.program;
    });

    TermStore plain;
    std::unordered_set<TermId> functions;
    std::vector<RankedProgram> best;
    for (RankedProgram& program : all) {
        const std::optional<TermId> function = abstraction::unfolded(plain, program.program);
        if (best.size() < most && (!function || functions.insert(*function).second)) {
            best.push_back(std::move(program));
        }
    }
    return best;
}

double description_length(std::span<const RankedProgram> programs) {
    std::vector<double> log_priors;
    for (const RankedProgram& program : programs) {
        log_priors.push_back(program.log_prior);
    }
    return -enumerator::log_sum_exp(log_priors);
}

std::vector<std::string> texts_of(std::span<const RankedProgram> programs) {
    std::vector<std::string> texts;
    for (const RankedProgram& program : programs) {
        texts.push_back(program.program);
    }
    return texts;
}

std::vector<enumerator::Frontier>
dreamcoder_frontiers(lambda::TypeStore& types, TermStore& store, std::span<const SearchTask> tasks,
                     std::span<const std::vector<std::string>> programs) {
    std::vector<enumerator::Frontier> frontiers;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        enumerator::Frontier& frontier = frontiers.emplace_back();
        frontier.request = rasp::parse_task_type(types, tasks[i].task.type);
        for (const std::string& program : programs[i]) {
            frontier.programs.push_back({.term = enumerator::read_expression(store, program)});
        }
    }
    return frontiers;
}

} // namespace rasp_stitch::loop

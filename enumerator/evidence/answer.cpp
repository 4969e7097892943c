#include "enumerator/evidence/answer.hpp"

#include "enumerator/evidence/fresh_inputs.hpp"
#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/evidence/uniform_outputs.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_store.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t inputs_to_try = 200;
constexpr std::uint64_t seed = 1; // of these inputs

// What a nat of the learnt language counts beside one of the habits.
constexpr double share_of_log_prior = 0.1;

} // namespace

std::size_t likeliest(std::span<const FrontierProgram> programs, lambda::TypeId request,
                      const Language& language, const Habits& habits, const rasp::Task& task) {
    const std::vector<rasp::Input> inputs = programs.size() > 1 && has_uniform_outputs(task)
                                                ? fresh_inputs(task, inputs_to_try, seed)
                                                : std::vector<rasp::Input>();
    lambda::TermStore store;
    std::size_t best = 0;
    std::optional<std::pair<bool, double>> least; // whether it stands back, and its nats
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const std::string text = print_expression(language.terms, programs[i].term);
        const lambda::TermId program = written_out(store, language.types, request, text);
        const std::pair price{!inputs.empty() && first_uneven(outputs_of(store, program, inputs)),
                              habits.nats(task.name, store, program) -
                                  share_of_log_prior * programs[i].log_prior};
        if (!least || price < *least) {
            best = i;
            least = price;
        }
    }
    return best;
}

} // namespace rasp_stitch::enumerator

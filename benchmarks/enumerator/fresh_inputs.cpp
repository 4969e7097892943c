#include "benchmarks/enumerator/fresh_inputs.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "rasp/language/read_program.hpp"
#include "support/random/random.hpp"

namespace rasp_stitch::benchmarks {

namespace {

constexpr std::size_t input_count = 200;
constexpr std::size_t max_tokens = 12;

} // namespace

std::vector<rasp::Input> fresh_inputs(const rasp::Task& task) {
    rasp::Sequence tokens;
    std::vector<rasp::Value> atoms;
    for (const rasp::Example& example : task.examples) {
        tokens.insert(tokens.end(), example.input.tokens.begin(), example.input.tokens.end());
        if (example.input.atom) {
            atoms.push_back(*example.input.atom);
        }
    }
    Random random(1);
    std::vector<rasp::Input> inputs(tokens.empty() ? 0 : input_count);
    for (rasp::Input& input : inputs) {
        input.tokens.resize(1 + below(random, max_tokens));
        for (rasp::Value& token : input.tokens) {
            token = tokens[below(random, tokens.size())];
        }
        if (!atoms.empty()) {
            input.atom = atoms[below(random, atoms.size())];
        }
    }
    return inputs;
}

bool agree_on_fresh_inputs(const rasp::Task& task, const std::string& own,
                           const std::string& found) {
    lambda::TermStore store;
    const std::vector<rasp::Input> inputs = fresh_inputs(task);
    const auto wanted = rasp::evaluate(store, rasp::read_program(store, own), inputs);
    const auto given = rasp::evaluate(
        store, rasp::canonical(store, enumerator::read_unfolded(store, found)), inputs);
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

} // namespace rasp_stitch::benchmarks

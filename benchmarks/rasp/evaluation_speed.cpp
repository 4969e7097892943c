#include "benchmarks/rasp/evaluation_speed.hpp"

#include "benchmarks/harness/thread_rate.hpp"
#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/evaluator.hpp"
#include "rasp/language/read_program.hpp"
#include "support/random/random.hpp"
#include "support/text/input_error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::benchmarks {

namespace {

constexpr std::string_view sort_program =
    "(lam (aggregate (select (selector_width (selector_or (select (tokens $0) (tokens $0) "
    "less_than) (selector_and (select (tokens $0) (tokens $0) equals_to) (select (indices $0) "
    "(indices $0) less_than)))) (indices $0) equals_to) (tokens $0)))";

// Measures `evaluate`, a call of which evaluates `inputs` inputs.
template <class Evaluate>
Speed best_speed(std::size_t inputs, const SpeedOptions& options, const Evaluate& evaluate) {
    const double calls = best_rate(options.seconds, evaluate);
    return {.inputs_per_second = calls * static_cast<double>(inputs), .inputs = inputs};
}

rasp::Value random_token(Random& random, Tokens tokens) {
    switch (tokens) {
    case Tokens::letters:
        return std::string(1, static_cast<char>('a' + below(random, 26U)));
    case Tokens::whole_numbers:
        return std::int64_t{below(random, 100U)};
    case Tokens::floats:
        break;
    }
    return below(random, 1'000'000U) / 7.0;
}

// A program, and an evaluator that holds its inputs.
struct Prepared {
    rasp::Bytecode code;
    rasp::Evaluator evaluator;
};

Prepared prepare(std::string_view program, std::span<const rasp::Input> inputs) {
    lambda::TermStore store;
    const lambda::TermId term = rasp::read_program(store, program);
    auto made = rasp::compile(store, term, {.arity = inputs.front().atom ? 2U : 1U});
    if (!made.code) {
        throw InputError({.found = rasp::describe(store, made.failure)});
    }
    return {std::move(*made.code), rasp::Evaluator(rasp::Batch(inputs))};
}

} // namespace

Speed measure_sort(std::size_t length, Tokens tokens, const SpeedOptions& options) {
    Random random(length);
    std::vector<rasp::Input> inputs(options.batch);
    for (rasp::Input& input : inputs) {
        for (std::size_t i = 0; i < length; ++i) {
            input.tokens.push_back(random_token(random, tokens));
        }
    }
    Prepared prepared = prepare(sort_program, inputs);
    return best_speed(inputs.size(), options, [&] { prepared.evaluator.run(prepared.code); });
}

Speed measure_corpus(std::span<const rasp::TaskEntry> entries, const SpeedOptions& options) {
    std::vector<Prepared> programs;
    std::size_t inputs = 0;
    for (const rasp::TaskEntry& entry : entries) {
        const std::vector<rasp::Input> examples = rasp::inputs_of(entry.task);
        if (entry.program && !examples.empty()) {
            programs.push_back(prepare(*entry.program, examples));
            inputs += examples.size();
        }
    }
    return best_speed(inputs, options, [&] {
        for (Prepared& prepared : programs) {
            prepared.evaluator.run(prepared.code);
        }
    });
}

Speed measure_check(std::span<const rasp::TaskEntry> entries, const SpeedOptions& options) {
    lambda::TermStore store;
    std::vector<std::pair<lambda::TermId, const rasp::Task*>> programs;
    std::size_t inputs = 0;
    for (const rasp::TaskEntry& entry : entries) {
        if (entry.program) {
            programs.emplace_back(rasp::read_program(store, *entry.program), &entry.task);
            inputs += entry.task.examples.size();
        }
    }
    return best_speed(inputs, options, [&] {
        for (const auto& [program, task] : programs) {
            if (!rasp::check(store, program, *task).holds()) {
                throw InputError({.found = task->name + " is not solved by its program"});
            }
        }
    });
}

} // namespace rasp_stitch::benchmarks

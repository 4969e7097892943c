#include "compressor/program/meaning_check.hpp"

#include "compressor/program/known_rasp.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/task.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>
#include <variant>

namespace rasp_stitch::compressor {

using lambda::TermId;
using rasp::Evaluation;
using rasp::FailureClass;

namespace {

bool same_value(const rasp::Value& a, const rasp::Value& b) {
    const auto* const x = std::get_if<double>(&a);
    const auto* const y = std::get_if<double>(&b);
    return a == b || (x != nullptr && y != nullptr && std::isnan(*x) && std::isnan(*y));
}

bool same_output(const rasp::Output& a, const rasp::Output& b) {
    const auto* const x = std::get_if<rasp::Sequence>(&a);
    const auto* const y = std::get_if<rasp::Sequence>(&b);
    return x != nullptr && y != nullptr ? std::ranges::equal(*x, *y, same_value) : a == b;
}

std::string shown(const lambda::TermStore& store, const Evaluation& evaluation) {
    constexpr std::size_t most_characters = 100;
    return evaluation.output
               ? safe_excerpt(rasp::to_json(*evaluation.output).dump(), most_characters)
               : rasp::describe(store, evaluation.failure);
}

std::vector<rasp::TaskEntry> entries_of(const Corpus& corpus) {
    try {
        return rasp::read_tasks(JsonCursor(*corpus.document));
    } catch (const InputError& error) {
        InputProblem problem = error.problem();
        problem.expected = "a corpus of the form rasp, with examples, for --check-meaning";
        throw InputError(problem);
    }
}

std::vector<Evaluation> outputs_of(Corpus& corpus, KnownRasp& rasp, TermId program,
                                   const std::vector<rasp::Input>& inputs) {
    return rasp::evaluate(corpus.store, rasp.canonical(program), inputs,
                          {.library = &rasp.library()});
}

// Any error is as good as any other: which comes first is not part of the meaning.
bool is_same(const Evaluation& a, const Evaluation& b) {
    return a.output && b.output ? same_output(*a.output, *b.output)
                                : a.output.has_value() == b.output.has_value();
}

void require_rasp(const Corpus& corpus, const Program& program, const Evaluation& evaluation) {
    const FailureClass failure = evaluation.failure.failure;
    if (!evaluation.output &&
        (failure == FailureClass::unknown_name || failure == FailureClass::free_variable ||
         failure == FailureClass::arity || failure == FailureClass::type ||
         failure == FailureClass::limit)) {
        throw InputError(
            {.found = fmt::format("the program {} cannot be run: {}", quote_excerpt(program.name),
                                  rasp::describe(corpus.store, evaluation.failure)),
             .expected = "programs of RASP, or no --check-meaning"});
    }
}

} // namespace

std::vector<std::optional<std::string>> rasp_types(Corpus& corpus, const Compression& compression) {
    try {
        KnownRasp rasp(corpus, compression);
        for (const Program& program : corpus.programs) {
            if (!rasp.typed(program.root)) {
                return {};
            }
        }
        std::vector<std::optional<std::string>> texts;
        for (const Step& step : compression.steps) {
            const auto typed = rasp.typed(step.rewriting.abstraction.name);
            texts.push_back(typed ? std::optional(lambda::print_type(rasp.types(), typed->type))
                                  : std::nullopt);
        }
        return texts;
    } catch (const InputError&) {
        return {}; // a literal that is none, in an abstraction
    }
}

MeaningCheck::MeaningCheck(Corpus& corpus) : corpus_(corpus) {
    const std::vector<rasp::TaskEntry> entries = entries_of(corpus);
    std::unordered_map<std::string_view, const rasp::Task*> task_of;
    for (const rasp::TaskEntry& entry : entries) {
        if (!task_of.emplace(entry.task.name, &entry.task).second) {
            throw InputError({.found = "two programs are called " + quote_excerpt(entry.task.name),
                              .expected = "a name for each program, to find its examples"});
        }
    }
    KnownRasp rasp(corpus, {});
    for (const Program& program : corpus.programs) {
        const auto task = task_of.find(program.name);
        if (task == task_of.end() || task->second->examples.empty()) {
            throw InputError({.found = "the program " + quote_excerpt(program.name) +
                                       " has no examples to check its meaning on",
                              .expected = "\"examples\" for each program, or no --check-meaning"});
        }
        Run run{.inputs = rasp::inputs_of(*task->second), .outputs = {}};
        run.outputs = outputs_of(corpus, rasp, program.root, run.inputs);
        for (const Evaluation& evaluation : run.outputs) {
            require_rasp(corpus, program, evaluation);
        }
        before_.push_back(std::move(run));
    }
}

CheckedMeaning MeaningCheck::check(const Compression& compression) {
    const std::vector<TermId> rewritten =
        compression.steps.empty() ? corpus_.roots() : compression.steps.back().rewriting.roots;
    KnownRasp rasp(corpus_, compression);
    CheckedMeaning checked;
    for (std::size_t program = 0; program < rewritten.size(); ++program) {
        const Run& before = before_[program];
        const std::vector<Evaluation> after =
            outputs_of(corpus_, rasp, rewritten[program], before.inputs);
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (checked.difference.empty() && !is_same(before.outputs[i], after[i])) {
                checked.difference = fmt::format(
                    "{} on {}: gave {}, gives {}", corpus_.programs[program].name,
                    safe_excerpt(rasp::to_json(rasp::Output(before.inputs[i].tokens)).dump(), 100),
                    shown(corpus_.store, before.outputs[i]), shown(corpus_.store, after[i]));
            }
        }
        ++checked.programs;
        checked.examples += before.inputs.size();
    }
    return checked;
}

} // namespace rasp_stitch::compressor

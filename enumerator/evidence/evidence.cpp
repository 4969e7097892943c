#include "enumerator/evidence/evidence.hpp"

#include "enumerator/evidence/fresh_inputs.hpp"
#include "enumerator/evidence/output_nats.hpp"
#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/evidence/uniform_outputs.hpp"
#include "enumerator/evidence/variants.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "rasp/kernels/comparison.hpp"

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

using lambda::TermId;
using lambda::TermStore;
using rasp::Input;
using MaybeOutput = std::optional<rasp::Output>; // nullopt: the program failed

constexpr double rounding = 1e-6; // nats

// As examples are checked. Two failures are equal.
bool are_equal(const MaybeOutput& a, const MaybeOutput& b) {
    return a && b ? rasp::are_equal(
                        *a, *b, {.tolerance = rasp::task_tolerance, .booleans_as_numbers = true})
                  : a.has_value() == b.has_value();
}

// Returns the places in which the lists differ, in order.
std::vector<std::size_t> differing(std::span<const MaybeOutput> a, std::span<const MaybeOutput> b) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!are_equal(a[i], b[i])) {
            places.push_back(i);
        }
    }
    return places;
}

rasp::Task with_different_examples(const rasp::Task& task) {
    rasp::Task different = task;
    different.examples.clear();
    for (const rasp::Example& example : task.examples) {
        const auto is_same = [&](const rasp::Example& other) {
            return other.input == example.input && other.output == example.output;
        };
        if (std::ranges::none_of(different.examples, is_same)) {
            different.examples.push_back(example);
        }
    }
    return different;
}

bool has_one_value(const rasp::Task& task) {
    std::optional<rasp::Value> value;
    for (const rasp::Example& example : task.examples) {
        const auto* const outputs =
            example.output ? std::get_if<rasp::Sequence>(&*example.output) : nullptr;
        if (outputs == nullptr) {
            return false;
        }
        for (const rasp::Value& output : *outputs) {
            if (value && *value != output) {
                return false;
            }
            value = output;
        }
    }
    return true;
}

std::vector<std::string> texts_of(const Language& language,
                                  std::span<const FrontierProgram> programs) {
    std::vector<std::string> texts;
    for (const FrontierProgram& program : programs) {
        texts.push_back(print_expression(language.terms, program.term));
    }
    return texts;
}

// Holds other programs against the first one.
class Comparison {
public:
    Comparison(const rasp::Task& task, lambda::TypeId request,
               std::span<const std::string> programs, const Language& language,
               const EvidenceOptions& options)
        : options_(options), plain_(language, request, programs), store_(plain_.terms()),
          best_(plain_.written_out(programs.front())), inputs_(rasp::inputs_of(task)),
          fresh_(fresh_inputs(task, options.fresh_inputs, options.seed)),
          on_fresh_(outputs_of(store_, best_, fresh_)) {
        std::ranges::transform(task.examples, std::back_inserter(wanted_), &rasp::Example::output);
        evidence_.missed = refuting_examples(best_);
        evidence_.examples = task.examples.size();
        evidence_.is_constant = has_one_value(task);
        evidence_.output_nats = output_nats(task);
        evidence_.program_nats = plain_.nats(best_);
        count_failures();
        if (has_uniform_outputs(task)) {
            if (const std::optional<std::size_t> place = first_uneven(on_fresh_)) {
                evidence_.uneven = fresh_[*place];
            }
        }
    }

    Evidence with(std::span<const std::string> others) {
        for (const std::string& other : others) {
            const TermId program = plain_.written_out(other);
            keep_rival(compared(program, plain_.nats(program), refuting_examples(program)));
        }
        hold_against_variants();
        std::ranges::stable_sort(evidence_.rivals, {}, &OtherProgram::nats);
        return std::move(evidence_);
    }

private:
    void count_failures() {
        evidence_.fresh = fresh_.size();
        for (std::size_t i = 0; i < fresh_.size(); ++i) {
            if (!on_fresh_[i]) {
                ++evidence_.failures;
                evidence_.failing = evidence_.failing ? evidence_.failing : fresh_[i];
            }
        }
    }

    void hold_against_variants() {
        std::vector<TermId> all =
            variants(store_, best_, plain_.types(), plain_.request(), plain_.productions());
        all.resize(std::min(all.size(), options_.most_variants));
        for (const TermId variant : all) {
            const double nats = plain_.nats(variant);
            if (nats > evidence_.program_nats + options_.extra_nats + rounding) {
                continue;
            }
            const std::size_t refuting = refuting_examples(variant);
            if (refuting > 0 && evidence_.weakest && refuting >= evidence_.weakest->refuting) {
                continue; // it is no rival, and not refuted by fewer examples: most variants
            }
            std::optional<OtherProgram> other = compared(variant, nats, refuting);
            if (other && (!evidence_.weakest || refuting < evidence_.weakest->refuting)) {
                evidence_.weakest = other;
            }
            keep_rival(std::move(other));
        }
    }

    std::size_t refuting_examples(TermId program) {
        return differing(wanted_, outputs_of(store_, program, inputs_)).size();
    }

    void keep_rival(std::optional<OtherProgram> other) {
        if (other && other->refuting == 0) {
            evidence_.rivals.push_back(std::move(*other));
        }
    }

    // Returns nullopt if the program does the same as the best one on all fresh inputs on which that
    // does not fail. On the others the task may have no output at all.
    std::optional<OtherProgram> compared(TermId program, double nats, std::size_t refuting) {
        const std::vector<MaybeOutput> on_fresh = outputs_of(store_, program, fresh_);
        std::vector<std::size_t> differences = differing(on_fresh_, on_fresh);
        std::erase_if(differences, [&](std::size_t place) { return !on_fresh_[place]; });
        if (differences.empty()) {
            return std::nullopt;
        }
        // An input on which both have an output is the better question.
        const auto answered = std::ranges::find_if(
            differences, [&](std::size_t place) { return on_fresh[place].has_value(); });
        const std::size_t first = answered == differences.end() ? differences.front() : *answered;
        return OtherProgram{.program = print_expression(store_, program),
                            .nats = nats,
                            .refuting = refuting,
                            .differences = differences.size(),
                            .disagreement = {.input = fresh_[first],
                                             .best = on_fresh_[first],
                                             .other = on_fresh[first]}};
    }

    const EvidenceOptions& options_;
    PlainLanguage plain_;
    TermStore& store_; // of the plain language
    TermId best_;
    std::vector<Input> inputs_;
    std::vector<MaybeOutput> wanted_;
    std::vector<Input> fresh_;
    std::vector<MaybeOutput> on_fresh_; // outputs of the best program
    Evidence evidence_;
};

} // namespace

Evidence evidence_for(const rasp::Task& task, lambda::TypeId request,
                      std::span<const FrontierProgram> programs, const Language& language,
                      const EvidenceOptions& options) {
    const std::vector<std::string> texts = texts_of(language, programs);
    return Comparison(with_different_examples(task), request, texts, language, options)
        .with(std::span(texts).subspan(1));
}

} // namespace rasp_stitch::enumerator

#include "enumerator/evidence/verdict.hpp"

#include "rasp/language/value.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <cmath>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::size_t most_characters = 200; // of a program or of values in a text

std::string text_of(const Json& json) {
    return safe_excerpt(json.dump(), most_characters);
}

std::string text_of(const rasp::Input& input) {
    const Json tokens = rasp::to_json(rasp::Output(input.tokens));
    return text_of(input.atom ? Json::array({tokens, rasp::to_json(*input.atom)}) : tokens);
}

std::string text_of(const std::optional<rasp::Output>& output) {
    return output ? text_of(rasp::to_json(*output)) : "a failure";
}

std::string constant_of(const rasp::Task& task) {
    for (const rasp::Example& example : task.examples) {
        const auto* const outputs =
            example.output ? std::get_if<rasp::Sequence>(&*example.output) : nullptr;
        if (outputs != nullptr && !outputs->empty()) {
            return text_of(rasp::to_json(outputs->front()));
        }
    }
    return "the same";
}

std::string excerpt_of(const OtherProgram& other) {
    return safe_excerpt(other.program, most_characters);
}

std::string meets_all(const OtherProgram& other) {
    return "another program meets all examples, too: " + excerpt_of(other);
}

const OtherProgram* rival_in(const Evidence& evidence, double extra_nats) {
    constexpr double rounding = 1e-6;
    return !evidence.rivals.empty() &&
                   evidence.rivals.front().nats <= evidence.program_nats + extra_nats + rounding
               ? &evidence.rivals.front()
               : nullptr;
}

// A program without variants has as many refuting examples as are needed.
double margin_of(const Evidence& evidence, const JudgeOptions& options) {
    const std::size_t refuting =
        evidence.weakest ? evidence.weakest->refuting : options.least_refuting;
    return evidence.output_nats + static_cast<double>(refuting) - evidence.program_nats;
}

} // namespace

Verdict verdict_from(const rasp::Task& task, const Evidence& evidence,
                     const JudgeOptions& options) {
    Verdict verdict{.sure = false,
                    .reason = {},
                    .output_nats = evidence.output_nats,
                    .program_nats = evidence.program_nats};
    const std::string nats = fmt::format(
        "the outputs say {:.0f} nat{} and the program takes {:.0f}", evidence.output_nats,
        std::round(evidence.output_nats) == 1 ? "" : "s", evidence.program_nats);
    if (evidence.missed > 0) {
        verdict.reason =
            fmt::format("it misses {} of {} examples", evidence.missed, evidence.examples);
    } else if (evidence.is_constant) {
        verdict.reason = "all outputs are " + constant_of(task);
    } else if (evidence.examples < options.least_examples) {
        verdict.reason = fmt::format("it rests on {} example{}", evidence.examples,
                                     evidence.examples == 1 ? "" : "s");
    } else if (evidence.failing &&
               static_cast<double>(evidence.failures) >
                   options.most_failures * static_cast<double>(evidence.fresh)) {
        verdict.reason = fmt::format("it fails on {} of {} inputs like those of the examples, such "
                                     "as {}",
                                     evidence.failures, evidence.fresh, text_of(*evidence.failing));
    } else if (evidence.uneven) {
        verdict.reason = "the output of each example has one value at all positions, and that of "
                         "the program has several on " +
                         text_of(*evidence.uneven);
    } else if (const OtherProgram* const rival = rival_in(evidence, options.evidence.extra_nats)) {
        verdict.reason = meets_all(*rival);
        verdict.other = *rival;
    } else if (evidence.weakest && evidence.weakest->refuting < options.least_refuting) {
        verdict.reason = fmt::format("only {} example{} against {}", evidence.weakest->refuting,
                                     evidence.weakest->refuting == 1 ? " speaks" : "s speak",
                                     excerpt_of(*evidence.weakest));
        verdict.other = evidence.weakest;
    } else if (margin_of(evidence, options) < options.least_margin) {
        verdict.reason = nats + ": more examples would tell more";
    } else {
        verdict.sure = true;
        verdict.reason = nats;
        if (evidence.weakest) {
            verdict.reason += fmt::format("; at least {} examples refute each program nearly like "
                                          "it",
                                          evidence.weakest->refuting);
        }
    }
    if (!verdict.other && !evidence.rivals.empty()) {
        verdict.other = evidence.rivals.front();
    }
    return verdict;
}

Verdict judge(const rasp::Task& task, lambda::TypeId request,
              std::span<const FrontierProgram> programs, const Language& language,
              const JudgeOptions& options) {
    return verdict_from(task, evidence_for(task, request, programs, language, options.evidence),
                        options);
}

std::string sureness_text(const Verdict& verdict, std::string_view indent) {
    std::string text =
        fmt::format("{}{}: {}\n", indent, verdict.sure ? "sure" : "unsure", verdict.reason);
    if (verdict.other) {
        const std::string also = meets_all(*verdict.other);
        if (verdict.other->refuting == 0 && verdict.reason != also) {
            text += fmt::format("{}{}\n", indent, also);
        }
        const Disagreement& disagreement = verdict.other->disagreement;
        text +=
            fmt::format("{}to be sure, ask: {} -> {} or {}?\n", indent, text_of(disagreement.input),
                        text_of(disagreement.best), text_of(disagreement.other));
    }
    return text;
}

} // namespace rasp_stitch::enumerator

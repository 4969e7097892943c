#include "enumerator/evidence/verdict_json.hpp"

#include "rasp/language/value.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace rasp_stitch::enumerator {

using OutputJson = nlohmann::ordered_json;

namespace {

OutputJson input_json(const rasp::Input& input) {
    const OutputJson tokens = rasp::to_json(rasp::Output(input.tokens));
    return input.atom ? OutputJson::array({tokens, OutputJson(rasp::to_json(*input.atom))})
                      : tokens;
}

OutputJson output_json(const std::optional<rasp::Output>& output) {
    return output ? OutputJson(rasp::to_json(*output)) : OutputJson(nullptr);
}

OutputJson other_json(const OtherProgram& other) {
    return {{"program", other.program},
            {"refuting", other.refuting},
            {"input", input_json(other.disagreement.input)},
            {"best", output_json(other.disagreement.best)},
            {"other", output_json(other.disagreement.other)}};
}

} // namespace

void add_verdict(OutputJson& frontier, const Verdict& verdict) {
    frontier[verdict_field::sure] = verdict.sure;
    frontier[verdict_field::reason] = verdict.reason;
    frontier["output_nats"] = verdict.output_nats;
    frontier["program_nats"] = verdict.program_nats;
    frontier["other"] = verdict.other ? other_json(*verdict.other) : OutputJson(nullptr);
}

} // namespace rasp_stitch::enumerator

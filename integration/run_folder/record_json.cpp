#include "integration/run_folder/record_json.hpp"

#include "support/json/json_cursor.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;

namespace {

OutputJson finite(double number) {
    return std::isfinite(number) ? OutputJson(number) : OutputJson(nullptr);
}

double number_or_infinity(const JsonCursor& json) {
    return json.is_null() ? std::numeric_limits<double>::infinity() : json.number();
}

std::uint64_t count(const JsonCursor& json) {
    return static_cast<std::uint64_t>(json.integer(0));
}

std::vector<std::string> names(const JsonCursor& json) {
    std::vector<std::string> all;
    for (const JsonCursor name : json.elements()) {
        all.push_back(name.string());
    }
    return all;
}

OutputJson search_json(const SearchRecord& search) {
    return {{"tasks", search.tasks},
            {"reached", finite(search.reached)},
            {"programs", search.programs},
            {"stopped", search.stopped == StopReason::none ? OutputJson(nullptr)
                                                           : OutputJson(name_of(search.stopped))}};
}

StopReason read_stop_reason(const JsonCursor& json) {
    if (json.is_null()) {
        return StopReason::none;
    }
    for (const StopReason reason : {StopReason::interrupted, StopReason::time, StopReason::programs,
                                    StopReason::memory, StopReason::types}) {
        if (json.string() == name_of(reason)) {
            return reason;
        }
    }
    json.fail("there is no such reason to stop");
}

SearchRecord read_search(const JsonCursor& json) {
    return {.tasks = names(json.member("tasks")),
            .reached = number_or_infinity(json.member("reached")),
            .programs = count(json.member("programs")),
            .stopped = read_stop_reason(json.member("stopped"))};
}

OutputJson found_json(const FoundRecord& found) {
    return {{"task", found.task},
            {"programs", found.programs},
            {"log_prior", finite(found.log_prior)},
            {"seconds", found.seconds}};
}

FoundRecord read_found(const JsonCursor& json) {
    return {.task = json.member("task").string(),
            .programs = count(json.member("programs")),
            .log_prior = number_or_infinity(json.member("log_prior")),
            .seconds = json.member("seconds").number()};
}

OutputJson training_json(const TrainingRecord& training) {
    return {{"replays", training.replays},
            {"dreams", training.dreams},
            {"steps", training.steps},
            {"first_loss", finite(training.first_loss)},
            {"loss", finite(training.loss)}};
}

TrainingRecord read_training(const JsonCursor& json) {
    return {.replays = count(json.member("replays")),
            .dreams = count(json.member("dreams")),
            .steps = count(json.member("steps")),
            .first_loss = number_or_infinity(json.member("first_loss")),
            .loss = number_or_infinity(json.member("loss"))};
}

Phase read_phase(const JsonCursor& json) {
    const std::optional<Phase> phase = phase_named(json.string());
    if (!phase) {
        json.fail("there is no phase of this name");
    }
    return *phase;
}

} // namespace

OutputJson record_json(const PhaseRecord& record) {
    OutputJson json = {{"iteration", record.iteration},
                       {"phase", name_of(record.phase)},
                       {"tasks", record.tasks},
                       {"solved", record.solved},
                       {"new", record.new_tasks},
                       {"description_length", finite(record.description_length)},
                       {"library", record.library},
                       {"seconds", record.seconds},
                       {"searches", OutputJson::array()},
                       {"found", OutputJson::array()}};
    for (const SearchRecord& search : record.searches) {
        json["searches"].push_back(search_json(search));
    }
    for (const FoundRecord& found : record.found) {
        json["found"].push_back(found_json(found));
    }
    if (record.training) {
        json["training"] = training_json(*record.training);
    }
    if (record.score) {
        json["score"] = {{"before", finite(record.score->before)},
                         {"after", finite(record.score->after)}};
    }
    if (record.interrupted) {
        json["interrupted"] = true;
    }
    return json;
}

PhaseRecord read_record(const JsonCursor& json) {
    PhaseRecord record{.iteration = count(json.member("iteration")),
                       .phase = read_phase(json.member("phase")),
                       .tasks = count(json.member("tasks")),
                       .solved = count(json.member("solved")),
                       .new_tasks = names(json.member("new")),
                       .description_length = number_or_infinity(json.member("description_length")),
                       .library = count(json.member("library")),
                       .seconds = json.member("seconds").number()};
    for (const JsonCursor search : json.member("searches").elements()) {
        record.searches.push_back(read_search(search));
    }
    for (const JsonCursor found : json.member("found").elements()) {
        record.found.push_back(read_found(found));
    }
    if (const auto training = json.optional_member("training")) {
        record.training = read_training(*training);
    }
    if (const auto score = json.optional_member("score")) {
        record.score = {.before = number_or_infinity(score->member("before")),
                        .after = number_or_infinity(score->member("after"))};
    }
    if (const auto interrupted = json.optional_member("interrupted")) {
        record.interrupted = interrupted->boolean();
    }
    return record;
}

} // namespace rasp_stitch::loop

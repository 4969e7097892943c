#include "recognition/program/rasp_recognize_train.hpp"

#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "rasp/tasks/task_literals.hpp"
#include "recognition/lessons/frontiers_json.hpp"
#include "recognition/network/train_model.hpp"
#include "recognition/program/rasp_recognize_files.hpp"
#include "recognition/program/rasp_recognize_help.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

using enumerator::Language;
using enumerator::SearchTask;

namespace {

constexpr double default_seconds = 120;

// What the network learns from.
struct TrainingData {
    Language language;
    std::vector<enumerator::Frontier> frontiers; // by task, or none
};

Language read_language(const JsonCursor& json) {
    Language language{
        .types = {}, .terms = {}, .grammar = {}, .primitive_type = enumerator::rasp_type};
    language.grammar = enumerator::read_grammar(language.types, json, language.primitive_type);
    unigram(language); // throws if it is contextual: dreams are drawn from a unigram grammar
    return language;
}

Language language_of_primitives(const std::string& primitives, std::span<const SearchTask> tasks) {
    return enumerator::with_productions(enumerator::rasp_language(primitives),
                                        rasp::joined_literals(tasks, &SearchTask::literals));
}

Language read_grammar_file(const std::string& path) {
    return naming(path, [&] {
        const Json document = parse_json(read_input(path), NonFinite::text);
        return read_language(JsonCursor(document));
    });
}

TrainingData read_data(const Options& options, std::span<const SearchTask> tasks) {
    const std::optional<std::string> grammar = options.optional_text("grammar");
    const std::optional<std::string> frontiers = options.optional_text("frontiers");
    if (!frontiers) {
        return {.language = grammar ? read_grammar_file(*grammar)
                                    : language_of_primitives(options.text("primitives"), tasks),
                .frontiers = {}};
    }
    std::optional<Language> given;
    if (grammar) {
        given = read_grammar_file(*grammar);
    }
    return naming(*frontiers, [&] {
        const Json document = parse_json(read_input(*frontiers), NonFinite::text);
        const JsonCursor json(document);
        TrainingData data{
            .language = given ? *std::move(given)
                              : read_language(json.member(enumerator::frontier_field::grammar)),
            .frontiers = {}};
        data.frontiers = read_frontiers(data.language, json, tasks);
        return data;
    });
}

std::size_t threads_of(const Options& options) {
    const auto threads = static_cast<std::size_t>(options.integer("threads", 0, 1024));
    return threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

TrainingPlan plan_of(const Options& options) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    TrainingPlan plan{.seed = static_cast<std::uint64_t>(options.integer("seed", 0, most)),
                      .dreams = static_cast<std::size_t>(options.integer("dreams", 0, most)),
                      .helmholtz_ratio = options.real("helmholtz-ratio", 0, 1),
                      .learning_rate = options.real("learning-rate", 0, 1),
                      .batch = static_cast<std::size_t>(options.integer("batch", 1, 10'000)),
                      .threads = threads_of(options)};
    if (options.given("steps")) {
        plan.most_steps = static_cast<std::size_t>(options.integer("steps", 1, most));
    }
    if (options.given("seconds") || !options.given("steps")) {
        plan.seconds = options.given("seconds") ? options.seconds("seconds") : default_seconds;
    }
    return plan;
}

std::string summary(const TrainedModel& trained) {
    const TrainingReport& report = trained.report;
    return fmt::format("{} tasks with programs, {} dreams; loss {:.2f} to {:.2f} nats in {} steps; "
                       "{}\n",
                       report.replays, grouped(static_cast<std::int64_t>(report.dreams)),
                       report.first_loss, report.loss,
                       grouped(static_cast<std::int64_t>(report.steps)),
                       seconds_text(report.seconds));
}

} // namespace

int train(int argc, const char* const* argv) {
    Interruption interruption;
    const Options options(train_options(), {.name = "TASKS.json", .least = 1, .most = 1}, argc,
                          argv);
    if (options.flag("help")) {
        std::fputs(train_help().c_str(), stdout);
        return exit_done;
    }
    if (options.flag("version")) {
        std::puts("rasp-recognize " RASP_STITCH_VERSION);
        return exit_done;
    }
    const std::optional<std::string> out = options.optional_text("out");
    if (!out) {
        throw InputError({.found = "--out is missing", .expected = "a file for the model"});
    }
    check_writable(*out);
    const TrainingPlan plan = plan_of(options);
    const std::vector<SearchTask> tasks = read_tasks_file(options.positional().front());
    const TrainingData data = read_data(options, tasks);
    std::optional<Model> before;
    if (const auto from = options.optional_text("from")) {
        before = read_model_file(*from);
    }
    const GrammarKind kind = options.flag("unigram") ? GrammarKind::plain : GrammarKind::contextual;
    if (before && before->kind != kind) {
        throw InputError(
            {.found = fmt::format("the model to begin with is {}", name_of(before->kind)),
             .expected = fmt::format("a {} one, by the options", name_of(kind)),
             .source = options.text("from")});
    }
    ProgressLine line(!options.flag("quiet"));
    const TrainedModel trained = train_model(
        data.language, kind, tasks, data.frontiers, before ? &*before : nullptr, plan,
        {.stop = interruption.token(), .on_progress = [&](const TrainingProgress& progress) {
             if (line.due()) {
                 line.show(progress.steps == 0
                               ? "dreaming"
                               : fmt::format("{} steps, loss {:.2f}, {}",
                                             grouped(static_cast<std::int64_t>(progress.steps)),
                                             progress.loss, seconds_text(progress.seconds)));
             }
         }});
    line.clear();
    if (trained.report.steps == 0) {
        if (interruption.cause() == Interruption::Cause::interrupted) {
            return exit_interrupted;
        }
        throw InputError(
            {.found = fmt::format("there was nothing to learn from, or no time: {} tasks "
                                  "with programs, {} dreams, no step",
                                  trained.report.replays, trained.report.dreams),
             .expected = "--frontiers with programs, more --dreams or more --seconds"});
    }
    write_output(*out, model_text(trained.predictor.model()));
    if (!options.flag("quiet")) {
        std::fputs(summary(trained).c_str(), *out == "-" ? stderr : stdout);
    }
    return interruption.cause() == Interruption::Cause::interrupted ? exit_interrupted : exit_done;
}

} // namespace rasp_stitch::recognition

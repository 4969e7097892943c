#include "recognition/program/train_command.hpp"

#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "rasp/source/source_corpus.hpp"
#include "rasp/tasks/task_literals.hpp"
#include "recognition/lessons/frontiers_json.hpp"
#include "recognition/network/train_model.hpp"
#include "recognition/program/recognize_files.hpp"
#include "recognition/program/recognize_options.hpp"
#include "recognition/program/source_frontiers.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

using enumerator::Language;
using enumerator::SearchTask;

namespace {

// What the network learns from.
struct TrainingData {
    Language language;
    std::vector<enumerator::Frontier> frontiers; // by task, or none
};

Language language_of_primitives(const std::string& primitives, std::span<const SearchTask> tasks) {
    return enumerator::with_productions(enumerator::rasp_language(primitives),
                                        rasp::joined_literals(tasks, &SearchTask::literals));
}

Language read_grammar_file(const std::string& path) {
    return naming(path, [&] {
        const Json document = parse_json(read_input(path), NonFinite::text);
        // Dreams are drawn from a unigram grammar.
        return enumerator::read_unigram_language(JsonCursor(document));
    });
}

TrainingData read_data(const TrainOptions& options, std::span<const SearchTask> tasks) {
    if (!options.frontiers) {
        return {.language = options.grammar ? read_grammar_file(*options.grammar)
                                            : language_of_primitives(options.primitives, tasks),
                .frontiers = {}};
    }
    std::optional<Language> given;
    if (options.grammar) {
        given = read_grammar_file(*options.grammar);
    }
    if (rasp::is_source_path(*options.frontiers)) {
        TrainingData data{.language = given ? *std::move(given)
                                            : language_of_primitives(options.primitives, tasks),
                          .frontiers = {}};
        data.frontiers = read_source_frontiers(data.language, *options.frontiers, tasks);
        return data;
    }
    return naming(*options.frontiers, [&] {
        const Json document = parse_json(read_input(*options.frontiers), NonFinite::text);
        const JsonCursor json(document);
        TrainingData data{.language = given ? *std::move(given)
                                            : enumerator::read_unigram_language(
                                                  json.member(enumerator::frontier_field::grammar)),
                          .frontiers = {}};
        data.frontiers = read_frontiers(data.language, json, tasks);
        return data;
    });
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

nlohmann::ordered_json summary_json(const TrainingReport& report) {
    return {
        {"version", RASP_STITCH_VERSION},  {"replays", report.replays}, {"dreams", report.dreams},
        {"first_loss", report.first_loss}, {"loss", report.loss},       {"steps", report.steps},
        {"seconds", report.seconds}};
}

} // namespace

int train(int argc, const char* const* argv) {
    Interruption interruption;
    const std::optional<TrainOptions> options = parse_train_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    check_writable(options->out);
    const std::vector<SearchTask> tasks = read_tasks_file(options->tasks);
    const TrainingData data = read_data(*options, tasks);
    std::optional<Model> before;
    if (options->from) {
        before = read_model_file(*options->from);
    }
    const GrammarKind kind = options->contextual ? GrammarKind::contextual : GrammarKind::plain;
    if (before && before->kind != kind) {
        throw InputError(
            {.found = fmt::format("the model to begin with is {}", name_of(before->kind)),
             .expected = fmt::format("a {} one, by the options", name_of(kind)),
             .source = *options->from});
    }
    TrainingPlan plan = options->plan;
    plan.budget.stop = interruption.token();
    ProgressLine line(!options->quiet);
    const TrainedModel trained = train_model(
        data.language, kind, tasks, data.frontiers, before ? &*before : nullptr, plan,
        {.on_progress = [&](const TrainingProgress& progress) {
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
        if (interruption.cause() == StopReason::interrupted) {
            return exit_interrupted;
        }
        throw InputError(
            {.found = fmt::format("there was nothing to learn from, or no time: {} tasks "
                                  "with programs, {} dreams, no step",
                                  trained.report.replays, trained.report.dreams),
             .expected = "--frontiers with programs, more --dreams or a longer --time-limit"});
    }
    write_output(options->out, model_text(trained.predictor.model()));
    if (options->as_json) {
        write_output("-", summary_json(trained.report).dump(1) + "\n");
    } else if (!options->quiet) {
        std::fputs(summary(trained).c_str(), options->out == "-" ? stderr : stdout);
    }
    return interruption.exit_code();
}

} // namespace rasp_stitch::recognition

#include "recognition/program/train_command.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/language.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "recognition/lessons/replays_json.hpp"
#include "recognition/network/train_model.hpp"
#include "recognition/program/recognize_files.hpp"
#include "recognition/program/recognize_options.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/cli/progress_line.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"
#include "support/text/numbers.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::recognition {

using enumerator::AnyGrammar;
using enumerator::Grammar;
using enumerator::SearchTask;

namespace {

struct Lessons {
    lambda::TypeStore types;
    lambda::TermStore store;
    Grammar grammar;
    std::vector<Replay> replays;
};

Grammar unigram(AnyGrammar grammar) {
    if (!std::holds_alternative<Grammar>(grammar)) {
        throw InputError(
            {.found = "a contextual grammar", .expected = "a unigram grammar to dream from"});
    }
    return std::get<Grammar>(std::move(grammar));
}

Grammar read_grammar_file(lambda::TypeStore& types, const std::string& path) {
    return naming(path, [&] {
        const Json document = parse_json(read_input(path), NonFinite::text);
        return unigram(
            enumerator::read_grammar(types, JsonCursor(document), enumerator::rasp_type));
    });
}

Grammar grammar_of_primitives(lambda::TypeStore& types, const std::string& primitives,
                              std::span<const SearchTask> tasks) {
    std::set<std::string> literals;
    for (const SearchTask& task : tasks) {
        literals.insert(task.literals.begin(), task.literals.end());
    }
    const enumerator::Languages languages({.primitives = primitives});
    enumerator::Language language =
        languages.with(std::vector<std::string>(literals.begin(), literals.end()));
    types = std::move(language.types);
    return unigram(std::move(language.grammar));
}

Lessons read_lessons(const TrainOptions& options, std::span<const SearchTask> tasks) {
    Lessons lessons;
    const std::optional<std::string>& grammar = options.grammar;
    const std::optional<std::string>& frontiers = options.frontiers;
    if (grammar) {
        lessons.grammar = read_grammar_file(lessons.types, *grammar);
    } else if (!frontiers) {
        lessons.grammar = grammar_of_primitives(lessons.types, options.primitives, tasks);
    }
    if (frontiers) {
        naming(*frontiers, [&] {
            const Json document = parse_json(read_input(*frontiers), NonFinite::text);
            const JsonCursor json(document);
            if (!grammar) {
                lessons.grammar = unigram(enumerator::read_grammar(
                    lessons.types, json.member("DSL"), enumerator::rasp_type));
            }
            lessons.replays = read_replays(lessons.types, json, tasks, lessons.store);
        });
    }
    return lessons;
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
    const std::optional<TrainOptions> options = parse_train_options(argc, argv);
    if (!options) {
        return exit_done;
    }
    check_writable(options->out);
    const std::vector<SearchTask> tasks = read_tasks_file(options->tasks);
    Lessons lessons = read_lessons(*options, tasks);
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
    ProgressLine line(!options->quiet);
    const TrainedModel trained = train_model(
        lessons.types, lessons.grammar, kind, tasks, lessons.store, lessons.replays, before,
        options->plan,
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
             .expected = "--frontiers with programs, more --dreams or a longer --time-limit"});
    }
    write_output(options->out, model_text(trained.model));
    if (!options->quiet) {
        std::fputs(summary(trained).c_str(), options->out == "-" ? stderr : stdout);
    }
    return interruption.exit_code();
}

} // namespace rasp_stitch::recognition

#include "recognition/program/recognize_options.hpp"

#include "support/cli/options.hpp"
#include "support/options/named_paths.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"
#include "support/version/program_version.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {

namespace {

constexpr double default_seconds = 120;
constexpr PositionalArguments tasks_argument = {.name = "TASKS.json", .least = 1, .most = 1};

// The limits of training, whose defaults depend on each other.
struct ParsedTraining {
    TrainOptions options;
    std::optional<double> time_limit;
    std::optional<std::size_t> steps;
};

std::vector<OptionRow> train_rows(ParsedTraining& parsed) {
    TrainOptions& options = parsed.options;
    TrainingPlan& plan = options.plan;
    return {
        {"Lessons", "frontiers", 'f', "FILE", file(options.frontiers), "",
         "programs that solve the tasks, with their grammar, as rasp-enumerate --out or rasp-dream "
         "wrote them; or a file of RASP, FILE.rasp, whose definitions have the names of tasks, in "
         "the grammar of the options; without them the network learns from dreams only"},
        {"Lessons", "grammar", 'g', "FILE", file(options.grammar), "",
         "the grammar to dream from, unigram, as DreamCoder writes it; the grammar of the "
         "frontiers unless given"},
        {"Lessons", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
         "the primitives if there is no grammar, each with the same weight: minimal, all, names of "
         "primitives and literals such as str.a, separated by commas (minimal,str.a); tasks add "
         "their literals"},
        {"Lessons", "dreams", 0, "N", whole(plan.dreams, 0, unlimited), "300000",
         "programs to draw from the grammar; those that fail, give only one value, or do the same "
         "as a shorter one are dropped"},
        {"Lessons", "helmholtz-ratio", 'r', "X", real(plan.helmholtz_ratio, 0, 1), "0.5",
         "the share of dreams among what the network learns from"},

        {"Training", "from", 0, "FILE", file(options.from), "", "a model to start from"},
        {"Training", "unigram", 0, "", cleared(options.contextual), "",
         "predict one weight for each production, not one for each parent and argument"},
        {"Training", "steps", 0, "N", whole(parsed.steps, 1, unlimited), "",
         "stop after N steps; the same seed then gives the same model each time"},
        with_default_note(
            time_limit_row("Training", seconds(parsed.time_limit), "", "stop after this time"),
            "120, or no limit with --steps"),
        {"Training", "learning-rate", 0, "X", real(plan.learning_rate, 0, 1), "0.005",
         "the learning rate of Adam; it falls to 0 towards the end"},
        {"Training", "batch", 0, "N", whole(plan.batch, 1, 10'000), "24", "lessons in each step"},
        seed_row("Training", whole(plan.seed, 0, unlimited), "0", "the seed of all random choices"),
        threads_row("Training", plan.threads, "what the network learns does not depend on it"),

        out_row("Output", file(options.out), "", "where to write the model"),
        json_row("Output", options.as_json,
                 "what was learnt from, and the loss, as JSON in place of the summary"),
        quiet_row("Output", options.quiet),
    };
}

Command train_command(ParsedTraining& parsed) {
    return {
        .name = "rasp-recognize train",
        .version = program_version(),
        .title = "train a network that predicts grammars for tasks",
        .summary =
            "Trains a network that reads the examples of a task and predicts the grammar of "
            "programs that solve it. It learns from tasks with programs, and from dreams, which "
            "are programs drawn from the grammar and run on inputs like those of the tasks.",
        .usage = {"TASKS.json --out MODEL.json [OPTIONS]"},
        .examples = {"Find programs, then learn from them:",
                     "    rasp-enumerate --tasks corpora/tasks.json --out frontiers.json",
                     "    rasp-recognize train corpora/tasks.json --frontiers frontiers.json "
                     "--out model.json"},
        .rows = train_rows(parsed),
        .arguments = tasks_argument};
}

Command predict_command(PredictOptions& options, ParsedTraining& training) {
    return {
        .name = "rasp-recognize",
        .version = program_version(),
        .title = "predict in which grammar to search for a task's program",
        .summary = "Predicts the grammar in which to search for a program: a trained network reads "
                   "the examples of each task and predicts the weights of the productions.\n"
                   "`rasp-recognize train` trains one; `rasp-recognize train --help` lists its "
                   "options.",
        .usage = {"--model MODEL.json TASKS.json [OPTIONS]",
                  "train TASKS.json --out MODEL.json [OPTIONS]"},
        .examples =
            {"Which programs does the network of a run expect for each task?",
             "    rasp-recognize --model run/model.json corpora/tasks.json --out grammars.json",
             "Search for one task in its own grammar:",
             "    rasp-recognize -m run/model.json corpora/tasks.json --task sort --out sort.json",
             "    rasp-enumerate --example 'cab -> abc' --example 'bca -> abc' --grammar "
             "sort.json"},
        .rows = {{"Prediction", "model", 'm', "FILE", file(options.model), "",
                  "the trained network, as rasp-recognize train --out writes it, and rasp-dream as "
                  "model.json"},
                 {"Prediction", "task", 0, "NAME", text(options.task), "",
                  "print only the grammar of this task, as rasp-enumerate --grammar reads it"},
                 out_row("Prediction", file(options.out), "-", "where to write")},
        .arguments = tasks_argument,
        .subcommands = {{.name = "train", .rows = train_rows(training)}}};
}

} // namespace

std::optional<PredictOptions> parse_predict_options(int argc, const char* const* argv) {
    PredictOptions options;
    ParsedTraining training; // nothing sets it
    const std::optional<GivenOptions> given =
        parse_options(predict_command(options, training), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    if (!given->has("model")) {
        throw InputError({.found = "--model is missing",
                          .expected = "the file of a trained network; `rasp-recognize train` "
                                      "writes one"});
    }
    options.tasks = given->arguments().front();
    return options;
}

std::optional<TrainOptions> parse_train_options(int argc, const char* const* argv) {
    ParsedTraining parsed;
    const std::optional<GivenOptions> given = parse_options(train_command(parsed), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    TrainOptions& options = parsed.options;
    if (!given->has("out")) {
        throw InputError({.found = "--out is missing", .expected = "a file for the model"});
    }
    options.tasks = given->arguments().front();
    check_paths(std::array{NamedPath{"list of tasks", options.tasks}},
                std::array{NamedPath{"--out", options.out},
                           NamedPath{"--json", printed_path(options.as_json)}});
    options.plan.max_steps = parsed.steps.value_or(options.plan.max_steps);
    if (parsed.time_limit || !parsed.steps) {
        options.plan.budget.seconds = parsed.time_limit.value_or(default_seconds);
    }
    return options;
}

} // namespace rasp_stitch::recognition

#include "recognition/program/rasp_recognize_help.hpp"

#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"

#include <array>
#include <string_view>

namespace rasp_stitch::recognition {

namespace {

constexpr OptionRow help_row{"Help", "help", 'h', "", "", "show this page"};
constexpr OptionRow version_row{"Help", "version", 0, "", "", "show the version"};

constexpr std::array predict_rows = {
    OptionRow{"Prediction", "model", 'm', "FILE", "",
              "the trained network: rasp-recognize train --out writes it, and rasp-dream does, as "
              "model.json"},
    OptionRow{"Prediction", "task", 0, "NAME", "",
              "print the grammar of this task alone, as rasp-enumerate --grammar reads it"},
    OptionRow{"Prediction", "out", 'o', "FILE", "-", "where to write; - for standard output"},
    help_row,
    version_row,
};

constexpr std::array train_rows = {
    OptionRow{"Lessons", "frontiers", 'f', "FILE", "",
              "programs that solve the tasks, with their grammar: what rasp-enumerate --out or "
              "rasp-dream wrote; without it only dreams are learnt from"},
    OptionRow{"Lessons", "grammar", 'g', "FILE", "",
              "the grammar to dream from, as DreamCoder writes it, unigram; else that of the "
              "frontiers"},
    OptionRow{"Lessons", "primitives", 'p', "NAMES", "minimal",
              "where there is no grammar: minimal, all, and names, with commas between, each with "
              "the same weight; tasks add their literals"},
    OptionRow{"Lessons", "dreams", 0, "N", "300000",
              "programs to draw from the grammar; those that fail, give one value only or do the "
              "same as a shorter one are dropped"},
    OptionRow{"Lessons", "helmholtz-ratio", 'r', "X", "0.5",
              "of what is learnt from, how much are dreams"},

    OptionRow{"Training", "from", 0, "FILE", "", "a model to begin with"},
    OptionRow{"Training", "unigram", 0, "", "",
              "predict one weight for each production, not one for each parent and argument"},
    OptionRow{"Training", "steps", 0, "N", "",
              "end after so many steps; with a seed the same model comes out each time"},
    OptionRow{"Training", "seconds", 0, "SECONDS", "",
              "end after this time: 120 unless given, without limit if --steps is"},
    OptionRow{"Training", "learning-rate", 0, "X", "0.005",
              "of Adam; it falls to 0 towards the end"},
    OptionRow{"Training", "batch", 0, "N", "24", "lessons of each step"},
    OptionRow{"Training", "seed", 0, "N", "0", "of all choices by chance"},
    OptionRow{"Training", "threads", 't', "N", "0",
              "threads to train with, 0 for as many as there are cores; what is learnt does not "
              "depend on it"},

    OptionRow{"Output", "out", 'o', "FILE", "", "where to write the model; - for standard output"},
    OptionRow{"Output", "quiet", 'q', "", "", "print only warnings and errors"},
    help_row,
    version_row,
};

constexpr std::array<std::string_view, 2> predict_usage = {
    "--model MODEL.json TASKS.json [OPTIONS]",
    "train TASKS.json --out MODEL.json [OPTIONS]",
};

constexpr std::array<std::string_view, 1> train_usage = {
    "train TASKS.json --out MODEL.json [OPTIONS]"};

constexpr std::array<std::string_view, 5> predict_examples = {
    "What programs does the network of a run expect for each task?",
    "    rasp-recognize --model run/model.json corpora/tasks.json --out grammars.json",
    "Search for one task in its own grammar:",
    "    rasp-recognize -m run/model.json corpora/tasks.json --task sort --out sort.json",
    "    rasp-enumerate --example 'cab -> abc' --example 'bca -> abc' --grammar sort.json",
};

constexpr std::array<std::string_view, 3> train_examples = {
    "Find programs, then learn from them:",
    "    rasp-enumerate --tasks corpora/tasks.json --out frontiers.json",
    "    rasp-recognize train corpora/tasks.json --frontiers frontiers.json --out model.json",
};

constexpr std::string_view predict_about =
    "Tells in which grammar to search for a program: a trained network reads the examples of each "
    "task and predicts the weights of the productions.\n"
    "`rasp-recognize train` trains one; its options are told by `rasp-recognize train --help`.";

constexpr std::string_view train_about =
    "Trains a network that reads a task's examples and predicts the grammar of programs that solve "
    "it: on tasks with programs, and on dreams, which are programs drawn from the grammar and run "
    "on inputs like the tasks'.";

} // namespace

std::span<const OptionRow> predict_options() {
    return predict_rows;
}

std::span<const OptionRow> train_options() {
    return train_rows;
}

std::string predict_help() {
    return help_text({.program = "rasp-recognize",
                      .summary = predict_about,
                      .usage = predict_usage,
                      .examples = predict_examples},
                     predict_rows);
}

std::string train_help() {
    return help_text({.program = "rasp-recognize",
                      .summary = train_about,
                      .usage = train_usage,
                      .examples = train_examples},
                     train_rows);
}

} // namespace rasp_stitch::recognition

#pragma once

// What the user of rasp-recognize asked for: grammars that a model predicts, or training.

#include "recognition/lessons/training_plan.hpp"

#include <optional>
#include <string>

namespace rasp_stitch::recognition {

// Paths are "-" for a standard stream.
struct PredictOptions {
    std::string tasks;               // a path
    std::string model;               // a path
    std::optional<std::string> task; // the name of one task
    std::string out;                 // a path
};

struct TrainOptions {
    std::string tasks;                    // a path
    std::optional<std::string> frontiers; // a path
    std::optional<std::string> grammar;   // a path
    std::string primitives;
    std::optional<std::string> from; // a path
    bool contextual = true;          // else the model predicts unigram grammars
    TrainingPlan plan;
    std::string out;      // a path
    bool as_json = false; // the report
    bool quiet = false;
};

// Both return nullopt if the user only asked about the program, which they answer on standard
// output, and throw InputError if the options are not valid. The first word of
// parse_train_options is "train".
std::optional<PredictOptions> parse_predict_options(int argc, const char* const* argv);
std::optional<TrainOptions> parse_train_options(int argc, const char* const* argv);

} // namespace rasp_stitch::recognition

#pragma once

// A trained network as data: what a model file holds. It does not need libtorch.
//
//     {"format": "rasp-stitch-model", "version": 1, "kind": "contextual",
//      "productions": ["tokens", "indices", ...],        // in order, without literals
//      "tables": ["root", "variable", "tokens 0", ...],  // of weights
//      "base": [0, -1.5, ...],                           // weights by column, in nats
//      "parameters": {"head.weight": {"shape": [36, 64], "values": [0.25, ...]}, ...}}
//
// Parameters have the names and shapes of recognition/network/network.hpp. Numbers are written so
// that the same ones are read again.

#include "enumerator/grammar/grammar.hpp"
#include "recognition/lessons/weight_columns.hpp"
#include "support/json/json_forward.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

struct Parameter {
    std::vector<std::int64_t> shape;
    std::vector<float> values; // in row-major order

    bool operator==(const Parameter&) const = default;
};

struct Model {
    GrammarKind kind = GrammarKind::contextual;
    std::vector<std::string> productions;
    std::vector<std::string> tables; // WeightColumns::table_names
    std::vector<float> base; // what the network's output is added to; the same for all tables
    std::map<std::string, Parameter> parameters;

    bool operator==(const Model&) const = default;
};

std::string model_text(const Model& model);

// Throws InputError with the place, such as for another format or version, for values that do not
// fit their shape, and for a number that is not finite.
Model read_model(const JsonCursor& json);

// Throws InputError if the model was trained for other productions than the grammar has, apart from
// literals. The message names the first that differs.
void check_language(const Model& model, const enumerator::Grammar& grammar);

// Return the parameter with its rows or columns, which have names, in the order of the new names.
// New ones are 0.
Parameter with_rows(const Parameter& parameter, std::span<const std::string> names,
                    std::span<const std::string> new_names);
Parameter with_columns(const Parameter& parameter, std::span<const std::string> names,
                       std::span<const std::string> new_names);

} // namespace rasp_stitch::recognition

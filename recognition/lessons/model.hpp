#pragma once

// A network that was trained, as data: what a model file holds. No libtorch is needed for it.
//
//     {"format": "rasp-stitch-model", "version": 1, "kind": "contextual",
//      "productions": ["tokens", "indices", ...],       // without literals, in order
//      "tables": ["root", "variable", "tokens 0", ...],  // of weights
//      "base": [0, -1.5, ...],                           // weights by column, in nats
//      "parameters": {"head.weight": {"shape": [36, 64], "values": [0.25, ...]}, ...}}
//
// Parameters are as recognition/network/network.hpp names and shapes them. Numbers are written so that the
// same ones are read again.

#include "enumerator/grammar/grammar.hpp"
#include "recognition/lessons/weight_columns.hpp"
#include "support/json/json_cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

struct Parameter {
    std::vector<std::int64_t> shape;
    std::vector<float> values; // the last dimension is the inner one

    bool operator==(const Parameter&) const = default;
};

struct Model {
    GrammarKind kind = GrammarKind::contextual;
    std::vector<std::string> productions;
    std::vector<std::string> tables; // WeightColumns::table_names
    std::vector<float> base; // of the grammar that what the network gives is added to, one table
    std::map<std::string, Parameter> parameters;

    bool operator==(const Model&) const = default;
};

std::string model_text(const Model& model);

// Throws InputError with the place: another format or version, a shape that its values do not have,
// a number that is not finite.
Model read_model(const JsonCursor& json);

// Throws InputError where the model was trained for other productions than the grammar has, apart
// from literals; it names the first that differs.
void check_language(const Model& model, const enumerator::Grammar& grammar);

// Rows or columns of a parameter that stand for things with names, put where the new names have
// them; 0 for what is new.
Parameter with_rows(const Parameter& parameter, std::span<const std::string> names,
                    std::span<const std::string> new_names);
Parameter with_columns(const Parameter& parameter, std::span<const std::string> names,
                       std::span<const std::string> new_names);

} // namespace rasp_stitch::recognition

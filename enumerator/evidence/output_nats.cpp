#include "enumerator/evidence/output_nats.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

// A value with its tag left out: truth values are 0 and 1.
using Symbol = std::variant<double, std::string>;
using Context = std::pair<Symbol, Symbol>;

Symbol symbol_of(const rasp::Value& value) {
    if (const auto* const text = std::get_if<std::string>(&value)) {
        return *text;
    }
    return rasp::number_of(value);
}

// The outputs of one example. A row of a selector is a sequence of its own.
struct Row {
    std::vector<Symbol> tokens;
    std::vector<Symbol> outputs;
};

Symbol number(std::size_t n) {
    return static_cast<double>(n);
}

void add_rows(const rasp::Input& input, const rasp::Output& output, std::vector<Row>& rows) {
    Row row;
    std::ranges::transform(input.tokens, std::back_inserter(row.tokens), symbol_of);
    if (const auto* const sequence = std::get_if<rasp::Sequence>(&output)) {
        std::ranges::transform(*sequence, std::back_inserter(row.outputs), symbol_of);
        rows.push_back(std::move(row));
        return;
    }
    for (const std::vector<bool>& cells : std::get<rasp::Matrix>(output)) {
        row.outputs.assign(cells.size(), 0.0);
        std::ranges::transform(cells, row.outputs.begin(),
                               [](bool cell) { return cell ? 1. : 0.; });
        rows.push_back(row);
    }
}

// What a model expects the value to go with.
enum class Habit : std::uint8_t {
    none,
    previous, // the output before it
    token,
    previous_and_token,
    token_and_previous_token,
    position,
    position_from_end,
};
constexpr std::array habits = {Habit::none,
                               Habit::previous,
                               Habit::token,
                               Habit::previous_and_token,
                               Habit::token_and_previous_token,
                               Habit::position,
                               Habit::position_from_end};

// What a model counts from.
enum class Origin : std::uint8_t { zero, previous, token, position };
constexpr std::array origins = {Origin::zero, Origin::previous, Origin::token, Origin::position};

const Symbol start = std::string("start"); // in place of what would be before the first position

Symbol previous_of(const std::vector<Symbol>& values, std::size_t i) {
    return i == 0 ? start : values[i - 1];
}

Context context_of(Habit habit, const Row& row, std::size_t i) {
    switch (habit) {
    case Habit::none:
        return {};
    case Habit::previous:
        return {previous_of(row.outputs, i), {}};
    case Habit::token:
        return {row.tokens[i], {}};
    case Habit::previous_and_token:
        return {previous_of(row.outputs, i), row.tokens[i]};
    case Habit::token_and_previous_token:
        return {row.tokens[i], previous_of(row.tokens, i)};
    case Habit::position:
        return {number(i), {}};
    case Habit::position_from_end:
        return {number(row.outputs.size() - i), {}};
    }
    return {};
}

// Returns the output as counted from the origin, or itself if it is no number.
Symbol residue_of(Origin origin, const Row& row, std::size_t i) {
    const auto* const output = std::get_if<double>(&row.outputs[i]);
    if (output == nullptr || origin == Origin::zero) {
        return row.outputs[i];
    }
    if (origin == Origin::position) {
        return *output - static_cast<double>(i);
    }
    const Symbol from = origin == Origin::token ? row.tokens[i] : previous_of(row.outputs, i);
    const auto* const base = std::get_if<double>(&from);
    return base == nullptr ? *output : *output - *base;
}

// Codes symbols of which `alphabet` are equally likely before any has been seen.
class AdaptiveCode {
public:
    explicit AdaptiveCode(std::size_t alphabet) : first_(1 / static_cast<double>(alphabet)) {}

    // Returns the nats of the symbol in this context, which counts from now on.
    double add(const Context& context, const Symbol& symbol) {
        double& count = counts_[{context, symbol}];
        double& total = totals_[context];
        const double probability = (count + first_) / (total + 1);
        count += 1;
        total += 1;
        return -std::log(probability);
    }

private:
    double first_;
    std::map<std::pair<Context, Symbol>, double> counts_;
    std::map<Context, double> totals_;
};

double habit_nats(std::span<const Row> rows, Habit habit, Origin origin) {
    std::set<Symbol> residues;
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.outputs.size(); ++i) {
            residues.insert(residue_of(origin, row, i));
        }
    }
    AdaptiveCode code(std::max<std::size_t>(residues.size(), 2));
    double nats = 0;
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.outputs.size(); ++i) {
            nats += code.add(context_of(habit, row, i), residue_of(origin, row, i));
        }
    }
    return nats;
}

// Each output is one of the different tokens of its input, all equally likely, or another value.
double copy_nats(std::span<const Row> rows) {
    std::set<Symbol> values;
    for (const Row& row : rows) {
        values.insert(row.outputs.begin(), row.outputs.end());
    }
    AdaptiveCode is_copy(2);
    double nats = 0;
    for (const Row& row : rows) {
        const std::set<Symbol> tokens(row.tokens.begin(), row.tokens.end());
        for (const Symbol& output : row.outputs) {
            const bool is_token = tokens.contains(output);
            nats += is_copy.add({}, is_token ? 1.0 : 0.0) +
                    std::log(static_cast<double>(is_token ? tokens.size() : values.size()));
        }
    }
    return nats;
}

} // namespace

double output_nats(const rasp::Task& task) {
    std::vector<Row> rows;
    double failures = 0;
    for (const rasp::Example& example : task.examples) {
        if (example.output) {
            add_rows(example.input, *example.output, rows);
        } else {
            failures += 1;
        }
    }
    double least = copy_nats(rows);
    for (const Habit habit : habits) {
        for (const Origin origin : origins) {
            least = std::min(least, habit_nats(rows, habit, origin));
        }
    }
    return least + failures * std::numbers::ln2;
}

} // namespace rasp_stitch::enumerator

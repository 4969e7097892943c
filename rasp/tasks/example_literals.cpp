#include "rasp/tasks/example_literals.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/tasks/task_literals.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <variant>

namespace rasp_stitch::rasp {

namespace {

// An example whose output is a list of values.
struct Pair {
    const Input* input = nullptr;
    const Sequence* output = nullptr;
};

std::vector<Pair> pairs_of(const Task& task) {
    std::vector<Pair> pairs;
    for (const Example& example : task.examples) {
        const auto* const output =
            example.output ? std::get_if<Sequence>(&*example.output) : nullptr;
        if (output != nullptr && !output->empty()) {
            pairs.push_back({.input = &example.input, .output = output});
        }
    }
    return pairs;
}

// A whole number keeps its value when it is written as 3.0.
Value plain(const Value& value) {
    const auto* const number = std::get_if<double>(&value);
    constexpr double largest = 1e15; // whole numbers up to here are exact
    return number != nullptr && std::trunc(*number) == *number && std::abs(*number) < largest
               ? Value(static_cast<std::int64_t>(*number))
               : value;
}

// In how many examples a value occurs, and how often.
struct Count {
    std::size_t examples = 0;
    std::size_t times = 0;
    std::size_t last_example = 0; // by number, from 1
};

using Counts = std::map<Value, Count>;

void add(Counts& counts, const Value& value, std::size_t example) {
    Count& count = counts[value];
    count.examples += count.last_example == example + 1 ? 0U : 1U;
    count.last_example = example + 1;
    ++count.times;
}

// Returns the values of the most examples, and of these the most frequent ones.
std::vector<Value> leading(const Counts& counts, std::size_t most) {
    std::vector<std::pair<Value, Count>> ranked(counts.begin(), counts.end());
    std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) {
        return std::pair(a.second.examples, a.second.times) >
               std::pair(b.second.examples, b.second.times);
    });
    std::vector<Value> values;
    for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) {
        values.push_back(std::move(ranked[i].first));
    }
    return values;
}

bool recurs(const Count& count) {
    return count.examples > 1 || count.times > 1;
}

// Drops the values that occur only once if there are many.
Counts recurring(Counts counts, std::size_t few) {
    if (counts.size() > few) {
        std::erase_if(counts, [](const auto& entry) { return !recurs(entry.second); });
    }
    return counts;
}

bool has(const Input& input, const Value& value) {
    return std::ranges::find(input.tokens, value) != input.tokens.end() || input.atom == value;
}

// Fractions are hardly ever constants: most are means of what the input has.
bool can_be_constant(const Value& value) {
    return !std::holds_alternative<bool>(value) && !std::holds_alternative<double>(value);
}

std::vector<Value> new_values(std::span<const Pair> pairs) {
    Counts counts;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        for (const Value& given : *pairs[i].output) {
            const Value value = plain(given);
            if (can_be_constant(value) && !has(*pairs[i].input, value) &&
                !has(*pairs[i].input, given)) {
                add(counts, value, i);
            }
        }
    }
    return leading(recurring(std::move(counts), most_of_a_sort), most_of_a_sort);
}

// Returns the truth value that the outputs say of each token; nullopt if they say other things, or
// both of one token.
std::optional<std::map<Value, bool>> said_of_tokens(std::span<const Pair> pairs) {
    std::map<Value, bool> said;
    for (const Pair& pair : pairs) {
        for (std::size_t i = 0; i < std::min(pair.output->size(), pair.input->tokens.size()); ++i) {
            const auto* const truth = std::get_if<bool>(&(*pair.output)[i]);
            if (truth == nullptr ||
                said.emplace(plain(pair.input->tokens[i]), *truth).first->second != *truth) {
                return std::nullopt;
            }
        }
    }
    return said;
}

// Returns the largest token of one side and the least of the other if the two are apart.
std::vector<Value> around_threshold(std::span<const Value> low, std::span<const Value> high) {
    const Value below = *std::ranges::max_element(low);
    const Value above = *std::ranges::min_element(high);
    return below < above ? std::vector{below, above} : std::vector<Value>{};
}

// Returns no tokens if the outputs do not tell tokens apart, or too many.
std::vector<Value> telling_tokens(std::span<const Pair> pairs) {
    const auto said = said_of_tokens(pairs);
    if (!said) {
        return {};
    }
    std::vector<Value> yes;
    std::vector<Value> no;
    for (const auto& [token, truth] : *said) {
        (truth ? yes : no).push_back(token);
    }
    if (yes.empty() || no.empty()) {
        return {};
    }
    if (!std::holds_alternative<std::string>(yes.front())) {
        std::vector<Value> ends = around_threshold(no, yes);
        if (ends.empty()) {
            ends = around_threshold(yes, no);
        }
        if (!ends.empty()) {
            return ends;
        }
    }
    std::vector<Value>& fewer = yes.size() <= no.size() ? yes : no;
    return fewer.size() <= most_of_a_sort ? std::move(fewer) : std::vector<Value>{};
}

bool moves_only(std::span<const Pair> pairs) {
    return std::ranges::all_of(pairs, [](const Pair& pair) {
        return std::ranges::is_permutation(pair.input->tokens, *pair.output);
    });
}

std::vector<Value> recurring_tokens(std::span<const Pair> pairs) {
    Counts counts;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        for (const Value& token : pairs[i].input->tokens) {
            if (std::holds_alternative<std::string>(token)) {
                add(counts, token, i);
            }
        }
    }
    return leading(recurring(std::move(counts), most_of_a_sort), most_of_a_sort);
}

} // namespace

std::vector<std::string> example_literals(const Task& task) {
    const std::vector<Pair> pairs = pairs_of(task);
    std::vector<std::string> names;
    const auto offer = [&](std::span<const Value> values) {
        for (const Value& value : values) {
            if (can_be_constant(value)) {
                names.push_back(literal_name(value));
            }
        }
    };
    offer(new_values(pairs));
    const bool has_atom =
        std::ranges::any_of(pairs, [](const Pair& pair) { return pair.input->atom.has_value(); });
    if (!has_atom) {
        const std::vector<Value> telling = telling_tokens(pairs);
        offer(!telling.empty() || moves_only(pairs) ? telling : recurring_tokens(pairs));
    }
    std::vector<std::string> literals;
    add_literals(literals, names);
    return literals;
}

} // namespace rasp_stitch::rasp

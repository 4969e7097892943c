#include "compressor/corpus/read_weights.hpp"

#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/json/repeated_member.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::int64_t units_per_one = 1'000'000; // six digits after the point
constexpr double max_weight = 1'000'000;

// Returns the weight in millionths. A double holds 15 digits, and a weight has at most 13 of them.
// So a number written with six digits after the point is the double nearest to a whole number of
// millionths, and a number that needs more digits is not, unless the double cannot tell the two
// apart.
std::int64_t millionths(const JsonCursor& value) {
    const double weight = value.number();
    if (!(weight >= 0 && weight <= max_weight)) {
        value.fail("found the number " + value.value().dump(), "a weight from 0 to 1000000");
    }
    const double units = std::round(weight * static_cast<double>(units_per_one));
    if (units / static_cast<double>(units_per_one) != weight) {
        value.fail("found the number " + value.value().dump(),
                   "a weight with at most 6 digits after the point");
    }
    return static_cast<std::int64_t>(units);
}

using Weights = std::vector<std::int64_t>; // by program, in millionths

Weights in_order(const Corpus& corpus, const JsonCursor& document) {
    const std::size_t count = document.elements().size();
    if (count != corpus.programs.size()) {
        document.fail("there are " + std::to_string(count) + " weights for " +
                          std::to_string(corpus.programs.size()) + " programs",
                      "one for each program of the corpus");
    }
    Weights weights;
    for (const JsonCursor value : document.elements()) {
        weights.push_back(millionths(value));
    }
    return weights;
}

Weights by_name(const Corpus& corpus, const JsonCursor& document) {
    std::unordered_set<std::string> names(corpus.tasks.begin(), corpus.tasks.end());
    for (const Program& program : corpus.programs) {
        names.insert(program.name);
    }
    std::unordered_map<std::string, std::int64_t> given;
    for (const auto& [name, value] : document.members()) {
        if (!names.contains(name)) {
            value.fail(quote_excerpt(name) + " is neither a task nor a program of the corpus",
                       "a name such as " + quote_excerpt(corpus.programs.front().name));
        }
        given.emplace(name, millionths(value));
    }
    Weights weights;
    for (const Program& program : corpus.programs) {
        auto found = given.find(program.name);
        if (found == given.end()) {
            found = given.find(corpus.tasks[program.task]);
        }
        weights.push_back(found == given.end() ? units_per_one : found->second);
    }
    return weights;
}

} // namespace

void read_weights(Corpus& corpus, std::string_view json) {
    const Json value = parse_json(json, NonFinite::number);
    read_weights(corpus, JsonCursor(value));
    if (const auto repeated = value.is_object() ? repeated_member(json) : std::nullopt) {
        throw InputError(
            {.found = "two weights for " + quote_excerpt(*repeated), .expected = "each name once"});
    }
}

void read_weights(Corpus& corpus, const JsonCursor& document) {
    if (!document.is_array() && !document.is_object()) {
        document.fail("these are not weights",
                      "a list of numbers, or an object that gives names of "
                      "tasks or programs a number each");
    }
    const Weights weights =
        document.is_array() ? in_order(corpus, document) : by_name(corpus, document);
    if (std::all_of(weights.begin(), weights.end(), [](std::int64_t at) { return at == 0; })) {
        document.fail("every weight is 0, so nothing can be saved", "a weight above 0");
    }
    const std::int64_t common = std::accumulate(
        weights.begin(), weights.end(), units_per_one,
        [](std::int64_t left, std::int64_t right) { return std::gcd(left, right); });
    for (std::size_t i = 0; i < weights.size(); ++i) {
        corpus.programs[i].weight = weights[i] / common;
    }
    corpus.weight_scale = units_per_one / common;
    corpus.has_weights = true;
}

} // namespace rasp_stitch::compressor

#include "recognition/sketches/ground_grammar.hpp"

#include "lambda/types/type_text.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

namespace rasp_stitch::recognition {

using lambda::TypeId;
using lambda::TypeStore;

namespace {

constexpr std::size_t element_count = 4;
constexpr std::size_t type_count = 4 * element_count;

constexpr std::array<std::string_view, 8> commutative = {
    "add", "mul", "and", "or", "eq", "ne", "selector_and", "selector_or"};

// Returns a type of arguments or results in which type variables stand for elements.
std::optional<PlaceType> instance_of(const TypeStore& types, TypeId type,
                                     std::span<const Element> elements) {
    if (types.is_variable(type) || types.is_arrow(type)) {
        return std::nullopt;
    }
    if (types.arguments(type).size() == 1 && types.is_variable(types.arguments(type)[0])) {
        const std::uint32_t index = types.index(types.arguments(type)[0]);
        const std::string& name = types.name(type);
        if (index >= elements.size() || name == "sel") {
            return std::nullopt;
        }
        return PlaceType{name == "input" ? rasp::Sort::input
                         : name == "seq" ? rasp::Sort::sequence
                                         : rasp::Sort::predicate,
                         elements[index]};
    }
    return place_type_of(types, type);
}

// Leaves out the productions with an argument that nothing can be, such as a string where neither
// tokens nor literals are strings.
void keep_usable(std::vector<GroundProduction>& productions, std::span<const PlaceType> variables) {
    std::vector<PlaceType> inhabited(variables.begin(), variables.end());
    const auto is_inhabited = [&](PlaceType type) {
        return std::ranges::find(inhabited, type) != inhabited.end();
    };
    const auto is_usable = [&](const GroundProduction& production) {
        return std::ranges::all_of(production.arguments, is_inhabited);
    };
    for (bool grows = true; grows;) {
        grows = false;
        for (const GroundProduction& production : productions) {
            if (!is_inhabited(production.result) && is_usable(production)) {
                inhabited.push_back(production.result);
                grows = true;
            }
        }
    }
    std::erase_if(productions,
                  [&](const GroundProduction& production) { return !is_usable(production); });
}

double weight_at(const enumerator::Weights& weights, std::uint32_t production) {
    return weights.productions[production];
}

} // namespace

GroundGrammar::GroundGrammar(const enumerator::Language& language, TypeId request) {
    const lambda::Signature signature = lambda::signature_of(language.types, request);
    for (auto argument = signature.arguments.rbegin(); argument != signature.arguments.rend();
         ++argument) {
        variables_.push_back(place_type_of(language.types, *argument).value_or(PlaceType{}));
    }
    const std::optional<PlaceType> result = place_type_of(language.types, signature.result);
    if (!result || !language.types.is_ground(request) || variables_.empty()) {
        throw InputError({.found = "the type " + lambda::print_type(language.types, request),
                          .expected = "the type of a program without type variables, such as "
                                      "input(str) -> seq(num)"});
    }
    result_ = *result;
    const enumerator::GrammarView view = enumerator::view_of(language);
    for (std::uint32_t i = 0; i < view.productions().size(); ++i) {
        add_instances(language, i);
    }
    keep_usable(productions_, variables_);
    for (const GroundProduction& production : productions_) {
        std::vector<std::uint32_t>& tables = argument_tables_.emplace_back();
        for (std::size_t i = 0; i < production.arguments.size(); ++i) {
            tables.push_back(view.argument_table(production.production, i));
        }
    }
    choices_.resize(view.table_count() * type_count);
    for (std::uint32_t table = 0; table < view.table_count(); ++table) {
        const enumerator::Weights& weights = view.table(table);
        for (std::size_t type = 0; type < type_count; ++type) {
            const PlaceType place{static_cast<rasp::Sort>(type / element_count),
                                  static_cast<Element>(type % element_count)};
            std::vector<GroundChoice>& choices = choices_[slot(table, place)];
            double sum = 0;
            std::optional<std::uint32_t> last; // instances of one production count once
            for (std::uint32_t i = 0; i < productions_.size(); ++i) {
                const double weight = weight_at(weights, productions_[i].production);
                if (productions_[i].result == place && std::isfinite(weight)) {
                    choices.push_back({.is_variable = false, .number = i, .cost = -weight});
                    sum += last == productions_[i].production ? 0 : std::exp(weight);
                    last = productions_[i].production;
                }
            }
            const auto fitting =
                static_cast<double>(std::ranges::count(variables_, place)); // share the weight
            if (fitting > 0 && std::isfinite(weights.variable)) {
                sum += std::exp(weights.variable);
                for (std::uint32_t i = 0; i < variables_.size(); ++i) {
                    if (variables_[i] == place) {
                        choices.push_back({.is_variable = true,
                                           .number = i,
                                           .cost = std::log(fitting) - weights.variable});
                    }
                }
            }
            for (GroundChoice& choice : choices) {
                choice.cost = std::max(0.0, choice.cost + std::log(sum));
            }
        }
    }
}

void GroundGrammar::add_instances(const enumerator::Language& language, std::uint32_t number) {
    const enumerator::Production& production = enumerator::productions_of(language.grammar)[number];
    const std::uint32_t variables = language.types.variable_bound(production.type);
    if (variables > 3) {
        return;
    }
    const lambda::Signature signature = lambda::signature_of(language.types, production.type);
    std::size_t instances = 1;
    for (std::uint32_t i = 0; i < variables; ++i) {
        instances *= element_count - 1;
    }
    for (std::size_t instance = 0; instance < instances; ++instance) {
        std::vector<Element> elements;
        for (std::size_t rest = instance, i = 0; i < variables; ++i, rest /= element_count - 1) {
            elements.push_back(static_cast<Element>(1 + rest % (element_count - 1)));
        }
        GroundProduction ground{.production = number,
                                .expression = production.expression,
                                .result = {},
                                .arguments = {},
                                .is_commutative =
                                    std::ranges::find(commutative, production.expression) !=
                                    commutative.end()};
        const std::optional<PlaceType> result =
            instance_of(language.types, signature.result, elements);
        bool fits = result.has_value();
        for (const TypeId argument : signature.arguments) {
            const std::optional<PlaceType> place = instance_of(language.types, argument, elements);
            fits = fits && place.has_value();
            // An input that no variable has can never be filled in.
            fits = fits && (place->sort != rasp::Sort::input ||
                            std::ranges::find(variables_, *place) != variables_.end());
            ground.arguments.push_back(place.value_or(PlaceType{}));
        }
        if (fits) {
            ground.result = *result;
            productions_.push_back(std::move(ground));
        }
    }
}

std::size_t GroundGrammar::slot(std::uint32_t table, PlaceType type) const {
    return table * type_count + static_cast<std::size_t>(type.sort) * element_count +
           static_cast<std::size_t>(type.element);
}

std::span<const GroundChoice> GroundGrammar::choices(std::uint32_t table, PlaceType type) const {
    return choices_[slot(table, type)];
}

double GroundGrammar::least_cost(std::uint32_t table, PlaceType type) const {
    double least = std::numeric_limits<double>::infinity();
    for (const GroundChoice& choice : choices(table, type)) {
        least = std::min(least, choice.cost);
    }
    return least;
}

} // namespace rasp_stitch::recognition

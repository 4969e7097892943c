#include "enumerator/grammar/likelihood.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/types/type_text.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>

namespace rasp_stitch::enumerator {

namespace {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;
using lambda::TypeId;

std::string excerpt(const TermStore& store, TermId term) {
    return safe_excerpt(lambda::print(store, term, {.lambda = "lambda", .most_characters = 100}),
                        80);
}

[[noreturn]] void fail(const TermStore& store, TermId term, std::string found,
                       std::string expected) {
    throw InputError(
        {.found = std::move(found), .expected = std::move(expected), .text = excerpt(store, term)});
}

double weight_of(const Weights& weights, std::uint32_t production) {
    return production == any_variable ? weights.variable : weights.productions[production];
}

} // namespace

double log_prior(const LikelihoodSummary& summary, const GrammarView& view) {
    double sum = summary.constant;
    for (const LikelihoodSummary::Use& use : summary.uses) {
        sum += use.count * weight_of(view.table(use.table), use.production);
    }
    if (sum == impossible) {
        return impossible;
    }
    std::vector<double> weights;
    for (const LikelihoodSummary::Normaliser& normaliser : summary.normalisers) {
        weights.clear();
        for (const std::uint32_t candidate : normaliser.candidates) {
            weights.push_back(weight_of(view.table(normaliser.table), candidate));
        }
        sum -= normaliser.count * log_sum_exp(weights);
    }
    return sum;
}

Likelihood::Likelihood(const lambda::TypeStore& types, const GrammarView& view)
    : types_(&types), view_(&view), holes_(types, view.productions()), choices_(*view_, holes_) {
    for (std::size_t i = 0; i < view.productions().size(); ++i) {
        numbers_.emplace(view.productions()[i].expression, static_cast<std::uint32_t>(i));
    }
}

// A call whose arguments are being read, from left to right.
struct Likelihood::Place {
    CallHead head;
    CallId call{};
    std::vector<TermId> arguments; // the next one last
    std::uint32_t argument = 0;
};

template <class Visit>
void Likelihood::walk(TypeId request, const TermStore& store, TermId term, const Visit& visit) {
    std::vector<Place> places;
    // Visits the term that fills a hole and puts its arguments on the stack.
    const auto enter = [&](TermId filling, std::uint32_t table, HoleTypes::Opening opening) {
        for (std::uint32_t i = 0; i < opening.lambdas; ++i) {
            if (!store.is(TermKind::lambda, filling)) {
                fail(store, filling, "no lambda where a function is requested",
                     "a lambda for each argument (an eta-long program)");
            }
            filling = store.body(filling);
        }
        Place place;
        TermId head = filling;
        for (; store.is(TermKind::application, head); head = store.function(head)) {
            place.arguments.push_back(store.argument(head));
        }
        std::optional<CallHead> number;
        if (store.is(TermKind::variable, head)) {
            number = CallHead{.is_variable = true, .number = store.index(head)};
        } else if (store.is(TermKind::primitive, head)) {
            if (const auto found = numbers_.find(store.name(head)); found != numbers_.end()) {
                number = CallHead{.is_variable = false, .number = found->second};
            }
        }
        const std::span<const Choice> choices = choices_.at(table, opening.hole);
        const auto chosen = std::ranges::find_if(
            choices, [&](const Choice& choice) { return number && choice.head == *number; });
        if (chosen == choices.end() || holes_.pending(chosen->call) != place.arguments.size()) {
            const std::string wanted =
                lambda::excerpt_of_type(holes_.types(), holes_.request(opening.hole));
            fail(store, filling,
                 chosen == choices.end() ? fmt::format("{} cannot stand here", excerpt(store, head))
                                         : fmt::format("{} arguments of {}", place.arguments.size(),
                                                       excerpt(store, head)),
                 chosen == choices.end()
                     ? fmt::format("a production or a variable that gives {}", wanted)
                     : fmt::format("{} for {}", holes_.pending(chosen->call), wanted));
        }
        visit(table, choices, *chosen);
        place.head = chosen->head;
        place.call = chosen->call;
        places.push_back(std::move(place));
    };
    enter(term, GrammarView::root_table, holes_.open(*types_, request));
    while (true) {
        Place& place = places.back();
        if (place.arguments.empty()) {
            const HoleId outcome = holes_.outcome(place.call);
            places.pop_back();
            if (places.empty()) {
                return;
            }
            places.back().call = holes_.filled(places.back().call, outcome);
            continue;
        }
        const TermId argument = place.arguments.back();
        place.arguments.pop_back();
        const std::uint32_t table = place.head.is_variable
                                        ? view_->variable_table()
                                        : view_->argument_table(place.head.number, place.argument);
        ++place.argument;
        enter(argument, table, holes_.next(place.call));
    }
}

LikelihoodSummary Likelihood::summary(TypeId request, const TermStore& store, TermId term) {
    LikelihoodSummary summary;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> uses;
    std::map<std::pair<std::uint32_t, std::vector<std::uint32_t>>, double> normalisers;
    walk(request, store, term,
         [&](std::uint32_t table, std::span<const Choice> choices, const Choice& chosen) {
             std::vector<std::uint32_t> candidates;
             std::size_t variables = 0;
             for (const Choice& choice : choices) {
                 if (!choice.head.is_variable) {
                     candidates.push_back(choice.head.number);
                 } else if (++variables == 1) {
                     candidates.push_back(any_variable);
                 }
             }
             if (chosen.head.is_variable) {
                 summary.constant -= std::log(static_cast<double>(variables));
             }
             ++uses[{table, chosen.head.is_variable ? any_variable : chosen.head.number}];
             ++normalisers[{table, std::move(candidates)}];
         });
    for (const auto& [key, count] : uses) {
        summary.uses.push_back({key.first, key.second, count});
    }
    for (const auto& [key, count] : normalisers) {
        summary.normalisers.push_back({key.first, key.second, count});
    }
    return summary;
}

double Likelihood::log_prior(TypeId request, const TermStore& store, TermId term) {
    double sum = 0;
    walk(request, store, term, [&](std::uint32_t, std::span<const Choice>, const Choice& chosen) {
        sum += chosen.log_probability;
    });
    return sum;
}

double log_prior(const lambda::TypeStore& types, const GrammarView& view, TypeId request,
                 const TermStore& store, TermId term) {
    return Likelihood(types, view).log_prior(request, store, term);
}

} // namespace rasp_stitch::enumerator

#include "recognition/dreams/program_sampler.hpp"

#include <cmath>
#include <cstdint>
#include <span>

namespace rasp_stitch::recognition {

using enumerator::Choice;
using enumerator::HoleTypes;
using lambda::TermId;

namespace {

// Rounding errors may leave `number` at or above 0 after the last choice: then the last possible
// choice is the one drawn.
std::optional<Choice> drawn(std::span<const Choice> choices, double number) {
    std::optional<Choice> last;
    for (const Choice& choice : choices) {
        if (choice.log_probability != enumerator::impossible) {
            last = choice;
            number -= std::exp(choice.log_probability);
            if (number < 0) {
                break;
            }
        }
    }
    return last;
}

} // namespace

ProgramSampler::ProgramSampler(const lambda::TypeStore& types, const enumerator::GrammarView& view,
                               lambda::TypeId request)
    : view_(&view), holes_(types, view.productions()), choices_(view, holes_),
      root_(holes_.open(types, request)) {}

std::optional<TermId> ProgramSampler::draw(Random& random, lambda::TermStore& store,
                                           std::size_t most_nodes) {
    const std::optional<Filled> filled =
        fill(root_, enumerator::GrammarView::root_table, random, store, most_nodes);
    return filled ? std::optional(filled->term) : std::nullopt;
}

std::uint32_t ProgramSampler::table_of(enumerator::CallHead head, std::size_t argument) const {
    return head.is_variable ? view_->variable_table()
                            : view_->argument_table(head.number, argument);
}

// The recursion is at most as deep as there are nodes left.
std::optional<ProgramSampler::Filled> ProgramSampler::fill(const HoleTypes::Opening& opening,
                                                           std::uint32_t table, Random& random,
                                                           lambda::TermStore& store,
                                                           std::size_t& nodes_left) {
    const std::optional<Choice> choice = drawn(choices_.at(table, opening.hole), unit(random));
    if (!choice || nodes_left == 0) {
        return std::nullopt;
    }
    --nodes_left;
    Filled filled{.term =
                      choice->head.is_variable
                          ? store.variable(choice->head.number)
                          : store.primitive(view_->productions()[choice->head.number].expression),
                  .outcome = {}};
    enumerator::CallId call = choice->call;
    for (std::size_t argument = 0; holes_.pending(call) > 0; ++argument) {
        const std::optional<Filled> part =
            fill(holes_.next(call), table_of(choice->head, argument), random, store, nodes_left);
        if (!part) {
            return std::nullopt;
        }
        filled.term = store.application(filled.term, part->term);
        call = holes_.filled(call, part->outcome);
    }
    filled.outcome = holes_.outcome(call);
    for (std::uint32_t i = 0; i < opening.lambdas; ++i) {
        filled.term = store.lambda(filled.term);
    }
    return filled;
}

} // namespace rasp_stitch::recognition

#include "enumerator/behaviour/term_application.hpp"

#include "rasp/evaluator/limits.hpp"

#include <array>

namespace rasp_stitch::enumerator {

using lambda::TermId;
using rasp::Meaning;

namespace {

// With more entries than this, about 100 MB, the machine forgets what it remembers.
constexpr std::size_t most_remembered = std::size_t{1} << 20U;

} // namespace

TermApplication::TermApplication(const lambda::TermStore& store, PrimitiveApplication& primitives)
    : domain_(store, primitives),
      machine_(store, domain_, rasp::Limits{}.compile_steps, rasp::TermMachine::CallSteps::none) {}

std::optional<BehaviourId> TermApplication::operator()(TermId function,
                                                       std::span<const TermId> arguments) {
    if (machine_.remembered() > most_remembered) {
        machine_.forget();
    }
    machine_.start();
    arguments_.clear();
    for (const TermId argument : arguments) {
        const std::optional<Meaning> meaning = machine_.evaluate(argument);
        if (!meaning) {
            return std::nullopt;
        }
        arguments_.push_back(*meaning);
    }
    const std::optional<Meaning> result = machine_.evaluate(function, arguments_);
    return result && result->is_value() ? std::optional(result->first) : std::nullopt;
}

std::optional<TermId> TermApplication::Domain::definition(TermId name) const {
    const auto found = definitions.find(name);
    return found == definitions.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Meaning> TermApplication::Domain::name(TermId name) {
    const std::optional<OperationId> operation = primitives->find(store->name(name));
    if (!operation) {
        return std::nullopt;
    }
    return primitives->arity(*operation) > 0 ? Meaning::primitive(*operation)
                                             : apply(*operation, {}, name);
}

std::optional<Meaning> TermApplication::Domain::metavariable(std::uint32_t index) {
    return Meaning::value(index);
}

std::size_t TermApplication::Domain::arity(std::uint32_t primitive) const {
    return primitives->arity(primitive);
}

std::optional<Meaning> TermApplication::Domain::argument(std::uint32_t /*primitive*/,
                                                         std::size_t /*position*/,
                                                         Meaning given) const {
    return given.is_value() ? std::optional(given) : std::nullopt;
}

Meaning TermApplication::Domain::apply(std::uint32_t primitive, std::span<const Meaning> arguments,
                                       TermId /*term*/) {
    std::array<BehaviourId, rasp::most_arguments> behaviours{};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        behaviours[i] = arguments[i].first;
    }
    const auto given = std::span(behaviours).first(arguments.size());
    return Meaning::value(*(*primitives)(primitive, given, never_useless));
}

} // namespace rasp_stitch::enumerator

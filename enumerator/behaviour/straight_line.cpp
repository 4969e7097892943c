#include "enumerator/behaviour/straight_line.hpp"

#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <unordered_map>

namespace rasp_stitch::enumerator {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// A head and its arguments, the last one first.
struct Spine {
    TermId head;
    std::vector<TermId> arguments;
};

Spine spine_of(const TermStore& store, TermId term) {
    Spine spine{term, {}};
    while (store.is(TermKind::application, spine.head)) {
        spine.arguments.push_back(store.argument(spine.head));
        spine.head = store.function(spine.head);
    }
    return spine;
}

} // namespace

bool StraightLine::uses(std::uint32_t argument) const {
    return result == argument || std::ranges::any_of(steps, [&](const Step& step) {
               return std::ranges::count(std::span(step.operands).first(step.count), argument) > 0;
           });
}

// Every part of a term in normal form is needed, except for partial applications.
std::optional<StraightLine> straight_line(const TermStore& store, TermId body, std::size_t arity,
                                          PrimitiveApplication& primitives) {
    StraightLine line{.arity = arity, .steps = {}, .result = 0};
    std::unordered_map<TermId, std::uint32_t> registers;
    for (const TermId part : lambda::subterms(store, std::span(&body, 1))) {
        if (store.is(TermKind::variable, part)) {
            registers[part] = static_cast<std::uint32_t>(arity - 1 - store.index(part));
            continue;
        }
        const Spine spine = spine_of(store, part);
        if (!store.is(TermKind::primitive, spine.head)) {
            return std::nullopt;
        }
        const std::optional<OperationId> operation = primitives.find(store.name(spine.head));
        if (!operation || spine.arguments.size() > primitives.arity(*operation)) {
            return std::nullopt;
        }
        if (spine.arguments.size() < primitives.arity(*operation)) {
            continue; // part of a larger application; otherwise it will be missed below
        }
        StraightLine::Step step{.operation = *operation,
                                .count = static_cast<std::uint8_t>(spine.arguments.size())};
        for (std::size_t i = 0; i < step.count; ++i) {
            const auto known = registers.find(spine.arguments[step.count - 1 - i]);
            if (known == registers.end()) {
                return std::nullopt;
            }
            step.operands[i] = known->second;
        }
        registers[part] = static_cast<std::uint32_t>(arity + line.steps.size());
        line.steps.push_back(step);
    }
    const auto result = registers.find(body);
    if (result == registers.end()) {
        return std::nullopt;
    }
    line.result = result->second;
    return line;
}

std::optional<BehaviourId> run(const StraightLine& line, std::span<const BehaviourId> arguments,
                               PrimitiveApplication& primitives, const IsUseless& is_useless,
                               std::vector<BehaviourId>& registers) {
    registers.assign(arguments.begin(), arguments.end());
    for (const StraightLine::Step& step : line.steps) {
        std::array<BehaviourId, rasp::most_arguments> operands{};
        for (std::size_t i = 0; i < step.count; ++i) {
            operands[i] = registers[step.operands[i]];
        }
        const std::optional<BehaviourId> made =
            primitives(step.operation, std::span(operands).first(step.count), is_useless);
        if (!made) {
            return std::nullopt;
        }
        registers.push_back(*made);
    }
    return registers[line.result];
}

} // namespace rasp_stitch::enumerator

#include "rasp/evaluator/compile.hpp"

#include "rasp/evaluator/emitter.hpp"
#include "rasp/evaluator/term_machine.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "support/text/input_error.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

using lambda::TermId;
using lambda::TermStore;

// The values of compiling: sequences and selectors are registers, a predicate is its Comparison,
// and the input is only ever passed on to the primitives that read it. Their sort is a Sort.
Meaning meaning_of(Sort sort, std::uint32_t number) {
    return Meaning::value(number, static_cast<std::uint8_t>(sort));
}

Sort sort_of(Meaning value) {
    return static_cast<Sort>(value.sort);
}

// Applying a primitive emits an instruction.
class CompilerDomain final : public MachineDomain {
public:
    CompilerDomain(const TermStore& store, const Library* library)
        : store_(&store), library_(library) {}

    std::optional<TermId> definition(TermId name) const override {
        return library_ == nullptr ? std::nullopt : library_->find(name);
    }

    std::optional<Meaning> name(TermId name) override {
        const Primitive* const primitive = find_primitive(store_->name(name));
        if (primitive == nullptr || primitive->opcode == Opcode::constant) {
            return literal(name);
        }
        if (primitive->opcode == Opcode::predicate) {
            return predicate(primitive->comparison);
        }
        const auto number = static_cast<std::uint32_t>(primitive - primitives().data());
        return primitive->arity() == 0 ? apply(number, {}, name) : Meaning::primitive(number);
    }

    std::optional<Meaning> metavariable(std::uint32_t /*index*/) override { return std::nullopt; }

    std::size_t arity(std::uint32_t primitive) const override {
        return primitives()[primitive].arity();
    }

    // A comparison of sequences that a let or an abstraction passes to where select takes a
    // predicate is that predicate (rasp/language/read_program.hpp).
    std::optional<Meaning> argument(std::uint32_t primitive, std::size_t position,
                                    Meaning given) const override {
        const Sort wanted = primitives()[primitive].signature.arguments[position];
        if (wanted == Sort::predicate && given.tag == Meaning::Tag::partial && given.count == 0 &&
            primitives()[given.first].opcode == Opcode::compare) {
            given = predicate(primitives()[given.first].comparison);
        }
        const bool fits = given.is_value() && sort_of(given) == wanted;
        return fits ? std::optional(given) : std::nullopt;
    }

    Meaning apply(std::uint32_t primitive, std::span<const Meaning> arguments,
                  TermId term) override {
        const Primitive& applied = primitives()[primitive];
        Instruction instruction{.opcode = applied.opcode,
                                .comparison = applied.comparison,
                                .makes_selector = applied.signature.result == Sort::selector,
                                .term = term};
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (sort_of(arguments[i]) == Sort::predicate) {
                instruction.comparison = static_cast<Comparison>(arguments[i].first);
            } else if (sort_of(arguments[i]) != Sort::input) {
                instruction.operands[i] = arguments[i].first;
                ++instruction.operand_count; // input and predicate stand alone or last
            }
        }
        return meaning_of(applied.signature.result, emitter_.emit(instruction));
    }

    Emitter& emitter() { return emitter_; }

private:
    static Meaning predicate(Comparison comparison) {
        return meaning_of(Sort::predicate, static_cast<std::uint32_t>(comparison));
    }

    std::optional<Meaning> literal(TermId name) {
        try {
            if (const std::optional<Value> value = parse_literal(store_->name(name))) {
                return meaning_of(Sort::sequence, emitter_.constant(*value, name));
            }
        } catch (const InputError&) {
            // It only looks like a literal. The reader of programs says what is wrong with it.
        }
        return std::nullopt;
    }

    const TermStore* store_;
    const Library* library_;
    Emitter emitter_;
};

} // namespace

Compilation compile(const TermStore& store, TermId program, const CompileOptions& options) {
    CompilerDomain domain(store, options.library);
    TermMachine machine(store, domain, options.most_steps);
    std::vector<Meaning> arguments{meaning_of(Sort::input, 0)};
    if (options.arity == 2) {
        const Register atom = domain.emitter().emit({.opcode = Opcode::atom, .term = program});
        arguments.push_back(meaning_of(Sort::sequence, atom));
    }
    const std::optional<Meaning> result = machine.evaluate(program, arguments);
    if (!result) {
        return {.code = std::nullopt, .failure = machine.failure()};
    }
    if (!result->is_value()) {
        return {.code = std::nullopt,
                .failure = {.failure = FailureClass::arity, .position = 0, .term = program}};
    }
    if (sort_of(*result) != Sort::sequence && sort_of(*result) != Sort::selector) {
        return {.code = std::nullopt,
                .failure = {.failure = FailureClass::type, .position = 0, .term = program}};
    }
    return {.code = std::move(domain.emitter()).finished(result->first, options.arity)};
}

} // namespace rasp_stitch::rasp

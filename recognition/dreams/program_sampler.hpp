#pragma once

// Programs drawn from a grammar, each as often as it is probable.
//
//     ProgramSampler sampler(types, view, request);
//     Random random(1);
//     if (const std::optional<TermId> program = sampler.draw(random, store)) {
//         print_expression(store, *program) // "(lambda (indices $0))"
//     }

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/hole_types.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "support/random/random.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::recognition {

class ProgramSampler {
public:
    // Both must outlive this.
    ProgramSampler(const lambda::TypeStore& types, const enumerator::GrammarView& view,
                   lambda::TypeId request);

    // An abstraction is a primitive with its text as its name (enumerator/grammar/expression_types.hpp).
    // Nothing where the program would have more than so many productions and variables, or where a
    // choice leaves a place for which there is nothing: the ones that come are distributed as by
    // drawing until one comes.
    std::optional<lambda::TermId> draw(Random& random, lambda::TermStore& store,
                                       std::size_t most_nodes = 60);

private:
    struct Filled {
        lambda::TermId term{};
        enumerator::HoleId outcome{};
    };

    std::optional<Filled> fill(const enumerator::HoleTypes::Opening& opening, std::uint32_t table,
                               Random& random, lambda::TermStore& store, std::size_t& nodes_left);
    std::uint32_t table_of(enumerator::CallHead head, std::size_t argument) const;

    const enumerator::GrammarView* view_;
    enumerator::HoleTypes holes_;
    enumerator::Choices choices_;
    enumerator::HoleTypes::Opening root_;
};

} // namespace rasp_stitch::recognition

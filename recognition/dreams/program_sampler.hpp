#pragma once

// Draws programs from a grammar, each with its probability.
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

    // Returns a program as read_expression would read it: an abstraction is a primitive with its
    // text as its name (enumerator/grammar/expression_types.hpp). Returns nullopt if the program
    // would have more than `most_nodes` productions and variables, or if a choice leaves a hole
    // that nothing fits. The programs returned are distributed as if one drew again until a program
    // came.
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

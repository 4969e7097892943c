#pragma once

// What a library makes of programs: what has to be known of them to score it with any weights.
//
//     Explanation now = explain(types, store, productions, counting);
//     score(types, grammar, size, now.frontiers, settings)
//     const Explanation then = explain_with(types, store, with_one_more, counting, rewritten, now,
//                                           twin_of(types, type, productions));

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/inside_outside.hpp"
#include "integration/abstraction/counting_programs.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::dreamcoder {

// What can be chosen where does not depend on weights, and where all are impossible, nothing can:
// so likelihoods are summarised under these, all weights 0.
enumerator::Grammar without_weights(std::span<const enumerator::Production> productions);

struct Explanation {
    std::vector<enumerator::FrontierSummary> frontiers; // one for each task
    std::vector<lambda::TermId> roots;                  // rewritten, or as they were
    std::size_t tasks_rewritten = 0;
};

// The programs as they are. Reads the stores only. InputError where one is not eta-long for its
// request or has no type.
Explanation explain(const lambda::TypeStore& types, const lambda::TermStore& store,
                    std::span<const enumerator::Production> productions,
                    const CountingPrograms& counting);

// The same with one more production, the last, and the programs as `rewritten` has them; or, where
// that is not eta-long or has no type, as they were. `before` explains them without it.
//
// `twin` is a production whose result has the same type as that of the new one, so that both can
// stand at the same places: then programs that are not rewritten need not be looked at again.
Explanation explain_with(const lambda::TypeStore& types, const lambda::TermStore& store,
                         std::span<const enumerator::Production> productions,
                         const CountingPrograms& counting,
                         std::span<const lambda::TermId> rewritten, const Explanation& before,
                         std::optional<std::uint32_t> twin);

// What explain_with makes of programs that are only rewritten, and not scored: by program the
// rewritten one, or the one there was.
std::vector<lambda::TermId> eta_long_ones(const lambda::TypeStore& types,
                                          const lambda::TermStore& store,
                                          std::span<const enumerator::Production> productions,
                                          const CountingPrograms& programs,
                                          std::span<const lambda::TermId> rewritten);

// A production of the others whose result has the type of the result of `type`, up to the names of
// type variables.
std::optional<std::uint32_t> twin_of(lambda::TypeStore& types, lambda::TypeId type,
                                     std::span<const enumerator::Production> others);

} // namespace rasp_stitch::dreamcoder

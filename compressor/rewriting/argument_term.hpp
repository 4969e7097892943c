#pragma once

// Builds the terms of the arguments that a use passes.

#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/context.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>

namespace rasp_stitch::compressor {

// Returns the argument at `node` as it is passed for a metavariable that stands under `depth`
// lambdas of the body. `passed` is the form in which it is passed, and `inside` is the rewritten
// PassedArgument::node.
lambda::TermId argument_term(lambda::TermStore& store, const Context& context, Node node,
                             const PassedArgument& passed, lambda::TermId inside,
                             std::uint32_t depth);

} // namespace rasp_stitch::compressor

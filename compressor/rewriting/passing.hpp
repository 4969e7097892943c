#pragma once

// Arguments as terms, as a use passes them.

#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/context.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>

namespace rasp_stitch::compressor {

// `node` passed for a metavariable that stands under `depth` lambdas of the body and is applied to
// so many arguments there. `inside` is what PassedArgument::node has become.
lambda::TermId pass(lambda::TermStore& store, const Context& context, Node node,
                    const PassedArgument& passed, lambda::TermId inside, std::uint32_t depth);

} // namespace rasp_stitch::compressor

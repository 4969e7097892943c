#include "compressor/rewriting/argument_term.hpp"

#include "lambda/terms/substitution.hpp"

#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermStore;

// The added lambdas come inside the literal ones: under one literal lambda and one added one,
// (lam b) becomes (lam (lam (b $0))), where b is raised by one.
TermId argument_term(TermStore& store, const Context& context, Node node,
                     const PassedArgument& passed, TermId inside, std::uint32_t depth) {
    TermId term = inside;
    if (passed.added_lambdas > 0) {
        term = lambda::raise(store, term, passed.added_lambdas);
        for (std::uint32_t i = passed.added_lambdas; i-- > 0;) {
            term = store.application(term, store.variable(i));
        }
        for (std::uint32_t i = 0; i < passed.added_lambdas; ++i) {
            term = store.lambda(term);
        }
    }
    std::vector<std::uint32_t> tags; // the outermost first
    for (std::uint32_t i = 0; i < passed.literal_lambdas; ++i) {
        tags.push_back(store.tag(context.table.term[node]));
        node = context.table.first[node];
    }
    for (auto tag = tags.rbegin(); tag != tags.rend(); ++tag) {
        term = store.lambda(term, *tag);
    }
    return lambda::lower(store, term, depth).value();
}

} // namespace rasp_stitch::compressor

#include "compressor/arguments.hpp"

#include "lambda/substitution.hpp"
#include "support/input_error.hpp"

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;

namespace {

constexpr std::size_t most_lowered = std::size_t{1} << 28U; // one GiB of ids

} // namespace

// An open node with least free variable m can be lowered by 1 to m and no further. An application
// is lowered by lowering its parts, which have been met before it and can be lowered at least as
// far.
Arguments::Arguments(const NodeTable& table, lambda::TermStore& store)
    : table_(&table), begin_(table.size(), 0) {
    std::size_t total = 0;
    for (Node node = 0; node < table.size(); ++node) {
        begin_[node] = total;
        total += table.is_closed(node) ? 0 : table.min_free[node];
        if (total > most_lowered) {
            throw InputError({.found =
                                  "lambdas are nested too deeply, with variables that reach too "
                                  "far out: their arguments would fill the memory",
                              .expected = "fewer than some ten thousand nested lambdas"});
        }
    }
    lowered_.reserve(total);
    for (Node node = 0; node < table.size(); ++node) {
        const std::uint32_t most = table.is_closed(node) ? 0 : table.min_free[node];
        for (std::uint32_t depth = 1; depth <= most; ++depth) {
            const TermKind kind = table.heads[table.head[node]].kind;
            const TermId term = kind == TermKind::application
                                    ? store.application(lowered(table.first[node], depth),
                                                        lowered(table.second[node], depth))
                                    : lambda::lower(store, table.term[node], depth).value();
            lowered_.push_back(term);
        }
    }
}

} // namespace rasp_stitch::compressor

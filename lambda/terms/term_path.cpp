#include "lambda/terms/term_path.hpp"

#include "lambda/terms/subterms.hpp"

#include <array>
#include <unordered_map>

namespace rasp_stitch::lambda {

std::size_t occurrence_at(const TermStore& store, TermId term, const std::vector<PathStep>& path) {
    // How many occurrences of sub-terms each sub-term has, itself included.
    std::unordered_map<TermId, std::size_t> count;
    for (const TermId part : subterms(store, std::array{term})) {
        std::size_t parts = 1;
        if (store.is(TermKind::application, part)) {
            parts += count.at(store.function(part)) + count.at(store.argument(part));
        } else if (store.is(TermKind::lambda, part)) {
            parts += count.at(store.body(part));
        }
        count.emplace(part, parts);
    }
    std::size_t before = 0;
    for (const PathStep step : path) {
        if (step == PathStep::argument) {
            before += count.at(store.function(term));
        }
        term = step == PathStep::function   ? store.function(term)
               : step == PathStep::argument ? store.argument(term)
                                            : store.body(term);
    }
    return before + count.at(term) - 1;
}

} // namespace rasp_stitch::lambda

#include "compressor/joint/bodies.hpp"
#include "compressor/joint/compress_jointly.hpp"
#include "compressor/library/given_library.hpp"
#include "compressor/library/greedy_steps.hpp"
#include "compressor/library/library.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr Utility any_utility = std::numeric_limits<Utility>::min();

// Uses the abstractions of `later` in their order, but for those that saved something and do so no
// longer. `saving` has the names of those that saved something.
void take_those_that_save(GreedySteps& steps, Library later,
                          const std::vector<lambda::TermId>& saving) {
    while (!later.empty()) {
        const LibraryAbstraction next = later.front();
        later.erase(later.begin());
        const bool has_saved = std::ranges::find(saving, next.name) != saving.end();
        if (!take_given_step(next, steps, has_saved ? 1 : any_utility)) {
            leave_out(steps.store(), next, later);
        }
    }
}

} // namespace

void note_totals_without(const Corpus& corpus, const CompressionSettings& settings,
                         Compression& compression) {
    if (std::ranges::any_of(compression.steps, &Step::is_refactored)) {
        return;
    }
    const Library library = library_of(compression);
    std::vector<lambda::TermId> saving;
    for (const Step& step : compression.steps) {
        if (step.utility > 0) {
            saving.push_back(step.rewriting.abstraction.name);
        }
    }
    Corpus copy = corpus; // which gets the terms that are of no further use
    GreedySteps before(copy, settings.settings);
    for (std::size_t i = 0; i < library.size(); ++i) {
        GreedySteps without = before;
        Library later(library.begin() + static_cast<std::ptrdiff_t>(i) + 1, library.end());
        leave_out(copy.store, library[i], later);
        take_those_that_save(without, std::move(later), saving);
        const Compression found = without.finish();
        compression.steps[i].total_without =
            without.settings().penalty.scale * found.original_cost - found.total_utility();
        take_given_step(library[i], before);
    }
}

} // namespace rasp_stitch::compressor

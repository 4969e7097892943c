#include "compressor/refactoring/shared_pieces.hpp"

#include "lambda/terms/rebuild.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

namespace rasp_stitch::refactoring {

using lambda::TermId;
using lambda::TermStore;

namespace {

struct TasksOfPiece {
    std::uint32_t count = 0;
    std::uint32_t last = 0;
};

} // namespace

std::vector<std::uint32_t> free_variables(const TermStore& terms, TermId term) {
    std::vector<std::uint32_t> found = lambda::variables_as_met(terms, term);
    std::ranges::sort(found);
    return found;
}

std::vector<TermId> shared_pieces(const CheapestVersions& cheapest, std::span<const SpaceId> spaces,
                                  std::span<const std::uint32_t> tasks,
                                  const std::function<bool()>& is_over) {
    std::unordered_map<TermId, TasksOfPiece> tasks_of;
    std::vector<TermId> shared;
    for (std::size_t first = 0; first < spaces.size() && !is_over();) {
        const std::uint32_t task = tasks[first];
        std::size_t end = first;
        while (end < spaces.size() && tasks[end] == task) {
            ++end;
        }
        for (const SpaceId part : cheapest.parts_of(spaces.subspan(first, end - first))) {
            for (const TermId program : cheapest.programs(part)) {
                TasksOfPiece& known = tasks_of[program];
                if (known.count == 0 || known.last != task) {
                    known.last = task;
                    if (++known.count == 2) {
                        shared.push_back(program);
                    }
                }
            }
        }
        first = end;
    }
    return shared;
}

TermId closed_piece(TermStore& terms, TermId piece) {
    const std::vector<std::uint32_t> free = free_variables(terms, piece);
    TermId closed = lambda::rebuild(terms, piece, [&](TermId leaf, std::uint32_t depth) {
        const auto place = std::ranges::lower_bound(free, terms.index(leaf) - depth);
        return terms.variable(static_cast<std::uint32_t>(place - free.begin()) + depth);
    });
    for (std::size_t i = 0; i < free.size(); ++i) {
        closed = terms.lambda(closed);
    }
    return closed;
}

} // namespace rasp_stitch::refactoring

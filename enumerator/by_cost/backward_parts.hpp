#pragma once

// Tells a backward search (enumerator/task_search/backward_hook.hpp) of the programs that a search
// in the order of costs keeps: each behaviour once, with the values that it has.
//
//     BackwardParts parts(table, batch);
//     parts.kept(hook, symbol, number, cost, behaviours, behaviour);
//     parts.at(handle) // the symbol and the number
//
// Left out is what fails on some input, what has no values, such as a predicate, and what stands
// below the lambdas of a function, where the variables are others.

#include "enumerator/behaviour/behaviours.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/backward_hook.hpp"
#include "rasp/kernels/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rasp_stitch::enumerator {

class BackwardParts {
public:
    // The batch must outlive this object.
    BackwardParts(const ProgramTable& table, const rasp::Batch& batch);

    void kept(BackwardHook& hook, SymbolId symbol, std::uint32_t number, DescriptionLength cost,
              const Behaviours& behaviours, BehaviourId behaviour);

    struct Place {
        SymbolId symbol = 0;
        std::uint32_t number = 0;
    };
    const Place& at(backwards::PartHandle handle) const { return places_[handle]; }

    std::size_t memory() const { return places_.capacity() * sizeof(Place) + seen_.size() / 8; }

private:
    backwards::PartValues values_of(const rasp::Column& column);
    backwards::PartValues values_of(const rasp::Selector& selector);

    const rasp::Batch* batch_;
    std::vector<bool> is_closed_; // by symbol
    std::vector<bool> seen_;      // by behaviour
    std::vector<Place> places_;
    ValueBuffer buffer_;
    std::vector<double> numbers_;
    std::vector<std::uint64_t> bits_;
    std::vector<std::uint32_t> strings_;
};

} // namespace rasp_stitch::enumerator

#pragma once

// Builds the terms of programs that are kept as a rule with the numbers of its children's programs.
//
//     const KeptCalls calls = [&](SymbolId symbol, std::uint32_t number) { ... };
//     whole_term(table, symbol, number, calls, build) // the whole program around a part
//     part_term(table, symbol, number, calls, build)  // the part alone

#include "enumerator/grammar/program_table.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <functional>
#include <span>

namespace rasp_stitch::enumerator {

// A kept program. There is a number for each child of the rule, and there may be more.
struct KeptCall {
    const Rule* rule = nullptr;
    std::span<const std::uint32_t> children;
};
using KeptCalls = std::function<KeptCall(SymbolId symbol, std::uint32_t number)>;

// Returns the whole program whose part below the lambdas of the request this is.
lambda::TermId whole_term(const ProgramTable& table, SymbolId symbol, std::uint32_t number,
                          const KeptCalls& calls, TermBuilder& build);

// Returns the part alone, whatever its symbol. Its variables are those of the lambdas around it.
lambda::TermId part_term(const ProgramTable& table, SymbolId symbol, std::uint32_t number,
                         const KeptCalls& calls, TermBuilder& build);

} // namespace rasp_stitch::enumerator

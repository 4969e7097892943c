#pragma once

// Returns the programs of a window as texts with their log priors.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "enumerator/top_down/top_down.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <mutex>
#include <string>

namespace rasp_stitch::enumerator {

inline std::map<std::string, double> window_programs(const lambda::TypeStore& types,
                                                     const GrammarView& view,
                                                     lambda::TypeId request,
                                                     const TopDownOptions& options) {
    const ProgramTable table =
        make_program_table(types, view, request, bound_of(options.upper), {});
    lambda::TermStore store;
    TermBuilder build(table, view.productions(), store);
    std::map<std::string, double> programs;
    std::mutex mutex;
    bool are_distinct = true;
    const TopDownResult result = enumerate_top_down(table, options, [&](const Derivation& program) {
        const std::scoped_lock lock(mutex);
        const std::string text = print_expression(store, build.term(program));
        are_distinct = programs.emplace(text, program.log_prior()).second && are_distinct;
    });
    CHECK(are_distinct);
    CHECK(result.stopped == StopReason::none);
    CHECK(result.programs == programs.size());
    return programs;
}

} // namespace rasp_stitch::enumerator

#pragma once

// Door of compressor/rewriting.
// Not installed: the door of the compressor for its users is compressor/library/compress.hpp.
//
// Rewrites a corpus optimally with one abstraction (Bowers et al. 2023, Section 4.3), found by the
// search or given. In goes a pattern without holes, with all its match locations; out come the
// rewritten programs and the uses in them. Every rewritten program is inlined again and compared
// with the original.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// #include "compressor/search/search.hpp"
// #include "lambda/terms/print.hpp"
// Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Settings settings;
// const NodeTable table = make_node_table(corpus, settings);
// const Arguments arguments(table);
// const Context context(table, arguments, settings);
// const Pattern best = search(context, corpus.store, {}).best.front().pattern; // (f #0 #0)
// const lambda::TermId name = corpus.store.primitive("fn_0");
// const Rewriting rewriting = rewrite(context, corpus.store, best, name);
// CHECK(lambda::print(corpus.store, rewriting.roots[0]) == "(fn_0 (g a))");
// CHECK(rewriting.use_count == 2);
// ```

#include "compressor/corpus/automaton.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::compressor {

struct Context; // compressor/patterns/context.hpp
struct Pattern; // compressor/patterns/pattern.hpp

// A match location at which the abstraction is used.
struct Use {
    lambda::TermId before; // the sub-term of the original program
    lambda::TermId after;  // the abstraction applied to its arguments, which are not rewritten
};

struct Rewriting {
    lambda::Abstraction abstraction;
    std::vector<lambda::TermId> roots;     // the rewritten programs
    std::vector<Use> uses;                 // the distinct uses in the rewritten programs
    std::int64_t use_count = 0;            // the occurrences of the abstraction in all programs
    std::vector<bool> symbol_arguments;    // by argument: whether it takes symbols only (Matching)
    std::optional<StateAnnotation> states; // if there is an automaton
};

// Makes an abstraction of the pattern, with metavariables numbered as in print, or with
// `numbers[i]` in place of #i if numbers are given, and rewrites the programs with it
// (compressor/patterns/best_rewriting.hpp). Throws std::logic_error, which means a fault of this
// library, if inlining the abstraction does not restore every program. Takes time linear in the
// corpus.
Rewriting rewrite(const Context& context, lambda::TermStore& store, const Pattern& pattern,
                  lambda::TermId name, std::span<const std::uint32_t> numbers = {});

// Does the same with a given abstraction, whose matches are those of the pattern (Match in
// compressor/search/matching.hpp): `metavariable_of[i]` is the pattern's number of the metavariable
// that the body calls #i, so that uses pass the arguments in the order of the body's numbers.
Rewriting rewrite(const Context& context, lambda::TermStore& store, const Pattern& pattern,
                  const lambda::Abstraction& abstraction,
                  std::span<const std::uint32_t> metavariable_of);

} // namespace rasp_stitch::compressor

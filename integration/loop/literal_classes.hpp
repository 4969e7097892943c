#pragma once

// Literals of a kind (string, number, truth value) as one production.
//
//     const LiteralClasses classes(grammar.productions); // add, str.a, str.b
//     Grammar merged = classes.merged(grammar);          // add, str.a: its weight that of both
//     classes.merged(store, term)                        // (concat str.b str.b) has str.a twice
//     classes.shared(grammar, merged)                    // half of the weight to each, again
//
// Which literals there are differs from task to task (recognition/tasks/task_grammar.hpp), so weights
// are fitted to how often literals of a kind are used. Fitted one by one, with pseudo-counts for
// each, fifty that nobody uses would outweigh everything that is used.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::loop {

class LiteralClasses {
public:
    explicit LiteralClasses(std::span<const enumerator::Production> productions);

    // The grammar has the productions given to the constructor, in their order. What is left of a
    // kind's literals is the first.
    enumerator::Grammar merged(const enumerator::Grammar& grammar) const;

    // The inverse: the weights of `merged` for the productions of `grammar`.
    enumerator::Grammar shared(enumerator::Grammar grammar,
                               const enumerator::Grammar& merged) const;

    // The term with the first literal of a kind in the place of the others. Abstractions keep
    // theirs.
    lambda::TermId merged(lambda::TermStore& store, lambda::TermId term) const;

private:
    std::vector<std::size_t> class_of_;                  // by production
    std::vector<std::size_t> sizes_;                     // by class
    std::unordered_map<std::string, std::string> first_; // of a literal's kind
};

} // namespace rasp_stitch::loop

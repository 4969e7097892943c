#pragma once

// Treats all literals of a kind (string, number, truth value) as one production.
//
//     const LiteralClasses classes(grammar.productions); // add, str.a, str.b
//     Grammar merged = classes.merged(grammar);          // add, str.a: with the weight of both
//     classes.merged(store, term)                        // (concat str.b str.b): str.a twice
//     classes.shared(grammar, merged)                    // half of the weight to each again
//
// Which literals occur differs from task to task (recognition/tasks/task_grammar.hpp), so weights
// are fitted to how often literals of a kind are used. If each were fitted by itself, with
// pseudo-counts for each, fifty literals that no program uses would outweigh everything that
// programs do use.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::recognition {

class LiteralClasses {
public:
    explicit LiteralClasses(std::span<const enumerator::Production> productions);

    // Returns the grammar in which the first literal of each kind stands for all of that kind.
    // `grammar` has the productions given to the constructor, in their order.
    enumerator::Grammar merged(const enumerator::Grammar& grammar) const;

    // The inverse: returns `grammar` with the weights of `merged`, shared among literals of a kind.
    enumerator::Grammar shared(enumerator::Grammar grammar,
                               const enumerator::Grammar& merged) const;

    // Returns the term with each literal replaced by the first of its kind. Literals within
    // abstractions stay.
    lambda::TermId merged(lambda::TermStore& store, lambda::TermId term) const;

private:
    std::vector<std::size_t> class_of_;                  // by production
    std::vector<std::size_t> sizes_;                     // by class
    std::unordered_map<std::string, std::string> first_; // of a literal's kind
};

} // namespace rasp_stitch::recognition

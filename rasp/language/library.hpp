#pragma once

// The names that programs may use besides the primitives: abstractions and other definitions.
//
//     Library library;
//     library.add(store, {.name = store.primitive("fn_0"), .arity = 1, .body = body});
//     compile(store, program, {.library = &library});

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/term_store.hpp"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::rasp {

// Returns the abstraction as a closed term, with a lambda for each metavariable, #0 the outermost.
lambda::TermId as_lambdas(lambda::TermStore& store, const lambda::Abstraction& abstraction);

class Library {
public:
    // Lets a name stand for a closed term, instead of what it stood for before.
    void add(lambda::TermId name, lambda::TermId meaning) {
        if (meanings_.insert_or_assign(name, meaning).second) {
            names_.push_back(name);
        }
    }
    void add(lambda::TermStore& store, const lambda::Abstraction& abstraction) {
        add(abstraction.name, as_lambdas(store, abstraction));
    }

    std::optional<lambda::TermId> find(lambda::TermId name) const {
        const auto found = meanings_.find(name);
        return found == meanings_.end() ? std::nullopt : std::optional(found->second);
    }

    // Returns the names in the order in which they were first added.
    std::span<const lambda::TermId> names() const { return names_; }

private:
    std::vector<lambda::TermId> names_;
    std::unordered_map<lambda::TermId, lambda::TermId> meanings_;
};

} // namespace rasp_stitch::rasp

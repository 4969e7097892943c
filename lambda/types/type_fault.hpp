#pragma once

// What can be wrong with the types in a term, and how it is said.
//
//     FaultWording wording(store, types, unifier);
//     wording.unknown_primitive(term).found // "\"g\" is not known"

#include "lambda/terms/term_path.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "lambda/types/unification.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace rasp_stitch::lambda {

enum class TypeFaultKind : std::uint8_t {
    unknown_primitive,
    free_variable,
    surplus_argument, // of a function that takes fewer
    mismatch,         // an argument has another type than the function takes
    infinite,         // a type would contain itself
    request,          // the whole term has another type than was requested
    too_large,        // the term or a type in it is too large to be typed
};

// The words of a fault, as in InputProblem (support/text/input_error.hpp).
struct FaultWords {
    std::string found;    // what is wrong
    std::string expected; // what belongs there
};

struct TypeFault {
    TypeFaultKind kind{};
    std::vector<PathStep> path; // from the root to the part at fault
    TermId term{};              // that part
    std::string found;          // as in FaultWords
    std::string expected;
};

class FaultWording {
public:
    // All must outlive this. Types are added to the store when they are shown.
    FaultWording(const TermStore& store, TypeStore& types, const Unifier& unifier)
        : store_(&store), types_(&types), unifier_(&unifier) {}

    FaultWords unknown_primitive(TermId primitive) const;
    FaultWords free_variable(TermId variable) const;

    // Returns the words for an application whose function is of the type `function`, which is not a
    // function type.
    FaultWords surplus_argument(TermId application, TypeInstance function) const;

    // Returns the words for an application whose argument is of the type `argument`, which does not
    // unify with `parameter`.
    FaultWords mismatch(TermId application, TypeInstance argument, TypeInstance parameter) const;
    FaultWords infinite(TermId application) const;

    FaultWords request(TypeInstance type, TypeId request) const;

    static FaultWords large_term();
    static FaultWords large_type();
    FaultWords large_argument_type(TermId application) const;

private:
    std::string shown(TermId term) const;
    std::string shown(TypeInstance type) const;
    std::string shown(TypeInstance type, Resolver& resolver) const;

    const TermStore* store_;
    TypeStore* types_;
    const Unifier* unifier_;
};

} // namespace rasp_stitch::lambda

#pragma once

// Door of lambda/types.
//
// Finds the most general instance that two types have in common, and can undo it (Robinson 1965).
//
// ```cpp
// #include "lambda/types/type_text.hpp"
// TypeStore types;
// Unifier unifier(types);
// const TypeInstance list = unifier.instantiate(parse_type(types, "seq(t0)"));
// const TypeInstance wanted = unifier.instantiate(parse_type(types, "seq(num)"));
// const Unifier::Mark mark = unifier.mark();
// CHECK(unifier.unify(list, wanted) == Unification::done);
// CHECK(print_type(types, Resolver(types, unifier).resolve(list).value()) == "seq(num)");
// unifier.undo(mark); // as if nothing had happened
// CHECK(print_type(types, Resolver(types, unifier).resolve(list).value()) == "seq(t0)");
// ```
//
// Instantiating a type does not copy it: an instance is the stored type and a number that is added
// to the indices of its variables (structure sharing; Boyer and Moore 1972). So instantiating only
// reserves numbers, binding a variable writes one word, and undoing takes both back. Nothing is
// allocated once the vectors have grown.
//
// Unification includes the occurs check. A type written out can be exponentially larger than it is
// stored, so the work of one call is limited.

#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::lambda {

// A type whose variables have been renamed apart from those of other instances.
struct TypeInstance {
    TypeId type{};
    std::uint32_t offset = 0; // added to the index of each variable

    bool operator==(const TypeInstance&) const = default;
};

enum class Unification : std::uint8_t {
    done,
    clash,     // two different constructors
    occurs,    // a type would contain itself
    too_large, // the limit was reached first
};

class Unifier {
public:
    explicit Unifier(const TypeStore& types) : types_(&types) {}

    // Returns an instance of the type with new variables.
    TypeInstance instantiate(TypeId type);

    // Returns a new variable, given the variable t0 of the store.
    TypeInstance fresh(TypeId variable) { return instantiate(variable); }

    // Returns the type a -> b, given the type t0 -> t1 of the store. Takes constant time, other
    // than a unification.
    TypeInstance function(TypeId arrow, TypeInstance a, TypeInstance b);

    // Binds variables so that both become equal. If that fails, some variables may be bound
    // already; undo() frees them.
    Unification unify(TypeInstance a, TypeInstance b);

    // Follows the bindings from a variable to an unbound variable or a constructor.
    TypeInstance walk(TypeInstance instance) const;

    // Return whether an instance that walk() returned is a variable and, if it is, its number.
    bool is_variable(TypeInstance instance) const { return types_->is_variable(instance.type); }
    std::uint32_t number_of(TypeInstance instance) const {
        return types_->index(instance.type) + instance.offset;
    }

    // Returns argument `i` of an instance that walk() returned and that is a constructor.
    TypeInstance argument(TypeInstance instance, std::size_t i) const {
        return {types_->arguments(instance.type)[i], instance.offset};
    }

    struct Mark {
        std::size_t trail = 0;
        std::size_t variables = 0;
    };
    Mark mark() const { return {trail_.size(), bindings_.size()}; }

    // Takes back all bindings and instances since the mark was made. Later marks become invalid.
    void undo(Mark mark);

    const TypeStore& types() const { return *types_; }

    // Returns how many parts of types all calls together have looked at.
    std::uint64_t work() const { return work_; }

private:
    struct Pair {
        TypeInstance a;
        TypeInstance b;
    };

    bool spend() {
        ++work_;
        return budget_-- > 0;
    }
    Unification unify_variables(TypeInstance a, TypeInstance b);
    Unification bind(std::uint32_t number, TypeInstance to);
    Unification occurs(std::uint32_t number, TypeInstance in);

    const TypeStore* types_;
    std::vector<TypeInstance> bindings_; // by number; unbound where the type is `unbound`
    std::vector<std::uint8_t> ranks_;    // by number: no chain of variables to it is longer
    std::vector<std::uint32_t> trail_;   // numbers that were bound, in order
    std::vector<Pair> pairs_;
    std::vector<TypeInstance> visits_;
    std::int64_t budget_ = 0;
    std::uint64_t work_ = 0;
};

// Turns instances into types: bound variables are replaced by what they are bound to, and the
// others are renumbered t0, t1, ... in order of first occurrence, over all instances that the same
// resolver is given.
class Resolver {
public:
    // `types` is the unifier's store.
    Resolver(TypeStore& types, const Unifier& unifier) : types_(&types), unifier_(&unifier) {}

    // Returns the type, or nullopt if it would be written with more than `largest` names and
    // variables, or has more than `most_parts` distinct parts. Linear in the distinct parts. The
    // unifier must not change between two calls.
    std::optional<TypeId> resolve(TypeInstance instance,
                                  std::size_t most_parts = static_cast<std::size_t>(-1));

    static constexpr std::uint32_t largest = 1'000'000;

private:
    TypeStore* types_;
    const Unifier* unifier_;
    std::unordered_map<std::uint32_t, std::uint32_t> index_of_; // by number of a variable
    std::unordered_map<std::uint64_t, TypeId> done_;            // by type and offset
};

} // namespace rasp_stitch::lambda

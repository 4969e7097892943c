#pragma once

// Unification with undo.
//
//     Unifier unifier(types);
//     const TypeInstance select = unifier.instantiate(select_type); // fresh t0, t1, ...
//     const Unifier::Mark mark = unifier.mark();
//     unifier.unify(select, wanted) == Unification::done
//     Resolver(types, unifier).resolve(select)           // with what is known put in
//     unifier.undo(mark);                                // as if nothing had happened
//
// A type is not copied to be instantiated: an instance is the stored type and the number that is
// added to its variables (structure sharing; Boyer and Moore 1972). So instantiating reserves
// numbers, binding writes one word, and undoing takes both back; nothing is allocated once the
// vectors have grown.
//
// The unifier (a most general one) is Robinson's (1965), with occurs check. Types that share parts
// can be exponentially larger written out than stored, so the work of one call is limited.

#include "lambda/types/type_store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::lambda {

struct TypeInstance {
    TypeId type{};
    std::uint32_t offset = 0; // added to the index of each variable

    bool operator==(const TypeInstance&) const = default;
};

enum class Unification : std::uint8_t {
    done,
    clash,     // two different constructors
    occurs,    // a type would contain itself
    too_large, // not found out within the limit
};

class Unifier {
public:
    explicit Unifier(const TypeStore& types) : types_(&types) {}

    // Each variable of the type becomes a new one.
    TypeInstance instantiate(TypeId type);

    // A new variable; `variable` is any variable of the store with index 0.
    TypeInstance fresh(TypeId variable) { return instantiate(variable); }

    // The type a -> b; `arrow` is t0 -> t1 of the store. Unlike a unification, it costs the same
    // however large both are.
    TypeInstance function(TypeId arrow, TypeInstance a, TypeInstance b);

    // Makes both equal. Where that fails, some variables may be bound all the same: undo.
    Unification unify(TypeInstance a, TypeInstance b);

    // The instance that stands for it: of a bound variable, what it is bound to, and so on.
    TypeInstance walk(TypeInstance instance) const;

    // Whether the walked instance is a variable, and its number.
    bool is_variable(TypeInstance instance) const { return types_->is_variable(instance.type); }
    std::uint32_t number_of(TypeInstance instance) const {
        return types_->index(instance.type) + instance.offset;
    }

    // An argument of a walked instance that is a constructor.
    TypeInstance argument(TypeInstance instance, std::size_t i) const {
        return {types_->arguments(instance.type)[i], instance.offset};
    }

    struct Mark {
        std::size_t trail = 0;
        std::size_t variables = 0;
    };
    Mark mark() const { return {trail_.size(), bindings_.size()}; }

    // Takes back all bindings and instances since then. Marks are undone last first.
    void undo(Mark mark);

    const TypeStore& types() const { return *types_; }

    // Parts of types looked at so far, over all calls.
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

// Instances as types: all that is known put in, and the variables renumbered in order of first
// occurrence, t0, t1, ..., over all instances that the same resolver is given.
class Resolver {
public:
    // `types` is the unifier's store.
    Resolver(TypeStore& types, const Unifier& unifier) : types_(&types), unifier_(&unifier) {}

    // Linear in the distinct parts of the type. Nothing where it would be written with more than
    // `largest` names and variables, or has more distinct parts than `most_parts`. Nothing may be
    // unified or undone between two calls.
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

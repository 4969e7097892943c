#pragma once

// Door of lambda/types.
//
// Types, each distinct one stored once under a 32-bit id (hash-consing).
//
// ```cpp
// #include <array>
// TypeStore types;
// const TypeId number = types.constructor("num");
// const TypeId numbers = types.constructor("seq", std::array{number});
// const TypeId function = types.arrow(numbers, types.variable(0)); // seq(num) -> t0
// CHECK(types.arrow(numbers, types.variable(0)) == function);      // equal types have equal ids
// CHECK(signature_of(types, function).result == types.variable(0));
// ```
//
// A type is a variable (t0, t1, ...) or a constructor with arguments. The arrow is the constructor
// "->" with two arguments; no other name has a meaning here. The variables of a type are
// universally quantified: t0 -> t0 is the type of a function that works for every t0 (Damas and
// Milner 1982).
//
// The arguments of a type are made before the type, so ids ascend from parts to wholes and passes
// over types need no recursion. Types are never removed. Several threads may read a store at a
// time, but only one may use it while types are added.

#include "support/hashing/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::lambda {

enum class TypeId : std::uint32_t {};

constexpr std::size_t index_of(TypeId id) {
    return static_cast<std::size_t>(id);
}

// The highest index that a variable in a text or in JSON may have. An instance of a type takes
// memory for all variables up to the highest.
constexpr std::uint32_t largest_type_variable = 65'535;

// The number of a constructor's name in its store.
using TypeName = std::uint32_t;

class TypeStore {
public:
    TypeStore();

    // Throw std::length_error if the store is full or the index is 2^32 - 1, and
    // std::invalid_argument for "->" without exactly two arguments.
    TypeId variable(std::uint32_t index);
    TypeId constructor(std::string_view name, std::span<const TypeId> arguments = {});
    TypeId constructor(TypeName name, std::span<const TypeId> arguments);
    TypeId arrow(TypeId argument, TypeId result);

    std::size_t size() const { return types_.size(); }

    bool is_variable(TypeId id) const { return at(id).is_variable; }
    bool is_arrow(TypeId id) const { return !at(id).is_variable && at(id).name == arrow_name; }

    // Each of these may be called for types of the kind that its comment names.
    std::uint32_t index(TypeId id) const { return at(id).name; }             // variable
    TypeName name_id(TypeId id) const { return at(id).name; }                // constructor
    const std::string& name(TypeId id) const { return names_[at(id).name]; } // constructor
    std::span<const TypeId> arguments(TypeId id) const;                      // constructor
    TypeId argument_of(TypeId id) const { return arguments(id)[0]; }         // arrow
    TypeId result_of(TypeId id) const { return arguments(id)[1]; }           // arrow

    // Returns one more than the highest index of a variable in the type, and 0 if it has none.
    std::uint32_t variable_bound(TypeId id) const { return at(id).variable_bound; }
    bool is_ground(TypeId id) const { return at(id).variable_bound == 0; }

    // Returns the number of names and variables in the type as text, and 2^32 - 1 if there are
    // more.
    std::uint32_t written_size(TypeId id) const { return at(id).written_size; }

private:
    static constexpr TypeName arrow_name = 0;

    struct Type {
        bool is_variable;
        std::uint32_t name; // of a constructor; the index of a variable
        std::uint32_t first_argument;
        std::uint32_t argument_count;
        std::uint32_t variable_bound; // this and the next follow from the parts
        std::uint32_t written_size;
    };

    const Type& at(TypeId id) const { return types_[index_of(id)]; }
    TypeName intern_name(std::string_view name);
    std::uint64_t hash_of(std::uint32_t id) const;
    TypeId intern(bool is_variable, std::uint32_t name, std::span<const TypeId> arguments);

    std::vector<Type> types_;
    std::vector<TypeId> arguments_; // of all types, one after the other
    HashIndex type_index_{64};
    std::vector<std::string> names_;
    HashIndex name_index_{16};
};

// The arguments of a function type, and the type of the result when all are given: {a, b} and c for
// a -> b -> c.
struct Signature {
    std::vector<TypeId> arguments;
    TypeId result{};
};

// Returns the signature of any type; one that is no function has no arguments.
Signature signature_of(const TypeStore& types, TypeId type);

} // namespace rasp_stitch::lambda

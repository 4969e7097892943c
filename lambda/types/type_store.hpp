#pragma once

// Types, hash-consed: each distinct type is stored once, under a 32-bit id.
//
//     TypeStore types;
//     TypeId number = types.constructor("num");
//     TypeId numbers = types.constructor("seq", std::array{number});
//     TypeId function = types.arrow(numbers, types.variable(0)); // seq(num) -> t0
//     types.arrow(numbers, types.variable(0)) == function       // equal types have equal ids
//
// A type is a variable (t0, t1, ...) or a constructor with arguments. The arrow is the constructor
// "->" with two arguments; no other name has a meaning here. Variables of a type are universally
// quantified: t0 -> t0 is the type of a function that works for every t0 (Hindley, Milner).
//
// The arguments of a type are made before the type, so ids ascend from parts to wholes and passes
// over types need no recursion. Types are never removed. Reading is thread-safe, adding is not.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::lambda {

enum class TypeId : std::uint32_t {};

constexpr std::size_t index_of(TypeId id) {
    return static_cast<std::size_t>(id);
}

// The highest index of a variable that is read from a text: an instance of a type takes memory for
// all variables up to its highest.
constexpr std::uint32_t largest_type_variable = 65'535;

// A constructor's name, as a number in its store.
using TypeName = std::uint32_t;

class TypeStore {
public:
    TypeStore();

    TypeId variable(std::uint32_t index);
    TypeId constructor(std::string_view name, std::span<const TypeId> arguments = {});
    TypeId constructor(TypeName name, std::span<const TypeId> arguments);
    TypeId arrow(TypeId argument, TypeId result);

    std::size_t size() const { return types_.size(); }

    bool is_variable(TypeId id) const { return at(id).is_variable; }
    bool is_arrow(TypeId id) const { return !at(id).is_variable && at(id).name == arrow_name; }

    // Each of these is meaningful for what its comment names.
    std::uint32_t index(TypeId id) const { return at(id).name; }             // variable
    TypeName name_id(TypeId id) const { return at(id).name; }                // constructor
    const std::string& name(TypeId id) const { return names_[at(id).name]; } // constructor
    std::span<const TypeId> arguments(TypeId id) const;                      // constructor
    TypeId argument_of(TypeId id) const { return arguments(id)[0]; }         // arrow
    TypeId result_of(TypeId id) const { return arguments(id)[1]; }           // arrow

    // One more than the highest index of a variable in it, so 0 if it has none.
    std::uint32_t variable_bound(TypeId id) const { return at(id).variable_bound; }
    bool is_ground(TypeId id) const { return at(id).variable_bound == 0; }

    // How many names and variables the type has when it is written; at most 2^32 - 1 is told.
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

    struct NameHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const {
            return std::hash<std::string_view>{}(name);
        }
    };

    const Type& at(TypeId id) const { return types_[index_of(id)]; }
    TypeId intern(bool is_variable, std::uint32_t name, std::span<const TypeId> arguments);

    std::vector<Type> types_;
    std::vector<TypeId> arguments_; // of all types, one after the other
    std::vector<std::string> names_;
    std::unordered_map<std::string, TypeName, NameHash, std::equal_to<>> name_ids_;
    std::unordered_multimap<std::size_t, TypeId> by_hash_;
};

// The argument types of a function type and what is left when all are given: {a, b} and c for
// a -> b -> c.
struct Signature {
    std::vector<TypeId> arguments;
    TypeId result{};
};

Signature signature_of(const TypeStore& types, TypeId type);

} // namespace rasp_stitch::lambda

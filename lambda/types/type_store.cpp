#include "lambda/types/type_store.hpp"

#include "support/hashing/hash.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <stdexcept>

namespace rasp_stitch::lambda {

namespace {

std::uint64_t hash_of_parts(bool is_variable, std::uint32_t name,
                            std::span<const TypeId> arguments) {
    std::uint64_t hash = hash_combine(is_variable ? 1 : 0, name);
    for (const TypeId argument : arguments) {
        hash = hash_combine(hash, static_cast<std::uint32_t>(argument));
    }
    return hash;
}

} // namespace

TypeStore::TypeStore() {
    intern_name("->"); // arrow_name, since it is the first
}

TypeId TypeStore::variable(std::uint32_t index) {
    if (index == std::numeric_limits<std::uint32_t>::max()) {
        throw std::length_error("a type variable's index is too large");
    }
    return intern(true, index, {});
}

TypeName TypeStore::intern_name(std::string_view name) {
    const auto hash_of_name = std::hash<std::string_view>{};
    const HashIndex::Place place =
        name_index_.find(hash_of_name(name), [&](TypeName known) { return names_[known] == name; });
    if (!place.is_known) {
        names_.emplace_back(name);
        name_index_.add(place, [&](TypeName known) { return hash_of_name(names_[known]); });
    }
    return place.id;
}

TypeId TypeStore::constructor(std::string_view name, std::span<const TypeId> arguments) {
    return constructor(intern_name(name), arguments);
}

TypeId TypeStore::constructor(TypeName name, std::span<const TypeId> arguments) {
    if (name == arrow_name && arguments.size() != 2) {
        throw std::invalid_argument("an arrow has two arguments");
    }
    return intern(false, name, arguments);
}

TypeId TypeStore::arrow(TypeId argument, TypeId result) {
    return intern(false, arrow_name, std::array{argument, result});
}

std::span<const TypeId> TypeStore::arguments(TypeId id) const {
    const Type& type = at(id);
    return std::span(arguments_).subspan(type.first_argument, type.argument_count);
}

TypeId TypeStore::intern(bool is_variable, std::uint32_t name, std::span<const TypeId> arguments) {
    const HashIndex::Place place =
        type_index_.find(hash_of_parts(is_variable, name, arguments), [&](std::uint32_t id) {
            const Type& type = types_[id];
            return type.is_variable == is_variable && type.name == name &&
                   std::ranges::equal(this->arguments(TypeId{id}), arguments);
        });
    if (place.is_known) {
        return TypeId{place.id};
    }
    Type type{.is_variable = is_variable,
              .name = name,
              .first_argument = static_cast<std::uint32_t>(arguments_.size()),
              .argument_count = static_cast<std::uint32_t>(arguments.size()),
              .variable_bound = is_variable ? name + 1 : 0,
              .written_size = 1};
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    for (const TypeId argument : arguments) {
        type.variable_bound = std::max(type.variable_bound, at(argument).variable_bound);
        type.written_size = static_cast<std::uint32_t>(
            std::min(most, std::uint64_t{type.written_size} + at(argument).written_size));
    }
    if (types_.size() >= most || arguments_.size() + arguments.size() >= most) {
        throw std::length_error("too many types");
    }
    // The arguments may be a span of arguments_, which moves when it grows.
    const std::vector<TypeId> copied(arguments.begin(), arguments.end());
    arguments_.insert(arguments_.end(), copied.begin(), copied.end());
    types_.push_back(type);
    type_index_.add(place, [&](std::uint32_t id) { return hash_of(id); });
    return TypeId{place.id};
}

std::uint64_t TypeStore::hash_of(std::uint32_t id) const {
    return hash_of_parts(types_[id].is_variable, types_[id].name, arguments(TypeId{id}));
}

Signature signature_of(const TypeStore& types, TypeId type) {
    Signature signature;
    for (; types.is_arrow(type); type = types.result_of(type)) {
        signature.arguments.push_back(types.argument_of(type));
    }
    signature.result = type;
    return signature;
}

} // namespace rasp_stitch::lambda

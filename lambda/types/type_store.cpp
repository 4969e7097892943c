#include "lambda/types/type_store.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace rasp_stitch::lambda {

namespace {

std::size_t hash_of(bool is_variable, std::uint32_t name, std::span<const TypeId> arguments) {
    std::uint64_t hash = (std::uint64_t{name} << 1U) | (is_variable ? 1U : 0U);
    for (const TypeId argument : arguments) {
        hash = (hash ^ static_cast<std::uint32_t>(argument)) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 29U;
    }
    return hash * 0x9e3779b97f4a7c15U;
}

} // namespace

TypeStore::TypeStore() {
    names_.emplace_back("->");
    name_ids_.emplace(names_.back(), arrow_name);
}

TypeId TypeStore::variable(std::uint32_t index) {
    if (index == std::numeric_limits<std::uint32_t>::max()) {
        throw std::length_error("a type variable's index is too large");
    }
    return intern(true, index, {});
}

TypeId TypeStore::constructor(std::string_view name, std::span<const TypeId> arguments) {
    auto known = name_ids_.find(name);
    if (known == name_ids_.end()) {
        const auto id = static_cast<TypeName>(names_.size());
        names_.emplace_back(name);
        known = name_ids_.emplace(names_.back(), id).first;
    }
    return constructor(known->second, arguments);
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
    const std::size_t hash = hash_of(is_variable, name, arguments);
    const auto [begin, end] = by_hash_.equal_range(hash);
    for (auto known = begin; known != end; ++known) {
        const Type& type = at(known->second);
        if (type.is_variable == is_variable && type.name == name &&
            std::ranges::equal(this->arguments(known->second), arguments)) {
            return known->second;
        }
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
    // The arguments may be those of another type of this store, which moves when the store grows.
    const std::vector<TypeId> copied(arguments.begin(), arguments.end());
    arguments_.insert(arguments_.end(), copied.begin(), copied.end());
    const TypeId id{static_cast<std::uint32_t>(types_.size())};
    types_.push_back(type);
    by_hash_.emplace(hash, id);
    return id;
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

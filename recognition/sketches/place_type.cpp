#include "recognition/sketches/place_type.hpp"

#include <array>
#include <string_view>

namespace rasp_stitch::recognition {

namespace {

constexpr std::array<std::string_view, 4> element_names = {"", "num", "bool", "str"};
constexpr std::array<std::string_view, 4> sort_names = {"input", "seq", "sel", "pred"};

template <std::size_t size>
std::optional<std::size_t> index_in(const std::array<std::string_view, size>& names,
                                    std::string_view name) {
    for (std::size_t i = 0; i < size; ++i) {
        if (names[i] == name) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace

Element element_of(rasp::ValueKind kind) {
    return kind == rasp::ValueKind::number    ? Element::number
           : kind == rasp::ValueKind::boolean ? Element::boolean
                                              : Element::string;
}

std::optional<PlaceType> place_type_of(const lambda::TypeStore& types, lambda::TypeId type) {
    if (types.is_variable(type) || types.is_arrow(type)) {
        return std::nullopt;
    }
    const std::optional<std::size_t> sort = index_in(sort_names, types.name(type));
    if (!sort) {
        return std::nullopt;
    }
    if (static_cast<rasp::Sort>(*sort) == rasp::Sort::selector) {
        return selector_type;
    }
    if (types.arguments(type).size() != 1 || types.is_variable(types.arguments(type)[0])) {
        return std::nullopt;
    }
    const std::optional<std::size_t> element =
        index_in(element_names, types.name(types.arguments(type)[0]));
    if (!element) {
        return std::nullopt;
    }
    return PlaceType{static_cast<rasp::Sort>(*sort), static_cast<Element>(*element)};
}

std::string name_of(PlaceType type) {
    std::string name(sort_names.at(static_cast<std::size_t>(type.sort)));
    if (type.element != Element::none) {
        name += "(" + std::string(element_names.at(static_cast<std::size_t>(type.element))) + ")";
    }
    return name;
}

} // namespace rasp_stitch::recognition

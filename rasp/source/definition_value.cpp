#include "rasp/source/definition_value.hpp"

#include "rasp/source/atoms.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <iterator>

namespace rasp_stitch::rasp {

namespace {

// Whoever goes through a value goes down into it by recursion, as its destruction does.
constexpr std::size_t most_depth = 500;

std::size_t depth_of(const DefinitionValue& value) {
    if (const List* const list = value.as<List>()) {
        return (*list)->depth;
    }
    const Dictionary* const dictionary = value.as<Dictionary>();
    return dictionary == nullptr ? 0 : (*dictionary)->depth;
}

std::size_t checked(std::size_t depth) {
    if (depth > most_depth) {
        throw InputError({.found = "lists inside of lists that are nested too deeply",
                          .expected = "at most 500 inside one another"});
    }
    return depth;
}

} // namespace

DefinitionValue list_of(std::vector<DefinitionValue> elements) {
    auto list = std::make_shared<Elements>();
    for (const DefinitionValue& element : elements) {
        list->depth = checked(std::max(list->depth, depth_of(element) + 1));
    }
    list->assign(std::make_move_iterator(elements.begin()),
                 std::make_move_iterator(elements.end()));
    return {List(std::move(list))};
}

DefinitionValue dictionary_of(std::vector<std::pair<Value, DefinitionValue>> entries) {
    auto dictionary = std::make_shared<Entries>();
    for (const auto& [key, value] : entries) {
        dictionary->depth = checked(std::max(dictionary->depth, depth_of(value) + 1));
    }
    dictionary->assign(std::make_move_iterator(entries.begin()),
                       std::make_move_iterator(entries.end()));
    return {Dictionary(std::move(dictionary))};
}

void set_entry(std::vector<std::pair<Value, DefinitionValue>>& entries, Value key,
               DefinitionValue value) {
    const auto same = std::ranges::find_if(
        entries, [&](const auto& entry) { return equal_atoms(entry.first, key); });
    if (same != entries.end()) {
        same->second = std::move(value);
    } else {
        entries.emplace_back(std::move(key), std::move(value));
    }
}

} // namespace rasp_stitch::rasp

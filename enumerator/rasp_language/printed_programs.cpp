#include "enumerator/rasp_language/printed_programs.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/rebuild.hpp"
#include "lambda/types/type_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rasp_stitch::enumerator {

using lambda::TermId;

TermId PrintedPrograms::name_of(TermId abstraction) {
    if (const auto known = names_.find(abstraction); known != names_.end()) {
        return known->second;
    }
    std::string name;
    do {
        name = fmt::format("fn_{}", next_++);
    } while (std::ranges::find(library_, name, &rasp::SourceDefinition::name) != library_.end());
    add_abstraction(store_.name(abstraction), name);
    return names_.at(abstraction);
}

TermId PrintedPrograms::named(TermId term) {
    return lambda::with_primitives(store_, term, [&](TermId name) {
        return store_.name(name).starts_with('#') ? name_of(name) : name;
    });
}

void PrintedPrograms::add_abstraction(std::string_view expression, std::string name) {
    const TermId abstraction = read_expression(store_, expression);
    if (names_.contains(abstraction)) {
        return;
    }
    // Abstractions within it come before it.
    const TermId meaning = named(read_expression(store_, expression.substr(1)));
    names_.emplace(abstraction, store_.primitive(name));
    library_.push_back({.name = std::move(name), .term = meaning});
}

void PrintedPrograms::add(const Program& program) {
    programs_.push_back({.name = program.name,
                         .term = named(read_expression(store_, program.expression)),
                         .comment = program.comment,
                         .example = program.example});
}

rasp::PrintedSource PrintedPrograms::print(rasp::PrintForm form, rasp::NameChanges changes) {
    lambda::TypeStore types;
    return rasp::print_programs(
        store_, types, {.library = library_, .programs = programs_, .changes = std::move(changes)},
        form);
}

} // namespace rasp_stitch::enumerator

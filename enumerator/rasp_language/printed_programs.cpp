#include "enumerator/rasp_language/printed_programs.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/types/type_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rasp_stitch::enumerator {

using lambda::TermId;
using lambda::TermKind;

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
    std::unordered_map<TermId, TermId> made;
    for (const TermId part : lambda::subterms(store_, std::array{term})) {
        TermId result = part;
        if (store_.is(TermKind::application, part)) {
            result =
                store_.application(made.at(store_.function(part)), made.at(store_.argument(part)));
        } else if (store_.is(TermKind::lambda, part)) {
            result = store_.lambda(made.at(store_.body(part)), store_.tag(part));
        } else if (store_.is(TermKind::primitive, part) && store_.name(part).starts_with('#')) {
            result = name_of(part);
        }
        made.emplace(part, result);
    }
    return made.at(term);
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

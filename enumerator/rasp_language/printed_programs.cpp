#include "enumerator/rasp_language/printed_programs.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/rebuild.hpp"
#include "lambda/types/type_store.hpp"

#include <fmt/format.h>

#include <utility>

namespace rasp_stitch::enumerator {

using lambda::TermId;

TermId PrintedPrograms::name_of(TermId abstraction) {
    if (!names_.contains(abstraction)) {
        std::string name;
        do {
            name = fmt::format("fn_{}", next_++);
        } while (taken_.contains(name));
        add_abstraction(store_.name(abstraction), name);
    }
    define(abstraction);
    return names_.at(abstraction).name;
}

TermId PrintedPrograms::named(TermId term) {
    return lambda::with_primitives(store_, term, [&](TermId name) {
        return store_.name(name).starts_with('#') ? name_of(name) : name;
    });
}

void PrintedPrograms::add_abstraction(std::string_view expression, std::string name) {
    const TermId abstraction = read_expression(store_, expression);
    if (names_.try_emplace(abstraction, Abstraction{.name = store_.primitive(name)}).second) {
        added_.push_back(abstraction);
        taken_.insert(std::move(name));
    }
}

// Abstractions within it come before it.
void PrintedPrograms::define(TermId abstraction) {
    if (std::exchange(names_.at(abstraction).is_defined, true)) {
        return;
    }
    const std::string expression = store_.name(abstraction);
    const TermId meaning = named(read_expression(store_, std::string_view(expression).substr(1)));
    library_.push_back({.name = store_.name(names_.at(abstraction).name), .term = meaning});
}

// Once the names of all are known.
void PrintedPrograms::define_all() {
    for (std::size_t i = 0; i < added_.size(); ++i) {
        define(added_[i]);
    }
}

void PrintedPrograms::add(const Program& program) {
    define_all();
    programs_.push_back({.name = program.name,
                         .term = named(read_expression(store_, program.expression)),
                         .comment = program.comment,
                         .example = program.example});
}

rasp::PrintedSource PrintedPrograms::print(rasp::PrintForm form, rasp::NameChanges changes) {
    define_all();
    lambda::TypeStore types;
    return rasp::print_programs(
        store_, types, {.library = library_, .programs = programs_, .changes = std::move(changes)},
        form);
}

} // namespace rasp_stitch::enumerator

#include "rasp/tasks/task_literals.hpp"

#include "lambda/terms/subterms.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/read_program.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

std::vector<std::string> literals_of_program(std::string_view text) {
    lambda::TermStore store;
    const lambda::TermId program = read_program(store, text);
    std::vector<std::string> literals;
    for (const lambda::TermId part : lambda::subterms(store, std::array{program})) {
        if (store.is(lambda::TermKind::primitive, part) && parse_literal(store.name(part))) {
            literals.push_back(store.name(part));
        }
    }
    return literals;
}

} // namespace

void add_literals(std::vector<std::string>& literals, std::span<const std::string> more) {
    literals.insert(literals.end(), more.begin(), more.end());
    std::ranges::sort(literals);
    literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
}

std::vector<std::string> literals_of(const TaskEntry& entry) {
    std::vector<std::string> literals;
    if (entry.literals) {
        add_literals(literals, *entry.literals);
    } else if (entry.program) {
        try {
            add_literals(literals, literals_of_program(*entry.program));
        } catch (const InputError& error) {
            InputProblem problem = error.problem();
            problem.found =
                "the program of " + quote_excerpt(entry.task.name) + ": " + problem.found;
            throw InputError(std::move(problem));
        }
    }
    return literals;
}

std::optional<ValueKind> literal_kind(std::string_view expression) {
    const Primitive* const primitive = find_primitive(expression);
    if (expression.starts_with('#') || (primitive != nullptr && primitive->minimal)) {
        return std::nullopt;
    }
    const std::optional<Value> value = parse_literal(expression);
    return value ? std::optional(kind_of(*value)) : std::nullopt;
}

std::vector<std::string> own_literals(std::span<const std::string> literals) {
    std::vector<std::string> own;
    std::ranges::copy_if(literals, std::back_inserter(own), [](const std::string& literal) {
        return literal_kind(literal).has_value();
    });
    return own;
}

} // namespace rasp_stitch::rasp

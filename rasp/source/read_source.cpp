#include "rasp/source/read_source.hpp"

#include "lambda/terms/inlining.hpp"
#include "lambda/types/inference.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/value_text.hpp"
#include "rasp/syntax/parse_source.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TermId;

namespace {

constexpr std::size_t most_readings = 64; // of one function

ElaboratorOptions elaborator_options(const SourceOptions& options) {
    ElaboratorOptions made;
    made.input = options.input;
    made.most_steps = options.most_steps;
    if (options.load) {
        made.load = [load = options.load](std::string_view name, const std::string& from) {
            LoadedText loaded = load(name, from);
            return parse_source(std::move(loaded.text), {.source = std::move(loaded.source)});
        };
    }
    return made;
}

// Returns what the arguments are if they are taken for s-ops and selectors, and, if they are called,
// for functions of these: the bits of `reading` choose between the two.
std::vector<ArgumentShape> supposed_arguments(const std::vector<bool>& called,
                                              std::size_t reading) {
    std::vector<ArgumentShape> shapes;
    for (std::size_t i = 0; i < called.size(); ++i) {
        const bool selector = i < 6 && ((reading >> i) & 1U) != 0;
        using Sort = ArgumentShape::Sort;
        shapes.push_back({.sort = called[i]  ? Sort::function
                                  : selector ? Sort::selector
                                             : Sort::sop,
                          .gives_selector = selector,
                          .takes_anything = called[i]});
    }
    return shapes;
}

} // namespace

SourceReader::SourceReader(lambda::TermStore& store, lambda::TypeStore& types,
                           SourceOptions options)
    : store_(&store), types_(&types), type_of_(rasp_types(store, types)),
      elaborator_(store, elaborator_options(options)) {}

std::vector<SourceItem> SourceReader::read(std::string text, const std::string& source) {
    trees_.push_back(
        parse_source(std::move(text), {.source = source, .optional_semicolon = source.empty()}));
    const SyntaxTree& tree = *trees_.back();
    std::vector<SourceItem> items;
    elaborator_.run(tree, [&](const Elaborator::Event& event) {
        items.push_back({.name = event.name,
                         .value = event.value,
                         .tree = &tree,
                         .offset = event.statement->offset,
                         .is_loaded = event.statement->kind == StatementKind::load,
                         .is_of_loop = event.statement->kind == StatementKind::loop});
    });
    return items;
}

std::optional<SourceItem> SourceReader::find(std::string_view name) const {
    const DefinitionValue* const value = elaborator_.find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    return SourceItem{
        .name = std::string(name),
        .value = *value,
        .tree = trees_.empty() ? nullptr : trees_.back().get(),
    };
}

TypedProgram SourceReader::program(const SourceItem& item) {
    if (const UserFunction* const function = item.value.as<UserFunction>()) {
        return function_program(*function, item);
    }
    if (const SelectorTerm* const selector = item.value.as<SelectorTerm>()) {
        return program(selector->term, item);
    }
    if (const std::optional<Sop> sop = elaborator_.as_sop(item.value)) {
        return program(sop->term, item);
    }
    InputProblem problem{.found = fmt::format("{} where a program belongs", name_of(item.value)),
                         .expected = "an s-op, a selector or a function"};
    if (item.tree != nullptr) {
        problem.source = item.tree->source;
        problem.text = item.tree->text;
        problem.offset = item.offset;
        problem.by_line = true;
    }
    throw InputError(std::move(problem));
}

TypedProgram SourceReader::program(TermId term, const SourceItem& item) {
    return typed_program(term, 0, item);
}

TypedProgram SourceReader::function_program(const UserFunction& function, const SourceItem& item) {
    if (const auto described = described_arguments(*types_, *function.tree, *function.definition)) {
        try {
            return function_program(function, *described, item);
        } catch (const InputError&) { // the comment is of something else
        }
    }
    std::vector<bool> called(function.definition->names.size(), false);
    std::exception_ptr first;
    const std::size_t readings =
        called.size() >= 6 ? most_readings : std::size_t{1} << called.size();
    for (std::size_t reading = 0; reading < readings;) {
        elaborator_.take_called_argument();
        try {
            return function_program(function, supposed_arguments(called, reading), item);
        } catch (const InputError&) {
            first = first ? first : std::current_exception();
        }
        const std::optional<std::uint32_t> argument = elaborator_.take_called_argument();
        if (argument && *argument <= called.size() && !called[*argument - 1]) {
            called[*argument - 1] = true;
            first = nullptr;
            reading = 0; // from the beginning
        } else {
            ++reading;
        }
    }
    std::rethrow_exception(first);
}

TypedProgram SourceReader::function_program(const UserFunction& function,
                                            std::span<const ArgumentShape> shapes,
                                            const SourceItem& item) {
    std::vector<DefinitionValue> arguments;
    for (const ArgumentShape& shape : shapes) {
        const auto number = static_cast<std::uint32_t>(arguments.size() + 1);
        arguments.push_back(elaborator_.argument(shape, store_->metavariable(number)));
    }
    const DefinitionValue result = elaborator_.call_as_defined(function, arguments, item.offset);
    const SelectorTerm* const selector = result.as<SelectorTerm>();
    const std::optional<Sop> sop = elaborator_.as_sop(result);
    if (selector == nullptr && !sop) {
        throw InputError(
            {.found = fmt::format("the function gives {}, which is no program", name_of(result)),
             .expected = "a function that gives an s-op or a selector",
             .source = function.tree->source,
             .text = function.tree->text,
             .offset = function.definition->offset,
             .by_line = true});
    }
    return typed_program(selector != nullptr ? selector->term : sop->term, shapes.size(), item);
}

TypedProgram SourceReader::typed_program(TermId term, std::size_t arguments,
                                         const SourceItem& item) {
    const TermId closed =
        as_lambdas(*store_, {.arity = static_cast<std::uint32_t>(arguments + 1), .body = term});
    if (std::optional<TypedProgram> program = typed(*store_, *types_, closed, type_of_)) {
        if (program_arity(*types_, program->type).has_value() || arguments > 0) {
            return *program;
        }
    }
    const lambda::Inference inference = lambda::infer(*store_, term, *types_, type_of_);
    InputProblem problem{.found = "this is too large to be typed", .expected = "a smaller program"};
    if (inference.fault) {
        problem.found = inference.fault->found;
        problem.expected = inference.fault->expected;
    }
    const auto place =
        inference.fault ? elaborator_.builder().place_of(inference.fault->term) : std::nullopt;
    const SyntaxTree* const tree = place ? place->tree : item.tree;
    if (tree != nullptr) {
        problem.source = tree->source;
        problem.text = tree->text;
        problem.offset = place ? place->offset : item.offset;
        problem.by_line = true;
    }
    throw InputError(std::move(problem));
}

std::string shown(const DefinitionValue& value) {
    if (const Value* const atom = value.as<Value>()) {
        return kind_of(*atom) == ValueKind::string ? "\"" + std::get<std::string>(*atom) + "\""
                                                   : shown(*atom);
    }
    std::string text;
    if (const List* const list = value.as<List>()) {
        for (const DefinitionValue& element : **list) {
            text += (text.empty() ? "" : ", ") + shown(element);
        }
        return "[" + text + "]";
    }
    if (const Dictionary* const dictionary = value.as<Dictionary>()) {
        for (const auto& [key, element] : **dictionary) {
            text +=
                (text.empty() ? "" : ", ") + shown(DefinitionValue{key}) + ": " + shown(element);
        }
        return "{" + text + "}";
    }
    return std::string(name_of(value));
}

} // namespace rasp_stitch::rasp

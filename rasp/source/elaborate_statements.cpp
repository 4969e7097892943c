// What statements do: definitions, loops, files that are loaded, examples.

#include "rasp/source/atoms.hpp"
#include "rasp/source/elaborator.hpp"
#include "rasp/source/restored.hpp"
#include "rasp/source/standard_names.hpp"
#include "rasp/syntax/token.hpp"
#include "support/text/excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_loads = 50;

// Returns the kind of an example that is a list; a text may be of anything.
std::optional<ValueKind> kind_of_tokens(const DefinitionValue& example) {
    const List* const list = example.as<List>();
    const Value* const first =
        list == nullptr || (*list)->empty() ? nullptr : (*list)->front().as<Value>();
    return first == nullptr || kind_of(*first) == ValueKind::string
               ? std::nullopt
               : std::optional(kind_of(*first));
}

// Two texts are the same words if they have the same tokens.
bool same_words(std::string_view a, std::string_view b) {
    return std::ranges::equal(tokenize(a), tokenize(b), {}, &Token::text, &Token::text);
}

// The reference's library defines what a text finds defined. It is read like any other text, and so
// are its relatives: a text that says itself what these three are.
bool is_library(const SyntaxTree& tree) {
    constexpr std::array<std::string_view, 3> names = {"full_s", "length", "selector_width"};
    return std::ranges::all_of(names, [&](std::string_view name) {
        return std::ranges::any_of(tree.statements, [&](const Statement& statement) {
            return statement.kind == StatementKind::define
                       ? statement.name == name
                       : statement.kind == StatementKind::assign &&
                             std::ranges::count(statement.names, name) > 0;
        });
    });
}

// Adds what the body of a loop defines, each name once.
void add_names_of_loop(const Statement& loop, std::vector<std::string_view>& names) {
    const auto add = [&](std::string_view name) {
        if (std::ranges::find(names, name) == names.end()) {
            names.push_back(name);
        }
    };
    for (const Statement& inner : loop.body) {
        if (inner.kind == StatementKind::assign) {
            std::ranges::for_each(inner.names, add);
        } else if (inner.kind == StatementKind::define) {
            add(inner.name);
        } else if (inner.kind == StatementKind::loop) {
            add_names_of_loop(inner, names);
        }
    }
}

} // namespace

void Elaborator::run(const SyntaxTree& tree, const OnEvent& on_event) {
    const Restored defines_library(defines_library_, is_library(tree));
    for (const Statement& statement : tree.statements) {
        if (statement.kind == StatementKind::leave) {
            return;
        }
        run(tree, statement, *global_, on_event);
    }
}

void Elaborator::run_statement(const SyntaxTree& tree, const Statement& statement, Scope& scope,
                               const OnEvent& on_event) {
    const auto report = [&](std::string name, const DefinitionValue& value) {
        if (on_event) {
            on_event({.statement = &statement, .name = std::move(name), .value = value});
        }
    };
    switch (statement.kind) {
    case StatementKind::expression: {
        const DefinitionValue value = evaluate(tree, statement.expressions.front(), scope);
        scope.set("out", value);
        const Expression& root = tree.expressions[statement.expressions.front()];
        report(root.kind == ExpressionKind::name ? std::string(root.name) : "out", value);
        break;
    }
    case StatementKind::assign: {
        bind(scope, statement.names, evaluate_all(tree, statement.expressions, scope));
        for (const std::string_view name : statement.names) {
            report(std::string(name), *scope.find(name));
        }
        break;
    }
    case StatementKind::define: {
        for (const NamedBuiltin& row : named_builtins()) {
            if (row.name == statement.name && !row.definition.empty() &&
                same_words(row.definition,
                           std::string_view(tree.text).substr(statement.offset,
                                                              statement.end - statement.offset))) {
                return; // it says what the builtin is
            }
        }
        const DefinitionValue value{UserFunction{&tree, &statement, &scope, example_}};
        assign(scope, statement.name, value);
        report(std::string(statement.name), value);
        break;
    }
    case StatementKind::loop: {
        const std::vector<DefinitionValue> elements =
            elements_of(evaluate(tree, statement.expressions.front(), scope), "a loop");
        for (const DefinitionValue& element : elements) {
            bind(scope, statement.names, element);
            for (const Statement& inner : statement.body) {
                run(tree, inner, scope, {});
            }
        }
        if (on_event) {
            std::vector<std::string_view> names;
            add_names_of_loop(statement, names);
            for (const std::string_view name : names) {
                if (const DefinitionValue* const value = scope.find(name)) {
                    on_event({.statement = &statement, .name = std::string(name), .value = *value});
                }
            }
        }
        break;
    }
    case StatementKind::load:
        load(tree, statement, scope, on_event);
        break;
    case StatementKind::draw: {
        const DefinitionValue value = evaluate(tree, statement.expressions.front(), scope);
        report("out", statement.expressions.size() > 1
                          ? applied(value, evaluate(tree, statement.expressions[1], scope))
                          : value);
        break;
    }
    case StatementKind::set_example: {
        const DefinitionValue example = evaluate(tree, statement.expressions.front(), scope);
        example_ = kind_of_tokens(example);
        report(std::string(example_item), example);
        break;
    }
    case StatementKind::settings:
    case StatementKind::leave:
        break;
    }
}

void Elaborator::load(const SyntaxTree& tree, const Statement& statement, Scope& scope,
                      const OnEvent& on_event) {
    if (!options_.load) {
        fail(fmt::format("load {}", quote_excerpt(statement.name)),
             "a text that loads nothing, as it is not a file");
    }
    if (loads_ >= most_loads) {
        fail("files that load one another without end", "a file that does not load itself");
    }
    trees_.push_back(options_.load(statement.name, tree.source));
    const SyntaxTree& loaded = *trees_.back();
    Scope* const own = nested(base_);
    const Restored loads(loads_, loads_ + 1);
    const Restored defines_library(defines_library_, is_library(loaded));
    for (const Statement& inner : loaded.statements) {
        if (inner.kind == StatementKind::leave) {
            break;
        }
        run(loaded, inner, *own, {});
    }
    for (const auto& [name, value] : own->own()) {
        const bool is_known = defines_library_ && is_of_library(name); // it means the same
        if (name.front() != '_' && name != "out" && !is_known) {
            assign(scope, name, value);
            if (on_event) {
                on_event({.statement = &statement, .name = name, .value = value});
            }
        }
    }
}

} // namespace rasp_stitch::rasp

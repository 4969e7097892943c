#include "rasp/source/elaborator.hpp"

#include "rasp/source/atoms.hpp"
#include "rasp/source/restored.hpp"
#include "rasp/source/standard_names.hpp"
#include "rasp/syntax/parse_source.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <utility>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_depth = 1000; // of evaluations within evaluations

bool is_unfinished(const DefinitionValue& value) {
    return value.as<Sop>() != nullptr || value.as<SelectorTerm>() != nullptr;
}

} // namespace

class Elaborator::Depth {
public:
    explicit Depth(Elaborator& elaborator) : depth_(&elaborator.depth_) {
        if (++*depth_ > most_depth) {
            --*depth_;
            elaborator.fail("calls within calls that are too deep, as in a function that calls "
                            "itself without end",
                            "functions that come to an end");
        }
    }
    ~Depth() { --*depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;

private:
    std::size_t* depth_;
};

Elaborator::Elaborator(lambda::TermStore& store, ElaboratorOptions options)
    : options_(std::move(options)), build_(store) {
    base_ = nested(nullptr);
    for (const NamedBuiltin& row : named_builtins()) {
        base_->set(row.name, {row.builtin});
    }
    base_->set("True", atom_of(true));
    base_->set("False", atom_of(false));
    trees_.push_back(parse_source(std::string(standard_library())));
    for (const Statement& statement : trees_.back()->statements) {
        run(*trees_.back(), statement, *base_, {});
    }
    guards_names_ = true;
    global_ = nested(base_);
}

void Elaborator::fail(std::string found, std::string expected) const {
    throw InputError({.found = std::move(found), .expected = std::move(expected)});
}

void Elaborator::step() {
    if (++steps_ > options_.most_steps) {
        fail(fmt::format("more than {} steps at definition time", options_.most_steps),
             "loops and functions that come to an end sooner");
    }
}

Scope* Elaborator::nested(const Scope* outer) {
    return &scopes_.emplace_back(outer);
}

void Elaborator::assign(Scope& scope, std::string_view name, DefinitionValue value) {
    if (guards_names_ && is_reserved(name) && !(defines_library_ && is_of_library(name))) {
        fail(fmt::format("{} already has a meaning, which cannot be changed", quote_excerpt(name)),
             "another name");
    }
    scope.set(name, std::move(value));
}

void Elaborator::bind(Scope& scope, std::span<const std::string_view> names,
                      const DefinitionValue& value) {
    if (names.size() == 1) {
        return assign(scope, names.front(), value);
    }
    std::vector<DefinitionValue> elements;
    if (const Value* const text = value.as<Value>();
        text != nullptr && std::holds_alternative<std::string>(*text)) {
        for (Value& character : characters(std::get<std::string>(*text))) {
            elements.push_back(atom_of(std::move(character)));
        }
    } else {
        elements = elements_of(value, "several names");
    }
    if (elements.size() != names.size()) {
        fail(fmt::format("{} names for a list of {}", names.size(), elements.size()),
             "as many names as values");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        assign(scope, names[i], elements[i]);
    }
}

// Does some work. An error in it that has no place yet gets the place at this offset.
template <class Work>
auto at_place(const SyntaxTree& tree, std::size_t offset, Work&& work) {
    try {
        return work();
    } catch (const InputError& error) {
        if (error.problem().offset) {
            throw;
        }
        InputProblem problem = error.problem();
        problem.source = tree.source;
        problem.text = tree.text;
        problem.offset = offset;
        problem.by_line = true;
        throw InputError(std::move(problem));
    }
}

void Elaborator::run(const SyntaxTree& tree, const Statement& statement, Scope& scope,
                     const OnEvent& on_event) {
    at_place(tree, statement.offset, [&] {
        step();
        const Depth depth(*this);
        run_statement(tree, statement, scope, on_event);
    });
}

DefinitionValue Elaborator::call(const UserFunction& function,
                                 std::span<const DefinitionValue> arguments, std::size_t offset) {
    const Statement& definition = *function.definition;
    build_.at({function.tree, offset});
    if (arguments.size() != definition.names.size()) {
        fail(fmt::format("{} arguments for the function {}, which takes {}", arguments.size(),
                         quote_excerpt(definition.name), definition.names.size()),
             "as many arguments as it takes");
    }
    const Depth depth(*this);
    Scope* const scope = nested(function.scope);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        assign(*scope, definition.names[i], arguments[i]);
    }
    for (const Statement& statement : definition.body) {
        run(*function.tree, statement, *scope, {});
    }
    return evaluate_all(*function.tree, definition.expressions, *scope);
}

DefinitionValue Elaborator::call_as_defined(const UserFunction& function,
                                            std::span<const DefinitionValue> arguments,
                                            std::size_t offset) {
    const Restored example(example_, function.tokens);
    return call(function, arguments, offset);
}

DefinitionValue Elaborator::evaluate_all(const SyntaxTree& tree, std::span<const ExpressionId> ids,
                                         Scope& scope) {
    if (ids.size() == 1) {
        return evaluate(tree, ids.front(), scope);
    }
    std::vector<DefinitionValue> values;
    for (const ExpressionId id : ids) {
        values.push_back(evaluate(tree, id, scope));
    }
    return list_of(std::move(values));
}

DefinitionValue Elaborator::evaluate(const SyntaxTree& tree, ExpressionId id, Scope& scope) {
    const Expression& expression = tree.expressions[id];
    return at_place(tree, expression.offset, [&] {
        step();
        const Depth depth(*this);
        return evaluate_parts(tree, expression, scope);
    });
}

DefinitionValue Elaborator::evaluate_parts(const SyntaxTree& tree, const Expression& expression,
                                           Scope& scope) {
    const auto part = [&](std::size_t i) { return evaluate(tree, expression.parts[i], scope); };
    const auto here = [&] { build_.at({&tree, expression.offset}); };
    switch (expression.kind) {
    case ExpressionKind::atom:
        return atom_of(expression.atom);
    case ExpressionKind::name:
        here();
        return look_up(expression.name, scope);
    case ExpressionKind::list: {
        std::vector<DefinitionValue> elements;
        for (const ExpressionId id : expression.parts) {
            elements.push_back(evaluate(tree, id, scope));
        }
        return list_of(std::move(elements));
    }
    case ExpressionKind::dictionary: {
        std::vector<std::pair<Value, DefinitionValue>> entries;
        for (std::size_t i = 0; i + 1 < expression.parts.size(); i += 2) {
            Value key = atom(part(i), "the key of a dictionary");
            DefinitionValue value = part(i + 1);
            set_entry(entries, std::move(key), std::move(value));
        }
        return dictionary_of(std::move(entries));
    }
    case ExpressionKind::list_of_all:
    case ExpressionKind::dictionary_of_all:
        return comprehension(tree, expression, scope);
    case ExpressionKind::index: {
        const DefinitionValue what = part(0);
        const DefinitionValue where = part(1);
        here();
        return index(what, where);
    }
    case ExpressionKind::call:
        return call(tree, expression, scope);
    case ExpressionKind::select: {
        const DefinitionValue keys = part(0);
        const DefinitionValue queries = part(1);
        here();
        const Sop k = sop(keys, "the keys of select");
        const Sop q = sop(queries, "the queries of select");
        return {expression.selects_all ? build_.full()
                                       : build_.select(expression.comparison, k, q)};
    }
    case ExpressionKind::negate:
    case ExpressionKind::plus:
    case ExpressionKind::logical_not: {
        const DefinitionValue value = part(0);
        here();
        return unary(expression.kind, value);
    }
    case ExpressionKind::binary: {
        const DefinitionValue left = part(0);
        const DefinitionValue right = part(1);
        here();
        return binary(expression.operation, left, right);
    }
    case ExpressionKind::compare: {
        const DefinitionValue left = part(0);
        const DefinitionValue right = part(1);
        here();
        if (left.as<Value>() != nullptr && right.as<Value>() != nullptr) {
            return atom_of(
                rasp::compare(expression.comparison, *left.as<Value>(), *right.as<Value>()));
        }
        const std::string what =
            fmt::format("an operand of \"{}\"", text_of(expression.comparison));
        const Sop a = sop(left, what);
        const Sop b = sop(right, what);
        return {build_.compare(expression.comparison, a, b)};
    }
    case ExpressionKind::choose: {
        const DefinitionValue condition = part(1);
        if (!is_unfinished(condition)) {
            const Value* const known = condition.as<Value>();
            const List* const list = condition.as<List>();
            if (known == nullptr && list == nullptr) {
                fail(fmt::format("{} as the condition of an \"if\"", name_of(condition)),
                     "an s-op or a constant");
            }
            return part((known != nullptr ? is_true(*known) : !(*list)->empty()) ? 0 : 2);
        }
        const DefinitionValue yes = part(0);
        const DefinitionValue no = part(2);
        here();
        const Sop c = sop(condition, "the condition of an \"if\"");
        const Sop a = sop(yes, "a branch of an \"if\" whose condition is an s-op");
        const Sop b = sop(no, "a branch of an \"if\" whose condition is an s-op");
        return {build_.choose(c, a, b)};
    }
    case ExpressionKind::contains: {
        const DefinitionValue item = part(0);
        const DefinitionValue container = part(1);
        here();
        return contains(item, container);
    }
    }
    fail("an expression of an unknown kind", "one that the language has");
}

} // namespace rasp_stitch::rasp

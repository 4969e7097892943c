#pragma once

// Runs a text of RASP: what is run at definition time is run (loops over lists, functions,
// comprehensions), and what is a program becomes a term (rasp/source/definition_value.hpp).
//
//     TermStore store;
//     Elaborator elaborator(store, {});
//     const std::unique_ptr<SyntaxTree> tree = parse_source("x = indices + 1;");
//     elaborator.run(*tree, [&](const Statement& statement) { ... });
//     elaborator.find("x") // the s-op (add (indices #0) one)
//
// Every text ends: steps, calls within calls, and the sizes of lists are limited, and whatever goes
// beyond a limit is an InputError like any other mistake, with its place.

#include "lambda/terms/term_store.hpp"
#include "rasp/source/definition_value.hpp"
#include "rasp/source/scope.hpp"
#include "rasp/source/term_builder.hpp"
#include "rasp/syntax/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

struct ElaboratorOptions {
    // The kind of the input's tokens, if it is known. Otherwise it is that of the example that the
    // text sets, if that is a list.
    std::optional<ValueKind> input = {};

    // Returns the text that `load "NAME"` means; InputError if there is none. Without this function
    // nothing can be loaded.
    std::function<std::unique_ptr<SyntaxTree>(std::string_view name, const std::string& from)>
        load = {};

    std::size_t most_steps = 5'000'000; // evaluations of expressions
};

// The name of what `set example` sets, which nothing else can have.
inline constexpr std::string_view example_item = "set example";

class Elaborator {
public:
    // What happens at the top of a text, in order. A loop gives what is defined in it, at its end.
    struct Event {
        const Statement* statement = nullptr;
        std::string name; // "out" for an expression without a name
        DefinitionValue value;
    };
    using OnEvent = std::function<void(const Event&)>;

    // The store must outlive the object.
    Elaborator(lambda::TermStore& store, ElaboratorOptions options);

    // Runs the statements in the outermost scope. The tree must outlive the object. Throws
    // InputError with the place.
    void run(const SyntaxTree& tree, const OnEvent& on_event);

    const DefinitionValue* find(std::string_view name) const { return global_->find(name); }
    std::vector<std::string_view> names() const { return global_->names(); }

    // Calls a function. Throws InputError with the place in the function's body.
    DefinitionValue call(const UserFunction& function, std::span<const DefinitionValue> arguments,
                         std::size_t offset);

    // Calls it with tokens of the kind that they had where the function was defined, whatever
    // example was set since: so it is read as a program.
    DefinitionValue call_as_defined(const UserFunction& function,
                                    std::span<const DefinitionValue> arguments, std::size_t offset);

    // Returns what stands for an argument, which is this term, of a function that is read as a
    // program.
    DefinitionValue argument(const ArgumentShape& shape, lambda::TermId term);

    // Returns the argument that was to be called when something failed, though it was given as an
    // s-op or a selector, and forgets it: the i of its metavariable #i.
    std::optional<std::uint32_t> take_called_argument() { return std::exchange(called_, {}); }

    // Returns the value as an s-op, a constant as the same at every position; nullopt for anything
    // else.
    std::optional<Sop> as_sop(const DefinitionValue& value);

    TermBuilder& builder() { return build_; }

private:
    class Depth;

    [[noreturn]] void fail(std::string found, std::string expected) const;
    void step();
    Scope* nested(const Scope* outer);
    void assign(Scope& scope, std::string_view name, DefinitionValue value);
    void bind(Scope& scope, std::span<const std::string_view> names, const DefinitionValue& value);

    void run(const SyntaxTree& tree, const Statement& statement, Scope& scope,
             const OnEvent& on_event);
    void run_statement(const SyntaxTree& tree, const Statement& statement, Scope& scope,
                       const OnEvent& on_event);
    void load(const SyntaxTree& tree, const Statement& statement, Scope& scope,
              const OnEvent& on_event);

    DefinitionValue evaluate(const SyntaxTree& tree, ExpressionId id, Scope& scope);
    DefinitionValue evaluate_parts(const SyntaxTree& tree, const Expression& expression,
                                   Scope& scope);
    DefinitionValue evaluate_all(const SyntaxTree& tree, std::span<const ExpressionId> ids,
                                 Scope& scope);
    DefinitionValue look_up(std::string_view name, const Scope& scope);
    DefinitionValue comprehension(const SyntaxTree& tree, const Expression& expression,
                                  Scope& scope);
    std::vector<DefinitionValue> elements_of(const DefinitionValue& value, std::string_view what);
    DefinitionValue call(const SyntaxTree& tree, const Expression& expression, Scope& scope);
    DefinitionValue call_builtin(Builtin builtin, std::span<const DefinitionValue> arguments);
    DefinitionValue call_extension(Builtin builtin, std::span<const DefinitionValue> arguments);
    DefinitionValue call_argument(const FunctionArgument& function,
                                  std::span<const DefinitionValue> arguments);
    lambda::TermId passed(const DefinitionValue& value, const ArgumentShape& shape);
    lambda::TermId passed_function(const DefinitionValue& value, const ArgumentShape& shape);
    lambda::TermId predicate_in(lambda::TermId term, std::span<const lambda::TermId> parameters);
    void note_call(const DefinitionValue& called);
    DefinitionValue range(std::span<const DefinitionValue> arguments);
    DefinitionValue zip(std::span<const DefinitionValue> arguments);
    DefinitionValue applied(const DefinitionValue& what, const DefinitionValue& input);
    DefinitionValue index(const DefinitionValue& what, const DefinitionValue& where);
    DefinitionValue choice(std::span<const std::pair<Value, DefinitionValue>> choices,
                           const Sop& key);
    DefinitionValue index_sop(const Sop& what, const Value& where);
    DefinitionValue binary(Operation operation, const DefinitionValue& left,
                           const DefinitionValue& right);
    DefinitionValue contains(const DefinitionValue& item, const DefinitionValue& container);
    DefinitionValue unary(ExpressionKind kind, const DefinitionValue& value);

    Sop sop(const DefinitionValue& value, std::string_view what);
    SelectorTerm selector(const DefinitionValue& value, std::string_view what);
    Value atom(const DefinitionValue& value, std::string_view what) const;

    ElaboratorOptions options_;
    TermBuilder build_;
    std::deque<Scope> scopes_;
    std::vector<std::unique_ptr<SyntaxTree>> trees_; // of the library and of what was loaded
    Scope* base_ = nullptr;
    Scope* global_ = nullptr;
    std::size_t steps_ = 0;
    std::size_t depth_ = 0;
    std::size_t loads_ = 0; // that have begun and not ended
    bool guards_names_ = false;
    bool defines_library_ = false; // the text that is run
    std::optional<std::uint32_t> called_;
    std::uint32_t next_parameter_ = 1'000'000; // metavariables of functions that are passed
    std::optional<ValueKind> example_; // of the tokens that the text sets, unless they are strings
};

// What kind of value it is, for messages: "an s-op", "a list".
std::string_view name_of(const DefinitionValue& value);

} // namespace rasp_stitch::rasp

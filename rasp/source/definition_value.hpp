#pragma once

// What names stand for while a text of RASP is read: constants, lists, functions, and s-ops and
// selectors, which are terms.
//
//     x = [indices + n for n in range(3)];  // a list of three s-ops
//     def f(a) { return a + 1; }            // a function, which is unfolded where it is called
//
// In the terms, the metavariable #0 is the input, and the others are the arguments of a function
// that is read as a program (rasp/source/read_source.hpp).

#include "lambda/terms/term_store.hpp"
#include "rasp/language/opcode.hpp"
#include "rasp/language/value.hpp"
#include "rasp/source/argument_shape.hpp"
#include "rasp/syntax/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::rasp {

struct DefinitionValue;
class Scope;

// A value at each position. The kind is unknown for arguments, and for tokens as long as the kind of
// the input is. `tokens` are strings in the reference; where the kind of the input is unknown, they
// are taken for strings unless a number or a truth value stands beside them.
struct Sop {
    lambda::TermId term{};
    std::optional<ValueKind> kind;
    bool perhaps_string = false; // if the kind is unknown
};

struct SelectorTerm {
    lambda::TermId term{};
};

struct Elements;
struct Entries;
using List = std::shared_ptr<const Elements>;
using Dictionary = std::shared_ptr<const Entries>;

// A `def`, and the names around it.
struct UserFunction {
    const SyntaxTree* tree = nullptr;
    const Statement* definition = nullptr;
    Scope* scope = nullptr;
    std::optional<ValueKind> tokens = {}; // of the example that was set when it was defined
};

// Functions that are part of the language; rasp/source/standard_names.hpp lists them.
enum class Builtin : std::uint8_t {
    aggregate,
    aggregate_or, // aggregate with an s-op as the default
    round,
    indicator,
    range,
    zip,
    len,
    selector_width,
    constant,  // an s-op of a constant
    not_equal, // != between s-ops
    concat,    // + between strings
    parse_int,
    decoded,   // a string that cannot be written between quotes: decoded("%22")
    extension, // the first of the extensions, which are numbered as their opcodes are
};

constexpr Builtin builtin_of(Opcode extension) {
    return static_cast<Builtin>(static_cast<std::uint8_t>(Builtin::extension) +
                                static_cast<std::uint8_t>(extension) -
                                static_cast<std::uint8_t>(Opcode::floor));
}

// An argument that is itself a function or a predicate, of a function that is read as a program.
struct FunctionArgument {
    lambda::TermId term{};
    std::shared_ptr<const ArgumentShape> shape; // never null
};

// The result of applying an s-op or a selector to an input, as in `tokens("hello")`.
struct Applied {
    lambda::TermId term{};
    bool is_selector = false;
    Sequence input;
};

struct DefinitionValue {
    std::variant<Value, Sop, SelectorTerm, List, Dictionary, UserFunction, Builtin,
                 FunctionArgument, std::shared_ptr<const Applied>>
        what;

    template <class T>
    const T* as() const {
        return std::get_if<T>(&what);
    }
};

struct Elements : std::vector<DefinitionValue> {
    std::size_t depth = 1; // of lists inside one another
};

struct Entries : std::vector<std::pair<Value, DefinitionValue>> {
    std::size_t depth = 1;
};

// Returns a constant as a value.
inline DefinitionValue atom_of(Value value) {
    return {std::move(value)};
}

// Returns the string that a value is, or nullptr.
inline const std::string* string_in(const DefinitionValue& value) {
    const Value* const atom = value.as<Value>();
    return atom == nullptr ? nullptr : std::get_if<std::string>(atom);
}

// The most elements of a list that is made at definition time.
constexpr std::size_t longest_list = 1'000'000;

// Throw InputError if lists and dictionaries are nested too deeply.
DefinitionValue list_of(std::vector<DefinitionValue> elements);
DefinitionValue dictionary_of(std::vector<std::pair<Value, DefinitionValue>> entries);

// Gives the key this value, whether it has one already or not (equal_atoms in rasp/source/atoms.hpp
// says which keys are the same).
void set_entry(std::vector<std::pair<Value, DefinitionValue>>& entries, Value key,
               DefinitionValue value);

} // namespace rasp_stitch::rasp

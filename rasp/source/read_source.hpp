#pragma once

// Door of rasp/source.
//
// Reads RASP as people write it, the language of the reference interpreter, into typed terms.
//
// ```cpp
// #include "lambda/terms/print.hpp"
// #include "lambda/types/type_text.hpp"
// lambda::TermStore store;
// lambda::TypeStore types;
// SourceReader reader(store, types);
// reader.read("def shifted(x, n) { return aggregate(select(indices + n, indices, ==), x, \"-\"); }"
//             "later = shifted(tokens, 1);");
// const TypedProgram later = reader.program(*reader.find("later"));
// CHECK(lambda::print(store, later.term) ==
//       "(lam (aggregate_default (select (add (indices $0) one) (indices $0) equals_to) "
//       "(tokens $0) str.-))");
// CHECK(lambda::print_type(types, later.type) == "input(str) -> seq(str)");
// ```
//
// What a text does at definition time is done: loops, lists, comprehensions and functions are
// unfolded. S-ops and selectors become programs with the input as their argument, a function becomes
// a program that takes the input and then the function's arguments. What the typed language refuses
// is turned into its equivalent if there is one (rasp/source/term_builder.hpp), and otherwise
// refused at its place.
//
// Source: Weiss, Goldberg and Yahav, "Thinking Like Transformers" (ICML 2021), and the interpreter
// that its authors published.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value.hpp"
#include "rasp/source/argument_shape.hpp"
#include "rasp/source/definition_value.hpp"
#include "rasp/source/elaborator.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

struct LoadedText {
    std::string text;
    std::string source; // the name of the file, from which what it loads is found
};

struct SourceOptions {
    // The kind of the input's tokens, if it is known. `tokens_int` are the tokens themselves if they
    // are numbers, and otherwise what the strings stand for.
    std::optional<ValueKind> input = {};

    // Returns the text of the file that `load "NAME"` in the file `from` means. Without it, loading
    // is an error.
    std::function<LoadedText(std::string_view name, const std::string& from)> load = {};

    std::size_t most_steps = 5'000'000; // at definition time
};

// What a statement at the top of a text did.
struct SourceItem {
    std::string name; // "out" for an expression, example_item for `set example`
    DefinitionValue value;
    const SyntaxTree* tree = nullptr; // lives as long as the reader
    std::size_t offset = 0;           // of the statement
    bool is_loaded = false;           // the statement is a `load`, which defines names of a file
    bool is_of_loop = false;          // the statement is a `for`

    bool is_sop() const { return value.as<Sop>() != nullptr; }
    bool is_selector() const { return value.as<SelectorTerm>() != nullptr; }
    bool is_function() const { return value.as<UserFunction>() != nullptr; }
};

class SourceReader {
public:
    // The stores must outlive the object.
    SourceReader(lambda::TermStore& store, lambda::TypeStore& types, SourceOptions options = {});

    // Reads a text after those read before, whose names it sees. `source` is the name of the file.
    // Throws InputError with file, line, column and a caret. The last statement may lack its
    // semicolon if there is no file.
    std::vector<SourceItem> read(std::string text, const std::string& source = {});

    // Returns what a name means now.
    std::optional<SourceItem> find(std::string_view name) const;
    std::vector<std::string_view> names() const { return elaborator_.names(); }

    // Returns a constant, an s-op, a selector or a function as a program. The arguments of a
    // function may be s-ops, selectors and functions of these. Throws InputError, with the place,
    // if it has no type, and for lists.
    TypedProgram program(const SourceItem& item);

    // Returns the term of what an s-op or selector is, such as that in Applied, as a program.
    TypedProgram program(lambda::TermId term, const SourceItem& item);

private:
    TypedProgram function_program(const UserFunction& function, const SourceItem& item);
    TypedProgram function_program(const UserFunction& function,
                                  std::span<const ArgumentShape> shapes, const SourceItem& item);

    // The arguments are the metavariables #1, #2, ... of the term.
    TypedProgram typed_program(lambda::TermId term, std::size_t arguments, const SourceItem& item);

    lambda::TermStore* store_;
    lambda::TypeStore* types_;
    lambda::TypeOf type_of_;
    std::vector<std::unique_ptr<SyntaxTree>> trees_;
    Elaborator elaborator_;
};

// Returns a value as text: the values of constants and lists, the kind of anything else.
std::string shown(const DefinitionValue& value);

} // namespace rasp_stitch::rasp

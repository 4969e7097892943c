#pragma once

// Writes closed terms as statements and expressions of RASP.
//
//     BlockPrinter printer(store, types);
//     printer.define("f", function, type);  // def f(x) { ... }
//     printer.define("g", program, type);   // g = ...;
//     printer.text()
//
// The input has no name in RASP. It is replaced by a primitive of its own, `<input>`, as arguments
// are by others: so terms stay closed, and what two places share has one id.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/value.hpp"
#include "rasp/print/source_names.hpp"
#include "rasp/source/standard_names.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::rasp {

// Returns a constant as it is written: "a", 1.5, True.
std::string literal_text(const Value& value);

// What a name of the library is in the text.
struct PrintedFunction {
    std::string name;
    std::string word; // for the names of what it is a part of
    lambda::TypeId type{};
    bool gives_constant = false;
    std::vector<bool> takes_constants = {}; // the arguments for which something may be a constant,
                                            // which printing finds out; inputs do not count
};

// The binding strength of operators.
enum PrintLevel : std::uint8_t {
    level_choose = 2,
    level_logical,
    level_compare,
    level_sum,
    level_modulo,
    level_product,
    level_power,
    level_unary,
    level_call,
};

class BlockPrinter {
public:
    // The stores must outlive the object.
    BlockPrinter(lambda::TermStore& store, lambda::TypeStore& types, NameChanges changes = {});

    void add_function(lambda::TermId name, PrintedFunction function) {
        functions_.insert_or_assign(name, std::move(function));
    }

    const PrintedFunction& function(lambda::TermId name) const { return functions_.at(name); }
    SourceNames& names() { return names_; }

    void comment(std::string_view text);
    void line(const std::string& text) { lines_.push_back(indent_ + text); }

    struct Defined {
        std::string word; // told from what it is made of
        bool is_constant =
            false; // the reference may compute it, or what it gives, without an input
    };
    // `tokens` is how the input's tokens are written. The arguments in `takes_constants` may be
    // constants.
    Defined define(const std::string& name, lambda::TermId term, lambda::TypeId type,
                   std::string_view tokens, const std::vector<bool>& takes_constants = {});

    // Returns everything that was written, with the definitions that it needs before it.
    std::string text() const;

private:
    // An expression.
    struct Piece {
        std::string text;
        std::string word; // for names of what it is a part of
        int level = 0;    // binding strength of its operator
        std::string_view op = {};
        bool constant = false; // the reference may compute it at definition time
        bool string = false;   // evidently of strings
        bool compound = false; // worth a name
    };
    struct Argument {
        lambda::TermId name{}; // a primitive
        lambda::TypeId type{};
    };
    enum class Sort : std::uint8_t { input, value, predicate, function };
    struct Part {
        Sort sort{};
        lambda::TypeId type{}; // as what it is a part of takes it
        lambda::TermId term{};
        std::vector<Argument> arguments; // of a function
    };
    struct Item {
        lambda::TermId head{};
        std::vector<Part> parts;
        std::size_t uses = 0;
    };
    struct Opened {
        lambda::TermId body{};
        std::vector<Argument> arguments;
    };

    Opened open(lambda::TermId term, lambda::TypeId type);
    Item item_of(lambda::TermId term);
    std::vector<lambda::TypeId> argument_types(lambda::TermId head);
    Sort sort_of(lambda::TypeId type) const;
    Defined define_function(const std::string& name, const Opened& opened,
                            const std::vector<bool>& takes_constants);
    Piece block(lambda::TermId root);
    Piece write(const Item& item);
    Piece write_primitive(const Primitive& primitive, const Item& item, std::vector<Piece>& parts);
    Piece write_select(const Item& item, std::vector<Piece>& parts);
    Piece write_aggregate(const Item& item, std::vector<Piece>& parts);
    Piece write_call(const PrintedFunction& function, const Item& item);
    void note_constants(lambda::TermId function, const Item& item);
    std::string function_text(const Part& part);
    std::string predicate_text(lambda::TermId predicate);
    Piece lifted(Piece piece);
    std::string helper(Builtin builtin);
    void shorten(std::span<const lambda::TermId> parts);
    void name_piece(lambda::TermId term, Piece& piece);
    std::string_view kind_default(lambda::TermId term) const;
    std::optional<ValueKind> kind_of_term(lambda::TermId term) const;

    lambda::TermStore* store_;
    lambda::TypeStore* types_;
    lambda::TermId input_;
    std::string_view tokens_ = "tokens";
    std::optional<ValueKind> input_kind_;
    std::unordered_map<lambda::TermId, PrintedFunction> functions_; // of the library
    std::unordered_map<lambda::TermId, PrintedFunction> arguments_;
    std::unordered_map<lambda::TermId, Piece> pieces_;
    SourceNames names_;
    std::set<Builtin> helpers_;
    std::vector<std::string> predicates_; // their definitions
    std::unordered_map<lambda::TermId, std::string> predicate_names_;
    std::vector<std::string> lines_;
    std::string indent_;
    std::size_t placeholders_ = 0;
};

} // namespace rasp_stitch::rasp

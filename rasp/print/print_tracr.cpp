#include "rasp/print/print_tracr.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/library.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/written_out.hpp"
#include "rasp/print/python_text.hpp"
#include "rasp/print/source_names.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;

namespace {

constexpr std::array<std::string_view, 6> comparisons = {"EQ", "NEQ", "LT", "LEQ", "GT", "GEQ"};

// Names that mean something in Python or in the text.
constexpr std::array<std::string_view, 30> python_words = {
    "and",    "as",  "assert", "async", "await",  "break",   "class", "continue",
    "def",    "del", "elif",   "else",  "except", "finally", "for",   "from",
    "global", "if",  "import", "in",    "is",     "lambda",  "math",  "nonlocal",
    "not",    "or",  "pass",   "raise", "rasp",   "return"};

class TracrPrinter {
public:
    TracrPrinter(lambda::TermStore& store, lambda::TypeStore& types, const NameChanges& changes)
        : store_(&store), types_(&types), names_(changes), input_(store.primitive("<input>")) {
        for (const std::string_view word : python_words) {
            if (!has_meaning(word)) {
                names_.fresh(word);
            }
        }
    }

    void define(const std::string& name, TermId term, lambda::TypeId type,
                const std::string& comment, std::optional<ValueKind> tokens) {
        tokens_ = tokens;
        lines_.push_back("");
        lines_.push_back("");
        const SourceNames outer = names_;
        pieces_.clear();
        std::vector<std::string> arguments;
        TermId body = term;
        for (lambda::TypeId rest = type; types_->is_arrow(rest); rest = types_->result_of(rest)) {
            const lambda::TypeId argument = types_->argument_of(rest);
            const bool is_input = !types_->is_variable(argument) && !types_->is_arrow(argument) &&
                                  types_->name(argument) == "input";
            // The printer finds what it has written of a part by its term, so an argument has one,
            // too: a primitive that no program can have.
            TermId placeholder = input_;
            if (types_->is_arrow(argument) ||
                (!types_->is_variable(argument) && types_->name(argument) == "pred")) {
                throw InputError(
                    {.found = "something that Tracr cannot express: a function as an argument",
                     .expected = "--print rasp, which can express it"});
            }
            if (!is_input) {
                const std::string written = names_.written(names_.fresh("sop"));
                arguments.push_back(written);
                placeholder = store_->primitive(fmt::format("<sop {}>", arguments.size()));
                pieces_[placeholder] = {.text = written, .word = "sop"};
            }
            body = store_->is(TermKind::lambda, body)
                       ? lambda::substitute(*store_, store_->body(body), placeholder)
                       : store_->application(body, placeholder);
        }
        lines_.push_back(fmt::format("def {}({}):", name, fmt::join(arguments, ", ")));
        lines_.push_back("    # " + comment);
        for (const TermId part : lambda::subterms(*store_, std::array{body})) {
            write(part);
        }
        const auto whole = pieces_.find(body);
        if (whole == pieces_.end()) {
            fail(body);
        }
        lines_.push_back("    return " + value_of(body));
        names_.restore(outer);
    }

    SourceNames& names() { return names_; }

    std::string text() const {
        std::string text = "import math\n\nfrom tracr.rasp import rasp\n";
        for (const std::string& line : lines_) {
            text += line + "\n";
        }
        return text;
    }

private:
    struct Piece {
        std::string text;                   // a name
        std::string word = {};              // for names of what it is a part of
        std::optional<Value> constant = {}; // then there is no name
        std::optional<ValueKind> kind = {};
    };

    [[noreturn]] void fail(TermId term) const {
        throw InputError(
            {.found = "something that Tracr cannot express: " +
                      safe_excerpt(store_->is(TermKind::primitive, term) ? store_->name(term)
                                                                         : "a function",
                                   100),
             .expected = "--print rasp, which can express it"});
    }

    // Returns a part as an s-op.
    std::string value_of(TermId term) const {
        const Piece& piece = pieces_.at(term);
        return piece.constant ? fmt::format("rasp.Full({})", python_literal(*piece.constant))
                              : piece.text;
    }

    void name(TermId term, const std::string& word, const std::string& expression,
              std::optional<ValueKind> kind) {
        const std::string fresh = names_.fresh(word);
        lines_.push_back(fmt::format("    {} = {}", names_.written(fresh), expression));
        pieces_[term] = {
            .text = names_.written(fresh), .word = fresh, .constant = {}, .kind = kind};
    }

    void write(TermId term) {
        if (pieces_.contains(term)) {
            return;
        }
        TermId head = term;
        std::vector<TermId> given;
        for (; store_->is(TermKind::application, head); head = store_->function(head)) {
            given.push_back(store_->argument(head));
        }
        std::reverse(given.begin(), given.end());
        if (!store_->is(TermKind::primitive, head)) {
            fail(head);
        }
        if (head == input_) {
            return;
        }
        const Primitive* const primitive = find_primitive(store_->name(head));
        if (primitive == nullptr || primitive->opcode == Opcode::constant) {
            const Value value = parse_literal(store_->name(head)).value();
            pieces_[term] = {
                .text = {}, .word = word_of(value), .constant = value, .kind = kind_of(value)};
        } else if (given.size() == primitive->arity()) {
            write(term, *primitive, given);
        }
    }

    void write(TermId term, const Primitive& primitive, const std::vector<TermId>& given) {
        const std::optional<ValueKind> kind =
            primitive.type.ends_with("seq(num)")    ? std::optional(ValueKind::number)
            : primitive.type.ends_with("seq(bool)") ? std::optional(ValueKind::boolean)
            : primitive.type.ends_with("seq(str)")  ? std::optional(ValueKind::string)
                                                    : std::nullopt;
        std::vector<std::string> words;
        for (const TermId part : given) {
            words.push_back(pieces_.contains(part) ? pieces_.at(part).word : "");
        }
        Comparison comparison = primitive.comparison;
        if (primitive.opcode == Opcode::select) {
            comparison = find_primitive(store_->name(given[2]))->comparison;
        }
        const std::string word = word_of(primitive.opcode, words, comparison);
        const auto call = [&](std::string_view function) {
            std::vector<std::string> texts;
            for (const TermId part : given) {
                texts.push_back(value_of(part));
            }
            name(term, word, fmt::format("rasp.{}({})", function, fmt::join(texts, ", ")), kind);
        };
        switch (primitive.opcode) {
        case Opcode::tokens:
        case Opcode::indices:
        case Opcode::length:
            pieces_[term] = {.text = "rasp." + std::string(primitive.name),
                             .word = std::string(primitive.name),
                             .constant = {},
                             .kind = primitive.opcode == Opcode::tokens ? tokens_ : kind};
            return;
        case Opcode::predicate:
            return;
        case Opcode::full:
            return name(term, word, "rasp.Select(rasp.tokens, rasp.tokens, rasp.Comparison.TRUE)",
                        {});
        case Opcode::select:
            return name(term, word,
                        fmt::format("rasp.Select({}, {}, rasp.Comparison.{})", value_of(given[0]),
                                    value_of(given[1]),
                                    comparisons.at(static_cast<std::size_t>(comparison))),
                        {});
        case Opcode::selector_and:
            return call("SelectorAnd");
        case Opcode::selector_or:
            return call("SelectorOr");
        case Opcode::selector_not:
            return call("SelectorNot");
        case Opcode::causal:
            return name(term, word,
                        fmt::format("rasp.SelectorAnd({}, rasp.Select(rasp.indices, rasp.indices, "
                                    "rasp.Comparison.LEQ))",
                                    value_of(given[0])),
                        {});
        case Opcode::selector_width:
            return call("SelectorWidth");
        case Opcode::aggregate:
        case Opcode::aggregate_default:
            return aggregate(term, word, given);
        case Opcode::choose:
            return choose(term, word, value_of(given[0]), value_of(given[1]), given[2],
                          pieces_.at(given[1]).kind);
        default:
            break;
        }
        const std::string_view function = function_of(primitive);
        if (function.empty()) {
            fail(store_->primitive(primitive.name));
        }
        elementwise(term, word, function, given, kind);
    }

    // Tracr gives None where nothing is selected, unless it has a constant for that. Any other
    // default is put there afterwards.
    void aggregate(TermId term, const std::string& word, const std::vector<TermId>& given) {
        const std::optional<ValueKind> kind = pieces_.at(given[1]).kind;
        const Piece* const otherwise = given.size() == 3 ? &pieces_.at(given[2]) : nullptr;
        std::string by_default = kind == ValueKind::number    ? "0"
                                 : kind == ValueKind::boolean ? "False"
                                                              : "None";
        if (otherwise != nullptr && otherwise->constant) {
            by_default = python_literal(*otherwise->constant);
        } else if (otherwise != nullptr) {
            by_default = kind == ValueKind::string ? "\"\"" : "0";
        }
        const std::string expression =
            fmt::format("rasp.Aggregate({}, {}, default={})", value_of(given[0]),
                        value_of(given[1]), by_default);
        if (otherwise == nullptr || otherwise->constant) {
            return name(term, word, expression, kind);
        }
        name(term, "selected", expression, kind);
        const std::string selected = pieces_.at(term).text;
        choose(term, word, fmt::format("rasp.SelectorWidth({})", value_of(given[0])), selected,
               given[2], kind);
    }

    // A map of Tracr takes two s-ops at most, so the condition and the first value become one.
    void choose(TermId term, const std::string& word, const std::string& condition,
                const std::string& yes, TermId no, std::optional<ValueKind> kind) {
        name(term, "both",
             fmt::format("rasp.SequenceMap(lambda x, y: (x, y), {}, {})", condition, yes), kind);
        name(term, word,
             fmt::format("rasp.SequenceMap(lambda x, y: x[1] if x[0] else y, {}, {})",
                         pieces_.at(term).text, value_of(no)),
             kind);
    }

    // A constant is part of the function.
    void elementwise(TermId term, const std::string& word, std::string_view function,
                     const std::vector<TermId>& given, std::optional<ValueKind> kind) {
        const bool is_first_constant = pieces_.at(given[0]).constant.has_value();
        const auto with = [&](std::string_view variable, const std::string& text) {
            std::string made;
            for (std::size_t i = 0; i < function.size(); ++i) {
                const auto is_letter = [&](std::size_t at) {
                    return at < function.size() && function[at] >= 'a' && function[at] <= 'z';
                };
                const bool is_variable = function[i] == variable.front() && !is_letter(i + 1) &&
                                         !(i > 0 && is_letter(i - 1));
                made += is_variable ? text : std::string(1, function[i]);
            }
            return made;
        };
        const auto literal = [&](std::size_t i) {
            const std::string text = python_literal(*pieces_.at(given[i]).constant);
            return text.starts_with('-') ? "(" + text + ")" : text;
        };
        if (given.size() == 1 || given[0] == given[1]) {
            return name(
                term, word,
                fmt::format("rasp.Map(lambda x: {}, {})", with("y", "x"), value_of(given[0])),
                kind);
        }
        if (is_first_constant) {
            return name(term, word,
                        fmt::format("rasp.Map(lambda y: {}, {})", with("x", literal(0)),
                                    value_of(given[1])),
                        kind);
        }
        if (pieces_.at(given[1]).constant) {
            return name(term, word,
                        fmt::format("rasp.Map(lambda x: {}, {})", with("y", literal(1)),
                                    value_of(given[0])),
                        kind);
        }
        name(term, word,
             fmt::format("rasp.SequenceMap(lambda x, y: {}, {}, {})", function, value_of(given[0]),
                         value_of(given[1])),
             kind);
    }

    lambda::TermStore* store_;
    lambda::TypeStore* types_;
    SourceNames names_;
    TermId input_;
    std::optional<ValueKind> tokens_; // what the tokens are, if that is known
    std::unordered_map<TermId, Piece> pieces_;
    std::vector<std::string> lines_;
};

} // namespace

PrintedSource print_tracr(lambda::TermStore& store, lambda::TypeStore& types,
                          const SourceContents& contents) {
    Library meanings;
    for (const SourceDefinition& definition : contents.library) {
        meanings.add(store.primitive(definition.name),
                     written_out(store, definition.term, meanings));
    }
    TracrPrinter printer(store, types, contents.changes);
    PrintedSource printed;
    printed.library.resize(contents.library.size());
    const lambda::TypeOf type_of = rasp_types(store, types, nullptr);
    for (const SourceDefinition& definition : contents.programs) {
        const std::optional<TermId> normal =
            lambda::normal_form(store, written_out(store, definition.term, meanings));
        const auto program = normal ? typed(store, types, *normal, type_of) : std::nullopt;
        if (!program) {
            throw InputError({.found = fmt::format("the program {} has no type of RASP",
                                                   quote_excerpt(definition.name)),
                              .expected = "a program of RASP"});
        }
        SourceNames& names = printer.names();
        printed.programs.push_back(names.written(names.fresh(definition.name, definition.name)));
        const std::string type = lambda::print_type(types, program->type);
        std::optional<ValueKind> tokens;
        for (const ValueKind kind : {ValueKind::number, ValueKind::boolean, ValueKind::string}) {
            if (type.starts_with(fmt::format("input({})", name_of(kind)))) {
                tokens = kind;
            }
        }
        if (definition.example && !definition.example->empty()) {
            tokens = kind_of(definition.example->front());
        }
        printer.define(printed.programs.back(), program->term, program->type, type, tokens);
    }
    printed.text = printer.text();
    printed.unused_changes = printer.names().unused_changes();
    return printed;
}

} // namespace rasp_stitch::rasp

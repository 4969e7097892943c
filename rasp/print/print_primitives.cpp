// How each primitive is written: operators, calls, and functions that a text defines for them.

#include "lambda/types/type_text.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/print/block_printer.hpp"
#include "rasp/source/atoms.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;
using lambda::TypeId;

std::string literal_text(const Value& value) {
    if (const auto* const truth = std::get_if<bool>(&value)) {
        return *truth ? "True" : "False";
    }
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    const auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return literal_name(value);
    }
    if (text->find_first_of(std::string_view("\"\r\n\0", 4)) == std::string::npos) {
        return "\"" + *text + "\"";
    }
    std::string encoded;
    for (const char c : *text) {
        const bool plain = c != '"' && c != '\r' && c != '\n' && c != '\0' && c != '%';
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return "decoded(\"" + encoded + "\")";
}

namespace {

struct Operator {
    std::string_view text;
    int level;
};

std::optional<Operator> operator_of(const Primitive& primitive) {
    switch (primitive.opcode) {
    case Opcode::add:
    case Opcode::concat:
        return Operator{"+", level_sum};
    case Opcode::sub:
        return Operator{"-", level_sum};
    case Opcode::mul:
        return Operator{"*", level_product};
    case Opcode::div:
        return Operator{"/", level_product};
    case Opcode::mod:
        return Operator{"%", level_modulo};
    case Opcode::pow:
        return Operator{"^", level_power};
    case Opcode::compare:
        return Operator{text_of(primitive.comparison), level_compare};
    case Opcode::logical_and:
    case Opcode::selector_and:
        return Operator{"and", level_logical};
    case Opcode::logical_or:
    case Opcode::selector_or:
        return Operator{"or", level_logical};
    default:
        return std::nullopt;
    }
}

} // namespace

std::string BlockPrinter::helper(Builtin builtin) {
    helpers_.insert(builtin);
    return std::string(row_of(builtin).name);
}

// The reference would compute an operation on constants at definition time.
BlockPrinter::Piece BlockPrinter::lifted(Piece piece) {
    piece.text = fmt::format("{}({})", helper(Builtin::constant), piece.text);
    piece.level = level_call;
    piece.constant = false;
    return piece;
}

BlockPrinter::Piece BlockPrinter::write_select(const Item& item, std::vector<Piece>& parts) {
    const TermId predicate = item.parts[2].term;
    const auto argument = arguments_.find(predicate);
    std::string text;
    if (argument != arguments_.end()) {
        text = fmt::format("{}({}, {})", argument->second.name, parts[0].text, parts[1].text);
    } else {
        const Primitive* const primitive = find_primitive(store_->name(predicate));
        text = fmt::format("select({}, {}, {})", parts[0].text, parts[1].text,
                           text_of(primitive->comparison));
    }
    return {.text = std::move(text),
            .word = {},
            .level = level_call,
            .constant = false,
            .string = false,
            .compound = true};
}

BlockPrinter::Piece BlockPrinter::write_aggregate(const Item& item, std::vector<Piece>& parts) {
    Piece piece{.text = fmt::format("aggregate({}, {})", parts[0].text, parts[1].text),
                .word = {},
                .level = level_call,
                .constant = false,
                .string = parts[1].string,
                .compound = true};
    if (parts.size() == 3) {
        const TermId otherwise = item.parts[2].term;
        const bool is_literal =
            store_->is(TermKind::primitive, otherwise) && !functions_.contains(otherwise) &&
            !arguments_.contains(otherwise) && parse_literal(store_->name(otherwise)).has_value();
        piece.string = piece.string || parts[2].string;
        piece.text =
            is_literal
                ? fmt::format("aggregate({}, {}, {})", parts[0].text, parts[1].text, parts[2].text)
                : fmt::format("{}({}, {}, {}, {})", helper(Builtin::aggregate_or), parts[0].text,
                              parts[1].text, parts[2].text,
                              piece.string ? "\"\"" : kind_default(item.parts[1].term));
    }
    return piece;
}

// Returns the kind of the values of a term, as far as its primitives say.
std::optional<ValueKind> BlockPrinter::kind_of_term(TermId term) const {
    while (true) {
        TermId head = term;
        std::vector<TermId> given;
        while (store_->is(TermKind::application, head)) {
            given.push_back(store_->argument(head));
            head = store_->function(head);
        }
        std::reverse(given.begin(), given.end());
        const auto function = functions_.find(head);
        const auto argument = arguments_.find(head);
        std::string_view result;
        if (function != functions_.end() || argument != arguments_.end()) {
            const TypeId type =
                function != functions_.end() ? function->second.type : argument->second.type;
            const TypeId last = lambda::signature_of(*types_, type).result;
            result = types_->is_ground(last) && types_->name(last) == "seq"
                         ? std::string_view(types_->name(types_->arguments(last)[0]))
                         : "";
        } else if (const Primitive* const primitive = find_primitive(store_->name(head))) {
            switch (primitive->opcode) {
            case Opcode::tokens:
                return input_kind_;
            case Opcode::aggregate:
            case Opcode::aggregate_default:
            case Opcode::choose:
            case Opcode::choose_lazy:
                term = given[1];
                continue;
            default:
                break;
            }
            result = primitive->type.ends_with("seq(num)")    ? "num"
                     : primitive->type.ends_with("seq(bool)") ? "bool"
                                                              : "str";
        } else {
            return kind_of(parse_literal(store_->name(head)).value());
        }
        return result == "num"    ? std::optional(ValueKind::number)
               : result == "bool" ? std::optional(ValueKind::boolean)
               : result == "str"  ? std::optional(ValueKind::string)
                                  : std::nullopt;
    }
}

std::string_view BlockPrinter::kind_default(TermId term) const {
    const std::optional<ValueKind> kind = kind_of_term(term);
    return kind == ValueKind::string ? "\"\"" : kind == ValueKind::boolean ? "False" : "0";
}

BlockPrinter::Piece BlockPrinter::write_primitive(const Primitive& primitive, const Item& item,
                                                  std::vector<Piece>& parts) {
    Piece piece{.text = std::string(primitive.name),
                .word = {},
                .level = level_call,
                .constant = false,
                .string = false,
                .compound = !parts.empty()};
    const auto inside = [](const Piece& part, int least) {
        return part.level >= least ? part.text : "(" + part.text + ")";
    };
    const auto call = [&](std::string_view name) {
        std::vector<std::string> texts;
        for (const Piece& part : parts) {
            texts.push_back(part.text);
        }
        piece.text = fmt::format("{}({})", name, fmt::join(texts, ", "));
        return piece;
    };
    switch (primitive.opcode) {
    case Opcode::tokens:
        piece.text = std::string(tokens_);
        piece.string = tokens_ == "tokens";
        return piece;
    case Opcode::indices:
    case Opcode::length:
        return piece;
    case Opcode::full:
        piece.text = "full_s";
        return piece;
    case Opcode::select:
        return write_select(item, parts);
    case Opcode::aggregate:
    case Opcode::aggregate_default:
        return write_aggregate(item, parts);
    case Opcode::selector_width:
        return call("selector_width");
    case Opcode::parse_int:
        if (store_->is(TermKind::application, item.parts[0].term) &&
            item.parts[0].term == store_->application(store_->primitive("tokens"), input_)) {
            piece.text = "tokens_int";
            piece.compound = false;
            return piece;
        }
        return call(helper(Builtin::parse_int));
    case Opcode::choose:
        if (parts[0].constant) {
            parts[0] = lifted(parts[0]);
        }
        piece.level = level_choose;
        piece.string = parts[1].string || parts[2].string;
        piece.text = fmt::format("{} if {} else {}", inside(parts[1], level_logical),
                                 inside(parts[0], level_logical), inside(parts[2], level_logical));
        return piece;
    default:
        break;
    }
    if (primitive.extended()) {
        piece.string = primitive.type.ends_with("seq(str)");
        return call(helper(builtin_of(primitive.opcode)));
    }
    if (std::ranges::all_of(parts, &Piece::constant)) {
        parts[0] = lifted(parts[0]);
    }
    switch (primitive.opcode) {
    case Opcode::round:
    case Opcode::indicator:
        return call(primitive.name);
    case Opcode::neg:
        piece.level = level_unary;
        piece.text =
            "-" + inside(parts[0], parts[0].text.front() == '-' ? level_call : level_unary);
        return piece;
    case Opcode::logical_not:
    case Opcode::selector_not:
        piece.level = level_unary;
        piece.text = "not " + inside(parts[0], level_unary);
        return piece;
    case Opcode::compare:
        if (primitive.comparison == Comparison::not_equal) {
            return call(helper(Builtin::not_equal));
        }
        break;
    case Opcode::concat:
        piece.string = true;
        if (!parts[0].string && !parts[1].string) {
            return call(helper(Builtin::concat));
        }
        break;
    default:
        break;
    }
    const Operator op = operator_of(primitive).value();
    // Operators associate to the left. `and` and `or` bind alike: one inside of the other is easier
    // to read in parentheses, as is a comparison of a comparison.
    const bool chains = parts[0].level == op.level && op.level != level_compare &&
                        (op.level != level_logical || parts[0].op == op.text);
    piece.level = op.level;
    piece.op = op.text;
    piece.text = fmt::format("{} {} {}", inside(parts[0], chains ? op.level : op.level + 1),
                             op.text, inside(parts[1], op.level + 1));
    return piece;
}

} // namespace rasp_stitch::rasp

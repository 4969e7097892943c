#include "tests/rasp/evaluator/random_program.hpp"

#include "rasp/language/literal.hpp"

#include <array>
#include <string_view>

namespace rasp_stitch::rasp {

namespace {

constexpr std::array<std::string_view, 6> predicates = {"equals_to", "not_equals_to", "less_than",
                                                        "at_most",   "greater_than",  "at_least"};
constexpr std::array<std::string_view, 6> comparisons = {"eq", "ne", "lt", "le", "gt", "ge"};
constexpr std::array<std::string_view, 6> operations = {"add", "sub", "mul", "div", "mod", "pow"};

std::string call(std::string_view function, std::initializer_list<std::string> arguments) {
    std::string text = "(" + std::string(function);
    for (const std::string& argument : arguments) {
        text += " " + argument;
    }
    return text + ")";
}

} // namespace

Value RandomPrograms::value(ValueKind kind) {
    constexpr std::array<std::string_view, 7> texts = {"", "a", "b", "ab", "é", "€", "longer text"};
    switch (kind) {
    case ValueKind::boolean:
        return below(2) == 0;
    case ValueKind::string:
        return std::string(texts[below(texts.size())]);
    case ValueKind::number:
        break;
    }
    switch (below(20)) {
    case 0: // where floats no longer hold every whole number
        return (std::int64_t{1} << 53) + static_cast<std::int64_t>(below(3)) - 1;
    case 1:
        return 9007199254740992.0;
    case 2:
    case 3:
    case 4:
    case 5:
        return static_cast<double>(below(40)) / 8 - 2;
    case 6:
        return static_cast<double>(below(100)) / 10;
    default:
        return static_cast<std::int64_t>(below(9)) - 3;
    }
}

std::string RandomPrograms::literal(ValueKind kind) {
    return literal_name(value(kind));
}

std::string RandomPrograms::leaf(ValueKind kind) {
    if (!bound_.empty() && below(2) == 0) {
        const std::size_t at = below(bound_.size());
        if (bound_[at] == kind) {
            return "$" + std::to_string(bound_.size() - 1 - at);
        }
    }
    if (kind == tokens_ && below(3) != 0) {
        return call("tokens", {input_variable()});
    }
    if (kind == ValueKind::number && below(3) != 0) {
        return call(below(4) == 0 ? "length" : "indices", {input_variable()});
    }
    return literal(kind);
}

std::string RandomPrograms::sequence(ValueKind kind, std::size_t depth) {
    if (depth == 0 || below(8) == 0) {
        return leaf(kind);
    }
    if (with_lets && below(4) == 0) {
        const ValueKind bound = this->kind();
        const std::string value = sequence(bound, depth - 1);
        bound_.push_back(bound);
        const std::string body = sequence(kind, depth - 1);
        bound_.pop_back();
        return call("(lam " + body + ")", {value});
    }
    if (with_extensions && below(3) == 0) {
        return extension(kind, depth);
    }
    switch (below(5)) {
    case 0:
        return call("aggregate", {selector(depth - 1), sequence(kind, depth - 1)});
    case 1:
        return call("aggregate_default",
                    {selector(depth - 1), sequence(kind, depth - 1), sequence(kind, depth - 1)});
    case 2:
        return call("if", {sequence(ValueKind::boolean, depth - 1), sequence(kind, depth - 1),
                           sequence(kind, depth - 1)});
    default:
        break;
    }
    if (kind == ValueKind::string) {
        return call("concat", {sequence(kind, depth - 1), sequence(kind, depth - 1)});
    }
    if (kind == ValueKind::number) {
        switch (below(6)) {
        case 0:
            return call("round", {sequence(kind, depth - 1)});
        case 1:
            return call("indicator", {sequence(ValueKind::boolean, depth - 1)});
        case 2:
            return call("selector_width", {selector(depth - 1)});
        case 3:
            return call("neg", {sequence(kind, depth - 1)});
        default:
            return call(operations[below(below(3) == 0 ? 6 : 3)],
                        {sequence(kind, depth - 1), sequence(kind, depth - 1)});
        }
    }
    switch (below(4)) {
    case 0:
        return call("not", {sequence(kind, depth - 1)});
    case 1:
        return call(below(2) == 0 ? "and" : "or",
                    {sequence(kind, depth - 1), sequence(kind, depth - 1)});
    default: {
        const ValueKind compared = this->kind();
        return call(comparisons[below(6)],
                    {sequence(compared, depth - 1), sequence(compared, depth - 1)});
    }
    }
}

std::string RandomPrograms::extension(ValueKind kind, std::size_t depth) {
    constexpr std::array<std::string_view, 7> functions = {"floor", "ceil", "abs", "sign",
                                                           "exp",   "log",  "sqrt"};
    const auto part = [&](ValueKind of) { return sequence(of, depth - 1); };
    if (kind == ValueKind::string && below(2) == 0) {
        return below(2) == 0 ? call("print_int", {part(ValueKind::number)})
                             : call("repeat", {part(kind), part(ValueKind::number)});
    }
    if (kind == ValueKind::number && below(2) == 0) {
        switch (below(4)) {
        case 0:
            return call(below(2) == 0 ? "max" : "min", {part(kind), part(kind)});
        case 1:
            return call(below(2) == 0 ? "aggregate_max" : "aggregate_min",
                        {selector(depth - 1), part(kind), part(kind)});
        default:
            return call(functions[below(functions.size())], {part(kind)});
        }
    }
    return call("if_lazy", {part(ValueKind::boolean), part(kind), part(kind)});
}

std::string RandomPrograms::selector(std::size_t depth) {
    if (depth == 0) {
        return "full";
    }
    if (with_extensions && below(5) == 0) {
        return call("causal", {selector(depth - 1)});
    }
    switch (below(7)) {
    case 0:
        return call("selector_and", {selector(depth - 1), selector(depth - 1)});
    case 1:
        return call("selector_or", {selector(depth - 1), selector(depth - 1)});
    case 2:
        return call("selector_not", {selector(depth - 1)});
    default: {
        const ValueKind kind = this->kind();
        return call("select", {sequence(kind, depth - 1), sequence(kind, depth - 1),
                               std::string(predicates[below(6)])});
    }
    }
}

std::string RandomPrograms::program(ValueKind tokens) {
    tokens_ = tokens;
    const std::size_t depth = 1 + below(5);
    return "(lam " + (below(8) == 0 ? selector(depth) : sequence(kind(), depth)) + ")";
}

Input RandomPrograms::input(ValueKind tokens) {
    constexpr std::array<std::size_t, 8> lengths = {1, 2, 5, 9, 20, 63, 64, 65};
    std::size_t length = lengths[below(below(8) == 0 ? lengths.size() : 4)];
    const bool is_whole = below(2) == 0;
    Input input;
    while (input.tokens.size() < length) {
        const Value token = value(tokens);
        if (!is_whole || !std::holds_alternative<double>(token)) {
            input.tokens.push_back(token);
        }
    }
    return input;
}

} // namespace rasp_stitch::rasp

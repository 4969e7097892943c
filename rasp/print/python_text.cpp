#include "rasp/print/python_text.hpp"

#include "rasp/language/literal.hpp"
#include "support/json/json_input.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace rasp_stitch::rasp {

std::string_view function_of(const Primitive& primitive) {
    switch (primitive.opcode) {
    case Opcode::add:
    case Opcode::concat:
        return "x + y";
    case Opcode::sub:
        return "x - y";
    case Opcode::mul:
        return "x * y";
    case Opcode::div:
        return "x / y";
    case Opcode::mod:
        return "x % y";
    case Opcode::pow:
        return "x ** y";
    case Opcode::neg:
        return "-x";
    case Opcode::round:
        return "round(x)";
    case Opcode::indicator:
    case Opcode::parse_int:
        return "int(x)";
    case Opcode::compare: {
        constexpr std::array<std::string_view, 6> texts = {"x == y", "x != y", "x < y",
                                                           "x <= y", "x > y",  "x >= y"};
        return texts.at(static_cast<std::size_t>(primitive.comparison));
    }
    case Opcode::logical_and:
        return "x and y";
    case Opcode::logical_or:
        return "x or y";
    case Opcode::logical_not:
        return "not x";
    case Opcode::floor:
        return "math.floor(x)";
    case Opcode::ceil:
        return "math.ceil(x)";
    case Opcode::abs:
        return "abs(x)";
    case Opcode::sign:
        return "(x > 0) - (x < 0)";
    case Opcode::exp:
        return "math.exp(x)";
    case Opcode::log:
        return "math.log(x)";
    case Opcode::sqrt:
        return "math.sqrt(x)";
    case Opcode::greater:
        return "x if x > y else y";
    case Opcode::lesser:
        return "x if x < y else y";
    case Opcode::print_int:
        return "str(int(x))";
    case Opcode::repeat:
        return "x * int(y)";
    default:
        return "";
    }
}

std::string python_literal(const Value& value) {
    if (const auto* const truth = std::get_if<bool>(&value)) {
        return *truth ? "True" : "False";
    }
    if (const auto* const text = std::get_if<std::string>(&value)) {
        return Json(*text).dump(-1, ' ', true); // JSON's strings are Python's
    }
    return literal_name(value) == "zero"  ? "0"
           : literal_name(value) == "one" ? "1"
           : literal_name(value) == "two" ? "2"
                                          : literal_name(value);
}

} // namespace rasp_stitch::rasp

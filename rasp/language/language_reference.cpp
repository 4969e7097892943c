#include "rasp/language/language_reference.hpp"

#include "rasp/language/primitives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace rasp_stitch::rasp {

namespace {

constexpr std::string_view literals =
    "Literals are whole numbers (7, -2), floats (0.5), true, false, and strings: str. and the "
    "text, in which every byte outside of A-Z a-z 0-9 _ + * / < > = ! ? , ; : & @ ^ ~ - is written "
    "%XX: "
    "str.a, str.%28 for an opening parenthesis.";

std::string aliases_of(const Primitive& primitive, std::string_view quote) {
    std::string text;
    const auto add = [&](std::string_view alias) {
        if (!alias.empty()) {
            text += fmt::format("{}{}{}{}", text.empty() ? "" : " ", quote, alias, quote);
        }
    };
    std::ranges::for_each(primitive.aliases, add);
    // These names mean the primitive only at certain places.
    if (primitive.opcode == Opcode::concat) {
        add("+");
    }
    if (primitive.opcode == Opcode::predicate) {
        for (const Primitive& other : primitives()) {
            if (other.opcode == Opcode::compare && other.comparison == primitive.comparison) {
                add(other.name);
                std::ranges::for_each(other.aliases, add);
            }
        }
    }
    return text;
}

std::string as_text(const Primitive& primitive) {
    const std::string aliases = aliases_of(primitive, "");
    return fmt::format("{} : {}\n{}    {}\n    {}\n    {} -> {}\n\n", primitive.name,
                       primitive.type, aliases.empty() ? "" : "    also: " + aliases + "\n",
                       primitive.meaning, primitive.example.program, primitive.example.input,
                       primitive.example.output);
}

// Escapes bars, which would end the cell of a table.
std::string in_cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '|' ? std::string("\\|") : std::string(1, c);
    }
    return out;
}

std::string as_markdown(const Primitive& primitive) {
    return fmt::format("| `{}` | {} | `{}` | {} | `{}`: `{}` gives `{}` |\n", primitive.name,
                       in_cell(aliases_of(primitive, "`")), primitive.type,
                       in_cell(primitive.meaning), primitive.example.program,
                       primitive.example.input, primitive.example.output);
}

} // namespace

std::string language_reference(ReferenceFormat format) {
    std::string text;
    if (format == ReferenceFormat::markdown) {
        text = "| name | aliases | type | meaning | example |\n| --- | --- | --- | --- | --- |\n";
    }
    for (const Primitive& primitive : primitives()) {
        text += format == ReferenceFormat::markdown ? as_markdown(primitive) : as_text(primitive);
    }
    return text + (format == ReferenceFormat::markdown ? "\n" : "") + std::string(literals) + "\n";
}

} // namespace rasp_stitch::rasp

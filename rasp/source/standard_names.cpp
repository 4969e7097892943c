#include "rasp/source/standard_names.hpp"

#include <algorithm>
#include <array>

namespace rasp_stitch::rasp {

namespace {

constexpr std::array builtins = {
    NamedBuiltin{"aggregate", Builtin::aggregate, ""},
    NamedBuiltin{"round", Builtin::round, ""},
    NamedBuiltin{"indicator", Builtin::indicator, ""},
    NamedBuiltin{"range", Builtin::range, ""},
    NamedBuiltin{"zip", Builtin::zip, ""},
    NamedBuiltin{"len", Builtin::len, ""},
    NamedBuiltin{"selector_width", Builtin::selector_width, ""},
    NamedBuiltin{"constant", Builtin::constant,
                 "def constant(x) {\n    return x if indices == indices else x;\n}\n"},
    NamedBuiltin{"not_equal", Builtin::not_equal,
                 "def not_equal(x, y) {\n    return not (x == y);\n}\n"},
    NamedBuiltin{"concat", Builtin::concat, "def concat(x, y) {\n    return x + y;\n}\n"},
    NamedBuiltin{"aggregate_or", Builtin::aggregate_or,
                 "def aggregate_or(s, x, otherwise, constant_otherwise) {\n"
                 "    return otherwise if selector_width(s) == 0\n"
                 "        else aggregate(s, x, constant_otherwise);\n"
                 "}\n"},
    NamedBuiltin{"parse_int", Builtin::parse_int, ""},
    NamedBuiltin{"decoded", Builtin::decoded, ""},
    // The extensions. The library has other functions `max` and `min`, of values of any kind.
    NamedBuiltin{"floor", builtin_of(Opcode::floor), ""},
    NamedBuiltin{"ceil", builtin_of(Opcode::ceil), ""},
    NamedBuiltin{"abs", builtin_of(Opcode::abs), ""},
    NamedBuiltin{"sign", builtin_of(Opcode::sign), ""},
    NamedBuiltin{"exp", builtin_of(Opcode::exp), ""},
    NamedBuiltin{"log", builtin_of(Opcode::log), ""},
    NamedBuiltin{"sqrt", builtin_of(Opcode::sqrt), ""},
    NamedBuiltin{"maximum", builtin_of(Opcode::greater), ""},
    NamedBuiltin{"minimum", builtin_of(Opcode::lesser), ""},
    NamedBuiltin{"print_int", builtin_of(Opcode::print_int), ""},
    NamedBuiltin{"repeat", builtin_of(Opcode::repeat), ""},
    NamedBuiltin{"if_lazy", builtin_of(Opcode::choose_lazy), ""},
    NamedBuiltin{"aggregate_max", builtin_of(Opcode::aggregate_max), ""},
    NamedBuiltin{"aggregate_min", builtin_of(Opcode::aggregate_min), ""},
    NamedBuiltin{"causal", builtin_of(Opcode::causal), ""},
};

// In our own words; the meanings are those of the reference's library.
constexpr std::string_view library = R"(
def has_focus(sel) {
    return aggregate(sel, 1, 0) > 0;
}
def count(seq, atom) {
    return round(length * aggregate(full_s, indicator(seq == atom)));
}
def contains(seq, atom) {
    return aggregate(full_s, indicator(seq == atom)) > 0;
}
def max(a, b) {
    return a if a > b else b;
}
def min(a, b) {
    return a if a < b else b;
}
def average(x) {
    return aggregate(full_s, x);
}
def load_from_location(seq, position) {
    return aggregate(select(indices, position, ==), seq);
}
def shift(seq, n, filler) {
    return aggregate(select(indices + n, indices, ==), seq, filler);
}
def mark_last_instance(seq, val) {
    other = select(seq, val, ==) and select(indices, indices, >);
    return seq == val and not has_focus(other);
}
def mark_first_instance(seq, val) {
    other = select(seq, val, ==) and select(indices, indices, <);
    return seq == val and not has_focus(other);
}
def select_from_last(seq, val) {
    return select(mark_last_instance(seq, val), True, ==);
}
def select_from_first(seq, val) {
    return select(mark_first_instance(seq, val), True, ==);
}
def sort(seq, key) {
    earlier = select(key, key, <) or (select(key, key, ==) and select(indices, indices, <));
    return aggregate(select(selector_width(earlier), indices, ==), seq);
}
def select_next_identical(seq) {
    same_before = selector_width(select(seq, seq, ==) and select(indices, indices, <));
    return select(seq, seq, ==) and select(same_before, same_before + 1, ==);
}
)";

// Words of the language.
constexpr std::array<std::string_view, 24> words = {
    "if",           "else",    "not",         "and",        "or",         "out",
    "def",          "return",  "range",       "for",        "in",         "zip",
    "len",          "get",     "tokens_asis", "tokens_str", "tokens_int", "tokens_bool",
    "tokens_float", "indices", "True",        "False",      "aggregate",  "round"};

constexpr std::array<std::string_view, 17> library_names = {
    "full_s",
    "length",
    "selector_width",
    "has_focus",
    "count",
    "contains",
    "max",
    "min",
    "average",
    "load_from_location",
    "shift",
    "mark_last_instance",
    "mark_first_instance",
    "select_from_last",
    "select_from_first",
    "sort",
    "select_next_identical",
};

} // namespace

std::span<const NamedBuiltin> named_builtins() {
    return builtins;
}

const NamedBuiltin& row_of(Builtin builtin) {
    return *std::ranges::find(builtins, builtin, &NamedBuiltin::builtin);
}

std::string_view standard_library() {
    return library;
}

bool is_of_library(std::string_view name) {
    return std::ranges::find(library_names, name) != library_names.end();
}

bool is_reserved(std::string_view name) {
    return name == "indicator" || is_of_library(name) ||
           std::ranges::find(words, name) != words.end();
}

} // namespace rasp_stitch::rasp

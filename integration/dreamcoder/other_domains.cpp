#include "integration/dreamcoder/other_domains.hpp"

#include "integration/dreamcoder/list_domain.hpp"
#include "lambda/types/type_text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace rasp_stitch::dreamcoder {

using lambda::TypeId;
using lambda::TypeStore;

namespace {

struct Row {
    std::string_view name;
    std::string_view type;
};

constexpr std::array rows = {
    // real numbers: bin/rational.py and bin/scientificLaws.py
    Row{"+.", "real -> real -> real"},
    Row{"-.", "real -> real -> real"},
    Row{"*.", "real -> real -> real"},
    Row{"/.", "real -> real -> real"},
    Row{"power", "real -> real -> real"},
    Row{"0.", "real"},
    Row{"1.", "real"},
    Row{"pi", "real"},
    Row{"REAL", "real"},
    Row{"zip", "list(t0) -> list(t1) -> (t0 -> t1 -> t2) -> list(t2)"},
    // bin/physics.py
    Row{"get-field", "object -> field -> vector"},
    Row{"mass", "object -> real"},
    Row{"*v", "real -> vector -> vector"},
    Row{"/v", "vector -> real -> vector"},
    Row{"dp", "vector -> vector -> real"},
    Row{"-v", "vector -> vector -> vector"},
    Row{"+v", "vector -> vector -> vector"},
    Row{"get-position", "object -> vector"},
    Row{"get-velocity", "object -> vector"},
    Row{"position", "field"},
    Row{"velocity", "field"},
    Row{"normalize", "vector -> vector"},
    Row{"yhat", "vector"},
    Row{"vector-length", "vector -> real"},
    Row{"sq", "real -> real"},
    // integers and recursion that the list domain's table lacks
    Row{"negative_1", "int"},
    Row{"6", "int"},
    Row{"7", "int"},
    Row{"8", "int"},
    Row{"9", "int"},
    Row{"fix2", "t0 -> t1 -> ((t0 -> t1 -> t2) -> t0 -> t1 -> t2) -> t2"},
    // bin/tower.py
    Row{"tower_loopM", "int -> (int -> tower -> tower) -> tower -> tower"},
    Row{"tower_embed", "(tower -> tower) -> tower -> tower"},
    Row{"3x1", "tower -> tower"},
    Row{"1x3", "tower -> tower"},
    Row{"left", "int -> tower -> tower"},
    Row{"right", "int -> tower -> tower"},
    Row{"moveHand", "int -> tower -> tower"},
    Row{"reverseHand", "tower -> tower"},
    // bin/logo.py
    Row{"logo_UA", "tangle"},
    Row{"logo_UL", "tlength"},
    Row{"logo_ZA", "tangle"},
    Row{"logo_ZL", "tlength"},
    Row{"logo_DIVA", "tangle -> int -> tangle"},
    Row{"logo_MULA", "tangle -> int -> tangle"},
    Row{"logo_DIVL", "tlength -> int -> tlength"},
    Row{"logo_MULL", "tlength -> int -> tlength"},
    Row{"logo_ADDA", "tangle -> tangle -> tangle"},
    Row{"logo_SUBA", "tangle -> tangle -> tangle"},
    Row{"logo_PT", "(turtle -> turtle) -> turtle -> turtle"},
    Row{"logo_FWRT", "tlength -> tangle -> turtle -> turtle"},
    Row{"logo_GETSET", "(turtle -> turtle) -> turtle -> turtle"},
    Row{"logo_IFTY", "int"},
    Row{"logo_epsA", "tangle"},
    Row{"logo_epsL", "tlength"},
    Row{"logo_forLoop", "int -> (int -> turtle -> turtle) -> turtle -> turtle"},
    // bin/text.py
    Row{"char-eq?", "char -> char -> bool"},
    Row{"STRING", "list(char)"},
    Row{"'.'", "char"},
    Row{"','", "char"},
    Row{"'-'", "char"},
    Row{"SPACE", "char"},
    Row{"RPAREN", "char"},
    Row{"LPAREN", "char"},
    Row{"take-word", "char -> list(char) -> list(char)"},
    Row{"drop-word", "char -> list(char) -> list(char)"},
    Row{"append", "list(t0) -> list(t0) -> list(t0)"},
    Row{"abbreviate", "list(char) -> list(char)"},
    Row{"last-word", "char -> list(char) -> list(char)"},
    Row{"replace-character", "char -> char -> list(char) -> list(char)"},
};

// The primitives of bin/regexes.py other than constants such as string_a.
constexpr std::array regex_rows = {
    Row{"empty_string", "pregex"},
    Row{"r_const", "pregex -> pregex"},
    Row{"r_concat", "pregex -> pregex -> pregex"},
    Row{"r_kleene", "pregex -> pregex"},
    Row{"r_plus", "pregex -> pregex"},
    Row{"r_maybe", "pregex -> pregex"},
    Row{"r_alt", "pregex -> pregex -> pregex"},
};

// Likewise, where every primitive continues a regex: concatPrimitives() and those like it.
constexpr std::array continuing_regex_rows = {
    Row{"empty_string", "pregex"},
    Row{"r_const", "pregex -> pregex"},
    Row{"r_kleene", "(pregex -> pregex) -> pregex -> pregex"},
    Row{"r_plus", "(pregex -> pregex) -> pregex -> pregex"},
    Row{"r_maybe", "(pregex -> pregex) -> pregex -> pregex"},
    Row{"r_alt", "(pregex -> pregex) -> (pregex -> pregex) -> pregex -> pregex"},
};

std::optional<std::string_view> find(std::span<const Row> table, std::string_view name) {
    const auto row = std::ranges::find(table, name, &Row::name);
    return row == table.end() ? std::nullopt : std::optional(row->type);
}

bool is_constant(std::string_view name) {
    constexpr std::array classes = {"r_dot", "r_d", "r_s", "r_w", "r_l", "r_u"};
    return name.starts_with("string_") ||
           std::ranges::any_of(classes, [&](std::string_view one) { return one == name; });
}

std::optional<TypeId> regex_type_of(TypeStore& types, std::span<const Row> table,
                                    std::string_view constant, std::string_view name) {
    const std::optional<std::string_view> type =
        is_constant(name) ? std::optional(constant) : find(table, name);
    return type ? std::optional(lambda::parse_type(types, *type)) : std::nullopt;
}

} // namespace

std::optional<TypeId> other_domains_type(TypeStore& types, std::string_view name) {
    const std::optional<std::string_view> type = find(rows, name);
    return type ? std::optional(lambda::parse_type(types, *type)) : list_domain_type(types, name);
}

std::optional<TypeId> regex_type(TypeStore& types, std::string_view name) {
    return regex_type_of(types, regex_rows, "pregex", name);
}

std::optional<TypeId> continuing_regex_type(TypeStore& types, std::string_view name) {
    return regex_type_of(types, continuing_regex_rows, "pregex -> pregex", name);
}

} // namespace rasp_stitch::dreamcoder

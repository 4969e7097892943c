#include "integration/dreamcoder/list_domain.hpp"

#include "lambda/types/type_text.hpp"

#include <algorithm>
#include <array>

namespace rasp_stitch::dreamcoder {

namespace {

struct Row {
    std::string_view name;
    std::string_view type;
};

constexpr std::array rows = {
    Row{"map", "(t0 -> t1) -> list(t0) -> list(t1)"},
    Row{"unfold", "t0 -> (t0 -> bool) -> (t0 -> t1) -> (t0 -> t0) -> list(t1)"},
    Row{"range", "int -> list(int)"},
    Row{"index", "int -> list(t0) -> t0"},
    Row{"fold", "list(t0) -> t1 -> (t0 -> t1 -> t1) -> t1"},
    Row{"length", "list(t0) -> int"},
    Row{"if", "bool -> t0 -> t0 -> t0"},
    Row{"+", "int -> int -> int"},
    Row{"-", "int -> int -> int"},
    Row{"empty", "list(t0)"},
    Row{"cons", "t0 -> list(t0) -> list(t0)"},
    Row{"car", "list(t0) -> t0"},
    Row{"cdr", "list(t0) -> list(t0)"},
    Row{"empty?", "list(t0) -> bool"},
    Row{"0", "int"},
    Row{"1", "int"},
    Row{"*", "int -> int -> int"},
    Row{"mod", "int -> int -> int"},
    Row{"gt?", "int -> int -> bool"},
    Row{"eq?", "int -> int -> bool"},
    Row{"is-prime", "int -> bool"},
    Row{"is-square", "int -> bool"},
    Row{"2", "int"},
    Row{"3", "int"},
    Row{"4", "int"},
    Row{"5", "int"},
    Row{"singleton", "t0 -> list(t0)"},
    Row{"++", "list(t0) -> list(t0) -> list(t0)"},
    Row{"mapi", "(int -> t0 -> t1) -> list(t0) -> list(t1)"},
    Row{"reducei", "(int -> t1 -> t0 -> t1) -> t1 -> list(t0) -> t1"},
    Row{"true", "bool"},
    Row{"not", "bool -> bool"},
    Row{"and", "bool -> bool -> bool"},
    Row{"or", "bool -> bool -> bool"},
    Row{"sort", "list(int) -> list(int)"},
    Row{"negate", "int -> int"},
    Row{"sum", "list(int) -> int"},
    Row{"reverse", "list(t0) -> list(t0)"},
    Row{"all", "(t0 -> bool) -> list(t0) -> bool"},
    Row{"any", "(t0 -> bool) -> list(t0) -> bool"},
    Row{"filter", "(t0 -> bool) -> list(t0) -> list(t0)"},
    Row{"slice", "int -> int -> list(t0) -> list(t0)"},
    Row{"fix1", "t0 -> ((t0 -> t1) -> t0 -> t1) -> t1"},
};

} // namespace

std::optional<lambda::TypeId> list_domain_type(lambda::TypeStore& types, std::string_view name) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const Row& candidate) { return candidate.name == name; });
    return row == rows.end() ? std::nullopt : std::optional(lambda::parse_type(types, row->type));
}

} // namespace rasp_stitch::dreamcoder

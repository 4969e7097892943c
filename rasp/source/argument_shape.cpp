#include "rasp/source/argument_shape.hpp"

#include "lambda/types/type_text.hpp"
#include "support/text/input_error.hpp"

#include <cstddef>
#include <string_view>

namespace rasp_stitch::rasp {

using lambda::TypeId;
using lambda::TypeStore;

namespace {

using Sort = ArgumentShape::Sort;

constexpr std::size_t longest_type = 4'000; // characters

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == text.npos ? std::string_view()
                              : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// Returns the type in "# NAME : TYPE" or "# NAME (OTHER NAME) : TYPE"; "" for any other line.
std::string_view type_in(std::string_view comment, std::string_view name) {
    const std::string_view text = trimmed(comment.substr(1));
    if (!text.starts_with(name)) {
        return {};
    }
    const std::string_view rest = text.substr(name.size());
    constexpr std::string_view colon = " : ";
    const std::size_t at = rest.rfind(colon); // a name of a task may have anything in it
    const bool fits = at == 0 || (at != rest.npos && rest.starts_with(" (") && rest[at - 1] == ')');
    return fits ? trimmed(rest.substr(at + colon.size())) : std::string_view();
}

// Returns the type that one of the comments right above the definition gives.
std::string_view described_type(const SyntaxTree& tree, const Statement& definition) {
    std::string_view before = std::string_view(tree.text).substr(0, definition.offset);
    before = before.substr(0, before.rfind('\n') == before.npos ? 0 : before.rfind('\n'));
    while (!before.empty()) {
        const std::size_t begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
        const std::string_view line = trimmed(before.substr(begin));
        if (!line.starts_with('#')) {
            return {};
        }
        const std::string_view type = type_in(line, definition.name);
        if (!type.empty()) {
            return type;
        }
        before = before.substr(0, begin == 0 ? 0 : begin - 1);
    }
    return {};
}

std::optional<ValueKind> kind_of_values(const TypeStore& types, TypeId sequence) {
    if (types.is_variable(sequence) || types.arguments(sequence).size() != 1 ||
        types.is_variable(types.arguments(sequence)[0])) {
        return std::nullopt;
    }
    const std::string& base = types.name(types.arguments(sequence)[0]);
    return base == "num"    ? std::optional(ValueKind::number)
           : base == "bool" ? std::optional(ValueKind::boolean)
           : base == "str"  ? std::optional(ValueKind::string)
                            : std::nullopt;
}

} // namespace

ArgumentShape shape_of(const TypeStore& types, TypeId type) {
    ArgumentShape shape;
    const lambda::Signature signature = lambda::signature_of(types, type);
    for (const TypeId argument : signature.arguments) {
        shape.takes.push_back(shape_of(types, argument));
    }
    const std::string_view result = types.is_variable(signature.result)
                                        ? "seq"
                                        : std::string_view(types.name(signature.result));
    shape.kind = result == "seq" ? kind_of_values(types, signature.result) : std::nullopt;
    shape.gives_selector = result == "sel";
    shape.sort = !shape.takes.empty() ? Sort::function
                 : result == "input"  ? Sort::input
                 : result == "sel"    ? Sort::selector
                 : result == "pred"   ? Sort::predicate
                                      : Sort::sop;
    return shape;
}

std::optional<std::vector<ArgumentShape>>
described_arguments(TypeStore& types, const SyntaxTree& tree, const Statement& definition) {
    const std::string_view text = described_type(tree, definition);
    if (text.empty() || text.size() > longest_type) {
        return std::nullopt;
    }
    std::vector<ArgumentShape> shapes;
    try {
        for (ArgumentShape& shape : shape_of(types, lambda::parse_type(types, text)).takes) {
            if (shape.sort != Sort::input) {
                shapes.push_back(std::move(shape));
            }
        }
    } catch (const InputError&) {
        return std::nullopt; // somebody's own words
    }
    return shapes.size() == definition.names.size() ? std::optional(std::move(shapes))
                                                    : std::nullopt;
}

} // namespace rasp_stitch::rasp

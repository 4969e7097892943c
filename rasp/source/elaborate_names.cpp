// What names mean, and values as what is wanted: s-ops, selectors, constants.

#include "rasp/source/elaborator.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/suggestion.hpp"

#include <fmt/format.h>

#include <utility>

namespace rasp_stitch::rasp {

std::string_view name_of(const DefinitionValue& value) {
    struct Names {
        std::string_view operator()(const Value&) const { return "a constant"; }
        std::string_view operator()(const Sop&) const { return "an s-op"; }
        std::string_view operator()(const SelectorTerm&) const { return "a selector"; }
        std::string_view operator()(const List&) const { return "a list"; }
        std::string_view operator()(const Dictionary&) const { return "a dictionary"; }
        std::string_view operator()(const UserFunction&) const { return "a function"; }
        std::string_view operator()(const Builtin&) const { return "a function"; }
        std::string_view operator()(const FunctionArgument&) const { return "a function"; }
        std::string_view operator()(const std::shared_ptr<const Applied>&) const {
            return "the output for an input";
        }
    };
    return std::visit(Names(), value.what);
}

DefinitionValue Elaborator::look_up(std::string_view name, const Scope& scope) {
    if (const DefinitionValue* const value = scope.find(name)) {
        return *value;
    }
    const std::optional<ValueKind> input = options_.input ? options_.input : example_;
    const auto tokens = [&](std::optional<ValueKind> kind) {
        return build_.of_input("tokens", kind, name == "tokens");
    };
    if (name == "indices" || name == "length") {
        return {build_.of_input(name, ValueKind::number)};
    }
    if (name == "full_s") {
        return {build_.full()};
    }
    if (name == "tokens" || name == "tokens_asis") {
        return {tokens(input)};
    }
    if (name == "tokens_str") {
        if (input && *input != ValueKind::string) {
            fail("tokens_str of an input that has no strings, which has no equivalent here",
                 "tokens_asis, or an input of strings");
        }
        return {tokens(ValueKind::string)};
    }
    if (name == "tokens_int" || name == "tokens_float") {
        if (!input ? name == "tokens_float" : *input != ValueKind::string) {
            const Sop asis = tokens(input ? input : ValueKind::number);
            return {build_.number(asis)};
        }
        if (name == "tokens_float") {
            fail("tokens_float of an input of strings, which has no equivalent here",
                 "tokens_int, or an input of numbers");
        }
        return {build_.parse_int(tokens(ValueKind::string))};
    }
    if (name == "tokens_bool") {
        return {build_.truth(tokens(input ? input : ValueKind::string))};
    }
    std::vector<std::string_view> known = scope.names();
    for (const std::string_view other :
         {"indices", "length", "full_s", "tokens", "tokens_asis", "tokens_str", "tokens_int"}) {
        known.push_back(other);
    }
    const std::optional<std::string_view> near = nearest_word(name, known);
    fail(fmt::format("the unknown name {}", quote_excerpt(name)),
         near ? fmt::format("a name that is defined before; did you mean {}?", quote_excerpt(*near))
              : "a name that is defined before it is used");
}

std::optional<Sop> Elaborator::as_sop(const DefinitionValue& value) {
    if (const Sop* const known = value.as<Sop>()) {
        return *known;
    }
    if (const Value* const constant = value.as<Value>()) {
        return build_.constant(*constant);
    }
    return std::nullopt;
}

Sop Elaborator::sop(const DefinitionValue& value, std::string_view what) {
    std::optional<Sop> known = as_sop(value);
    if (!known) {
        fail(fmt::format("{} as {}", name_of(value), what), "an s-op or a constant");
    }
    return *known;
}

SelectorTerm Elaborator::selector(const DefinitionValue& value, std::string_view what) {
    if (const SelectorTerm* const known = value.as<SelectorTerm>()) {
        return *known;
    }
    fail(fmt::format("{} as {}", name_of(value), what), "a selector, such as select(...)");
}

Value Elaborator::atom(const DefinitionValue& value, std::string_view what) const {
    if (const Value* const known = value.as<Value>()) {
        return *known;
    }
    fail(fmt::format("{} as {}", name_of(value), what), "a number, a string, True or False");
}

} // namespace rasp_stitch::rasp

#pragma once

// The primitives that a language has, of those that a backward search can put around a part.
//
//     const Vocabulary heads(names); // {{"add", {.production = 3, .cost = bound_of(2.5)}}, ...}
//     if (const Head* add = heads.find(HeadName::add)) { ... }

#include "enumerator/goals/expression.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rasp_stitch::enumerator::backwards {

enum class HeadName : std::uint8_t {
    add,
    sub,
    mul,
    div,
    mod,
    neg,
    round,
    indicator,
    logical_not,
    logical_and,
    logical_or,
    eq,
    ne,
    lt,
    le,
    gt,
    ge,
    choose,
    concat,
    select,
    aggregate,
    aggregate_default,
    selector_and,
    selector_or,
    selector_not,
    selector_width,
    equals_to,
    not_equals_to,
    less_than,
    at_most,
    greater_than,
    at_least,
};

inline constexpr std::array<std::string_view, 32> head_names = {"add",          "sub",
                                                                "mul",          "div",
                                                                "mod",          "neg",
                                                                "round",        "indicator",
                                                                "not",          "and",
                                                                "or",           "eq",
                                                                "ne",           "lt",
                                                                "le",           "gt",
                                                                "ge",           "if",
                                                                "concat",       "select",
                                                                "aggregate",    "aggregate_default",
                                                                "selector_and", "selector_or",
                                                                "selector_not", "selector_width",
                                                                "equals_to",    "not_equals_to",
                                                                "less_than",    "at_most",
                                                                "greater_than", "at_least"};

struct NamedHead {
    std::string name;
    Head head;
};

class Vocabulary {
public:
    // Names of other productions are left out.
    explicit Vocabulary(std::span<const NamedHead> heads) {
        for (const NamedHead& named : heads) {
            const auto* const found = std::ranges::find(head_names, named.name);
            if (found != head_names.end()) {
                heads_.at(static_cast<std::size_t>(found - head_names.begin())) = named.head;
            }
        }
    }

    // Returns a null pointer if the language has no such primitive.
    const Head* find(HeadName name) const {
        const std::optional<Head>& head = heads_[static_cast<std::size_t>(name)];
        return head ? &*head : nullptr;
    }

private:
    std::array<std::optional<Head>, head_names.size()> heads_;
};

} // namespace rasp_stitch::enumerator::backwards

#pragma once

// Programs as calls of productions with parts that a search has kept, and contexts: programs with a
// hole.
//
//     const Expression context = call(add, {hole(), part(7)}); // (add ? part-7)
//     filled(context, part(3))                                 // (add part-3 part-7)

#include "enumerator/grammar/description_length.hpp"

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

// Names a kept program for whoever kept it.
using PartHandle = std::uint32_t;

struct ExpressionNode {
    enum class Kind : std::uint8_t { head, part, hole };
    Kind kind{};
    std::uint8_t arguments = 0; // of a head
    std::uint32_t number = 0;   // of a production, or the handle of a part

    bool operator==(const ExpressionNode&) const = default;
};

// A node before its arguments, these from left to right.
using Expression = std::vector<ExpressionNode>;

// A production, and about what it costs to choose it.
struct Head {
    std::uint32_t production = 0;
    DescriptionLength cost = 0;
};

inline Expression part(PartHandle handle) {
    return {{.kind = ExpressionNode::Kind::part, .number = handle}};
}

inline Expression hole() {
    return {{.kind = ExpressionNode::Kind::hole}};
}

inline Expression call(const Head& head, std::initializer_list<Expression> arguments) {
    Expression made = {{.kind = ExpressionNode::Kind::head,
                        .arguments = static_cast<std::uint8_t>(arguments.size()),
                        .number = head.production}};
    for (const Expression& argument : arguments) {
        made.insert(made.end(), argument.begin(), argument.end());
    }
    return made;
}

// Returns the context with the expression in place of its hole.
inline Expression filled(const Expression& context, const Expression& filler) {
    Expression made;
    for (const ExpressionNode& node : context) {
        if (node.kind == ExpressionNode::Kind::hole) {
            made.insert(made.end(), filler.begin(), filler.end());
        } else {
            made.push_back(node);
        }
    }
    return made;
}

} // namespace rasp_stitch::enumerator::backwards

#pragma once

// Copies terms from one store to another.
//
//     TermCopy copy(from, to);
//     const TermId same = copy(term);

#include "lambda/terms/term_store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

namespace rasp_stitch::lambda {

class TermCopy {
public:
    // What a primitive becomes in the other store, by its name.
    using CopyPrimitive = std::function<TermId(const std::string& name)>;

    // Both stores must outlive this.
    TermCopy(const TermStore& from, TermStore& to);
    TermCopy(const TermStore& from, TermStore& to, CopyPrimitive copy_primitive);

    // Makes the terms in an order that depends on the term alone: a function before its argument.
    TermId operator()(TermId term);

private:
    std::optional<TermId> part_to_copy(TermId term) const;
    TermId copy_with_parts(TermId term);

    const TermStore* from_;
    TermStore* to_;
    CopyPrimitive copy_primitive_;
    std::unordered_map<TermId, TermId> copies_;
};

} // namespace rasp_stitch::lambda

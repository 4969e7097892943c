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

namespace rasp_stitch::loop {

class TermCopy {
public:
    // What a primitive becomes in the other store, by its name.
    using CopyPrimitive = std::function<lambda::TermId(const std::string& name)>;

    // Both stores must outlive this.
    TermCopy(const lambda::TermStore& from, lambda::TermStore& to);
    TermCopy(const lambda::TermStore& from, lambda::TermStore& to, CopyPrimitive copy_primitive);

    // Makes the terms in an order that depends on the term alone: a function before its argument.
    lambda::TermId operator()(lambda::TermId term);

private:
    std::optional<lambda::TermId> part_to_copy(lambda::TermId term) const;
    lambda::TermId copy_with_parts(lambda::TermId term);

    const lambda::TermStore* from_;
    lambda::TermStore* to_;
    CopyPrimitive copy_primitive_;
    std::unordered_map<lambda::TermId, lambda::TermId> copies_;
};

} // namespace rasp_stitch::loop

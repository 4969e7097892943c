#include "lambda/terms/term_copy.hpp"

#include <utility>
#include <vector>

namespace rasp_stitch::lambda {

TermCopy::TermCopy(const TermStore& from, TermStore& to)
    : TermCopy(from, to, [&to](const std::string& name) { return to.primitive(name); }) {}

TermCopy::TermCopy(const TermStore& from, TermStore& to, CopyPrimitive copy_primitive)
    : from_(&from), to_(&to), copy_primitive_(std::move(copy_primitive)) {}

TermId TermCopy::operator()(TermId root) {
    std::vector<TermId> pending = {root};
    while (!pending.empty()) {
        const TermId term = pending.back();
        if (copies_.contains(term)) {
            pending.pop_back();
        } else if (const std::optional<TermId> part = part_to_copy(term)) {
            pending.push_back(*part);
        } else {
            copies_.emplace(term, copy_with_parts(term));
        }
    }
    return copies_.at(root);
}

std::optional<TermId> TermCopy::part_to_copy(TermId term) const {
    if (from_->is(TermKind::lambda, term) && !copies_.contains(from_->body(term))) {
        return from_->body(term);
    }
    if (from_->is(TermKind::application, term)) {
        for (const TermId part : {from_->function(term), from_->argument(term)}) {
            if (!copies_.contains(part)) {
                return part;
            }
        }
    }
    return std::nullopt;
}

TermId TermCopy::copy_with_parts(TermId term) {
    switch (from_->kind(term)) {
    case TermKind::primitive:
        return copy_primitive_(from_->name(term));
    case TermKind::variable:
        return to_->variable(from_->index(term), from_->tag(term));
    case TermKind::metavariable:
        return to_->metavariable(from_->index(term));
    case TermKind::application:
        return to_->application(copies_.at(from_->function(term)),
                                copies_.at(from_->argument(term)));
    case TermKind::lambda:
        return to_->lambda(copies_.at(from_->body(term)), from_->tag(term));
    }
    return {};
}

} // namespace rasp_stitch::lambda

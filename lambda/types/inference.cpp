#include "lambda/types/inference.hpp"

#include "lambda/types/unification.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::lambda {

namespace {

using Key = std::uint64_t;

// The results for larger types are not kept, so that typing stays linear in deep terms.
constexpr std::size_t most_type_parts = 64;

Key key_of(TermId term, std::uint32_t context) {
    return (Key{static_cast<std::uint32_t>(term)} << 32U) | context;
}

class Inferrer {
public:
    Inferrer(const TermStore& store, TypeStore& types, const TypeOf& type_of,
             const InferenceOptions& options)
        : store_(store), types_(types), type_of_(type_of), options_(options), unifier_(types),
          wording_(store, types, unifier_), variable_(types.variable(0)),
          function_(types.arrow(variable_, types.variable(1))) {}

    Inference infer(TermId root) {
        Inference inference;
        enter(root);
        while (!frames_.empty() && !fault_) {
            advance();
        }
        if (!fault_) {
            fit_request(root);
        }
        if (!fault_) {
            resolve(root, inference);
        }
        if (fault_) {
            return {.fault = std::move(fault_), .type = {}, .metavariables = {}, .primitives = {}};
        }
        return inference;
    }

private:
    // A lambda or application that is being typed.
    struct Frame {
        TermId term;
        std::uint8_t parts_done = 0;
        std::uint32_t outer_context = 0; // of a lambda: the context around it
        TypeInstance function = {};      // of an application: the function's type, once known
        std::size_t first_variable = 0;  // the number of the first variable made for this part
    };

    // Sets result_ if the term is a leaf or its type is known, and otherwise begins a frame.
    void enter(TermId term) {
        ++visits_;
        switch (store_.kind(term)) {
        case TermKind::primitive:
            return enter_primitive(term);
        case TermKind::variable:
            return enter_variable(term);
        case TermKind::metavariable:
            while (metavariables_.size() <= store_.index(term)) {
                metavariables_.push_back(unifier_.fresh(variable_));
            }
            result_ = metavariables_[store_.index(term)];
            return;
        default:
            break;
        }
        if (!options_.primitives && look_up(term)) {
            return;
        }
        frames_.push_back({.term = term, .first_variable = unifier_.mark().variables});
    }

    void enter_primitive(TermId term) {
        auto known = primitive_types_.find(term);
        if (known == primitive_types_.end()) {
            known = primitive_types_.emplace(term, type_of_(term)).first;
        }
        if (!known->second) {
            frames_.push_back({.term = term});
            fail(TypeFaultKind::unknown_primitive, {}, wording_.unknown_primitive(term));
            return;
        }
        result_ = unifier_.instantiate(*known->second);
        if (options_.primitives) {
            uses_.emplace_back(term, result_);
        }
    }

    void enter_variable(TermId term) {
        const std::uint32_t index = store_.index(term);
        if (index >= environment_.size()) {
            frames_.push_back({.term = term});
            fail(TypeFaultKind::free_variable, {}, wording_.free_variable(term));
            return;
        }
        result_ = environment_[environment_.size() - 1 - index];
    }

    // A closed term has a type scheme, of which each occurrence gets an instance.
    bool is_closed(TermId term) const {
        return store_.is_closed(term) && !store_.has_metavariables(term);
    }

    bool look_up(TermId term) {
        if (is_closed(term)) {
            const auto known = closed_.find(term);
            if (known == closed_.end()) {
                return false;
            }
            result_ = unifier_.instantiate(known->second);
            return true;
        }
        const auto known = open_.find(key_of(term, context_));
        if (known == open_.end()) {
            return false;
        }
        result_ = known->second;
        return true;
    }

    // Remembers the type of a part. An open term that occurs again under the same lambdas puts the
    // same constraints on their variables, which hold already. Its type is the same, too, unless it
    // has variables of its own, which would be new ones the second time.
    void keep(const Frame& frame) {
        if (options_.primitives) {
            return;
        }
        if (is_closed(frame.term)) {
            if (const std::optional<TypeId> type =
                    Resolver(types_, unifier_).resolve(result_, most_type_parts)) {
                closed_.emplace(frame.term, *type);
            }
        } else if (!has_variables_from(frame.first_variable, result_)) {
            open_.emplace(key_of(frame.term, context_), result_);
        }
    }

    bool has_variables_from(std::size_t first, TypeInstance instance) {
        visits_of_type_.assign(1, instance);
        for (std::size_t i = 0; i < visits_of_type_.size(); ++i) {
            const TypeInstance part = unifier_.walk(visits_of_type_[i]);
            if (unifier_.is_variable(part)) {
                if (unifier_.number_of(part) >= first) {
                    return true;
                }
                continue;
            }
            if (types_.is_ground(part.type)) {
                continue;
            }
            for (std::size_t j = 0; j < types_.arguments(part.type).size(); ++j) {
                visits_of_type_.push_back(unifier_.argument(part, j));
            }
            if (visits_of_type_.size() > most_type_parts) {
                return true;
            }
        }
        return false;
    }

    // Continues the innermost frame with its next part, or ends it.
    void advance() {
        if (visits_ + unifier_.work() > options_.most_visits) {
            fail(TypeFaultKind::too_large, {}, FaultWording::large_term());
            return;
        }
        Frame& frame = frames_.back();
        if (store_.is(TermKind::lambda, frame.term)) {
            advance_lambda(frame);
        } else {
            advance_application(frame);
        }
    }

    void advance_lambda(Frame& frame) {
        if (frame.parts_done == 0) {
            frame.parts_done = 1;
            frame.outer_context = context_;
            context_ = ++contexts_;
            environment_.push_back(unifier_.fresh(variable_));
            enter(store_.body(frame.term));
            return;
        }
        const TypeInstance arrow = unifier_.function(function_, environment_.back(), result_);
        context_ = frame.outer_context;
        environment_.pop_back();
        end(arrow);
    }

    void advance_application(Frame& frame) {
        if (frame.parts_done == 0) {
            frame.parts_done = 1;
            enter(store_.function(frame.term));
            return;
        }
        if (frame.parts_done == 1) {
            frame.parts_done = 2;
            frame.function = unifier_.walk(result_);
            if (take_argument(frame)) {
                enter(store_.argument(frame.term));
            }
            return;
        }
        const TypeInstance function = frame.function;
        const Unification unified = unifier_.unify(parameter_of(function), result_);
        if (unified != Unification::done) {
            fail_argument(frame, unified);
            return;
        }
        end(value_of(function));
    }

    // Makes the type of an application's function an arrow. Returns false, with a fault, if it is
    // a type of another kind.
    bool take_argument(Frame& frame) {
        if (types_.is_arrow(frame.function.type)) {
            return true;
        }
        if (!unifier_.is_variable(frame.function)) {
            fail(TypeFaultKind::surplus_argument, PathStep::argument,
                 wording_.surplus_argument(frame.term, frame.function));
            return false;
        }
        const TypeInstance arrow = unifier_.instantiate(function_);
        unifier_.unify(frame.function, arrow);
        frame.function = arrow;
        return true;
    }

    void end(TypeInstance type) {
        result_ = type;
        const Frame frame = frames_.back();
        keep(frame);
        frames_.pop_back();
    }

    TypeInstance parameter_of(TypeInstance arrow) const { return unifier_.argument(arrow, 0); }
    TypeInstance value_of(TypeInstance arrow) const { return unifier_.argument(arrow, 1); }

    void fit_request(TermId root) {
        if (!options_.request) {
            return;
        }
        const TypeInstance request = unifier_.instantiate(*options_.request);
        const Unifier::Mark mark = unifier_.mark();
        const Unification unified = unifier_.unify(result_, request);
        if (unified == Unification::done) {
            return;
        }
        unifier_.undo(mark);
        frames_.push_back({.term = root});
        fail(TypeFaultKind::request, {}, wording_.request(result_, *options_.request));
    }

    void resolve(TermId root, Inference& inference) {
        Resolver resolver(types_, unifier_);
        bool complete = true;
        const auto resolved = [&](TypeInstance instance) {
            const std::optional<TypeId> type = resolver.resolve(instance);
            complete = complete && type;
            return type.value_or(variable_);
        };
        for (const TypeInstance metavariable : metavariables_) {
            inference.metavariables.push_back(resolved(metavariable));
        }
        inference.type = resolved(result_);
        for (const auto& [primitive, instance] : uses_) {
            inference.primitives.push_back({primitive, resolved(instance)});
        }
        if (!complete) {
            frames_.push_back({.term = root});
            fail(TypeFaultKind::too_large, {}, FaultWording::large_type());
        }
    }

    void fail_argument(const Frame& frame, Unification unified) {
        switch (unified) {
        case Unification::clash:
            fail(TypeFaultKind::mismatch, PathStep::argument,
                 wording_.mismatch(frame.term, result_, parameter_of(frame.function)));
            return;
        case Unification::occurs:
            fail(TypeFaultKind::infinite, PathStep::argument, wording_.infinite(frame.term));
            return;
        default:
            fail(TypeFaultKind::too_large, PathStep::argument,
                 wording_.large_argument_type(frame.term));
            return;
        }
    }

    // The fault lies in the term of the innermost frame, or in a part of it.
    void fail(TypeFaultKind kind, std::optional<PathStep> last, FaultWords words) {
        TypeFault fault{.kind = kind,
                        .path = {},
                        .term = frames_.back().term,
                        .found = std::move(words.found),
                        .expected = std::move(words.expected)};
        for (std::size_t i = 0; i + 1 < frames_.size(); ++i) {
            const Frame& frame = frames_[i];
            fault.path.push_back(store_.is(TermKind::lambda, frame.term) ? PathStep::body
                                 : frame.parts_done == 1                 ? PathStep::function
                                                                         : PathStep::argument);
        }
        if (last) {
            fault.path.push_back(*last);
            fault.term = store_.argument(fault.term);
        }
        fault_ = std::move(fault);
    }

    const TermStore& store_;
    TypeStore& types_;
    const TypeOf& type_of_;
    const InferenceOptions& options_;
    Unifier unifier_;
    FaultWording wording_;
    TypeId variable_;
    TypeId function_; // t0 -> t1
    std::unordered_map<TermId, std::optional<TypeId>> primitive_types_;
    std::unordered_map<TermId, TypeId> closed_;
    std::unordered_map<Key, TypeInstance> open_;
    std::vector<TypeInstance> environment_; // types of the bound variables, outermost first
    std::vector<TypeInstance> metavariables_;
    std::vector<std::pair<TermId, TypeInstance>> uses_;
    std::vector<TypeInstance> visits_of_type_;
    std::uint32_t context_ = 0;  // the number of the innermost lambda, in order of visits
    std::uint32_t contexts_ = 0; // how many lambdas were visited
    std::size_t visits_ = 0;
    std::vector<Frame> frames_;
    TypeInstance result_{}; // of the part that was typed last
    std::optional<TypeFault> fault_;
};

} // namespace

Inference infer(const TermStore& store, TermId term, TypeStore& types, const TypeOf& type_of,
                const InferenceOptions& options) {
    return Inferrer(store, types, type_of, options).infer(term);
}

} // namespace rasp_stitch::lambda

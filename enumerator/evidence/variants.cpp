#include "enumerator/evidence/variants.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace rasp_stitch::enumerator {

namespace {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;
using lambda::TypeId;
using lambda::TypeStore;

constexpr std::uint32_t deepest = 200;

// A production applied to arguments.
struct Call {
    TermId head{};
    std::vector<TermId> arguments;
};

class Variants {
public:
    Variants(TermStore& store, TypeStore& types, TypeId request,
             std::span<const Production> productions)
        : store_(store), types_(types), productions_(productions),
          input_(lambda::signature_of(types, request).arguments.front()) {
        for (std::size_t i = 0; i < productions.size(); ++i) {
            numbers_.emplace(productions[i].expression, i);
            signatures_.push_back(lambda::signature_of(types, productions[i].type));
        }
    }

    std::vector<TermId> of(TermId program) {
        std::vector<TermId> all = changed(program, 0);
        std::unordered_set<TermId> met = {program};
        std::erase_if(all, [&](TermId variant) { return !met.insert(variant).second; });
        return is_too_deep_ ? std::vector<TermId>() : all;
    }

private:
    // Returns the term with one change in it, in all ways. `depth` is the number of lambdas around.
    std::vector<TermId> changed(TermId term, std::uint32_t depth) {
        if (++nested_ > deepest) {
            is_too_deep_ = true;
        }
        std::vector<TermId> all;
        if (!is_too_deep_) {
            if (store_.is(TermKind::lambda, term)) {
                for (const TermId body : changed(store_.body(term), depth + 1)) {
                    all.push_back(store_.lambda(body));
                }
            } else {
                all = changed_call(term, depth);
            }
        }
        --nested_;
        return all;
    }

    std::vector<TermId> changed_call(TermId term, std::uint32_t depth) {
        std::vector<TermId> all;
        const Call call = call_of(term);
        const auto number = number_of(call.head);
        if (number) {
            add_other_heads(*number, call, all);
            add_own_arguments(*number, call, all);
            add_leaves(term, depth, all);
        }
        for (std::size_t i = 0; i < call.arguments.size(); ++i) {
            Call other = call;
            for (const TermId argument : changed(call.arguments[i], depth)) {
                other.arguments[i] = argument;
                all.push_back(term_of(other));
            }
        }
        return all;
    }

    void add_other_heads(std::size_t number, const Call& call, std::vector<TermId>& all) {
        for (std::size_t i = 0; i < productions_.size(); ++i) {
            if (i != number && productions_[i].type == productions_[number].type) {
                Call other = call;
                other.head = store_.primitive(productions_[i].expression);
                all.push_back(term_of(other));
            }
        }
    }

    // An argument of the declared type of the result has the type of the call in every instance.
    void add_own_arguments(std::size_t number, const Call& call, std::vector<TermId>& all) {
        const lambda::Signature& signature = signatures_[number];
        if (call.arguments.size() == signature.arguments.size()) {
            for (std::size_t i = 0; i < call.arguments.size(); ++i) {
                if (signature.arguments[i] == signature.result) {
                    all.push_back(call.arguments[i]);
                }
            }
        }
    }

    void add_leaves(TermId call, std::uint32_t depth, std::vector<TermId>& all) {
        const std::optional<TypeId> wanted = type_of(call);
        for (std::size_t i = 0; wanted && i < productions_.size(); ++i) {
            const TermId name = store_.primitive(productions_[i].expression);
            if (productions_[i].type == *wanted) {
                all.push_back(name);
            } else if (const auto of_input = result_on_input(i); of_input == *wanted) {
                all.push_back(store_.application(name, store_.variable(depth - 1)));
            }
        }
    }

    // Returns the type of a production applied to the input, if it takes nothing else.
    std::optional<TypeId> result_on_input(std::size_t number) {
        const lambda::Signature& signature = signatures_[number];
        if (signature.arguments.size() != 1) {
            return std::nullopt;
        }
        const TypeId argument = signature.arguments.front();
        if (argument == input_) {
            return signature.result;
        }
        if (!is_of_variable(argument, "input")) {
            return std::nullopt;
        }
        return with_element(signature.result, types_.arguments(input_)[0]);
    }

    // Returns the type of a call if it follows from the declared types in a simple way.
    std::optional<TypeId> type_of(TermId term) {
        const Call call = call_of(term);
        const std::optional<std::size_t> number = number_of(call.head);
        if (!number || call.arguments.size() != signatures_[*number].arguments.size()) {
            return std::nullopt;
        }
        const lambda::Signature& signature = signatures_[*number];
        if (types_.is_ground(signature.result)) {
            return signature.result;
        }
        if (signature.arguments.size() == 1 && store_.is(TermKind::variable, call.arguments[0])) {
            return result_on_input(*number);
        }
        for (std::size_t i = 0; i < call.arguments.size(); ++i) {
            if (signature.arguments[i] == signature.result) {
                return type_of(call.arguments[i]);
            }
        }
        return std::nullopt;
    }

    bool is_of_variable(TypeId type, std::string_view name) const {
        return !types_.is_variable(type) && types_.name(type) == name &&
               types_.arguments(type).size() == 1 && types_.is_variable(types_.arguments(type)[0]);
    }

    // Returns seq(element) for seq(t0), and ground types as they are.
    std::optional<TypeId> with_element(TypeId type, TypeId element) {
        if (types_.is_ground(type)) {
            return type;
        }
        if (!is_of_variable(type, "seq")) {
            return std::nullopt;
        }
        return types_.constructor("seq", std::array{element});
    }

    std::optional<std::size_t> number_of(TermId head) const {
        if (!store_.is(TermKind::primitive, head)) {
            return std::nullopt;
        }
        const auto found = numbers_.find(store_.name(head));
        return found == numbers_.end() ? std::nullopt : std::optional(found->second);
    }

    Call call_of(TermId term) const {
        Call call{.head = term, .arguments = {}};
        while (store_.is(TermKind::application, call.head)) {
            call.arguments.push_back(store_.argument(call.head));
            call.head = store_.function(call.head);
        }
        std::ranges::reverse(call.arguments);
        return call;
    }

    TermId term_of(const Call& call) {
        TermId term = call.head;
        for (const TermId argument : call.arguments) {
            term = store_.application(term, argument);
        }
        return term;
    }

    TermStore& store_;
    TypeStore& types_;
    std::span<const Production> productions_;
    TypeId input_;
    std::unordered_map<std::string, std::size_t> numbers_; // of productions, by name
    std::vector<lambda::Signature> signatures_;            // of productions
    std::uint32_t nested_ = 0;
    bool is_too_deep_ = false;
};

} // namespace

std::vector<TermId> variants(TermStore& store, TermId program, TypeStore& types, TypeId request,
                             std::span<const Production> productions) {
    return Variants(store, types, request, productions).of(program);
}

} // namespace rasp_stitch::enumerator

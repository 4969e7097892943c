#include "recognition/relaxed/relaxed_programs.hpp"

#include "rasp/evaluator/limits.hpp"
#include "rasp/evaluator/term_machine.hpp"
#include "rasp/language/literal.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

using lambda::TermId;
using rasp::Meaning;
using rasp::Opcode;
using rasp::Sort;

Meaning meaning_of(Sort sort, std::uint32_t number) {
    return Meaning::value(number, static_cast<std::uint8_t>(sort));
}

Sort sort_of(Meaning value) {
    return static_cast<Sort>(value.sort);
}

struct Leaf {
    TermId name{};
    rasp::Signature signature;
};

// A machine whose values are nodes. The functions that it knows are the primitives, and after them
// the leaves.
class NodeDomain final : public rasp::MachineDomain {
public:
    NodeDomain(const lambda::TermStore& store, const rasp::Library* library)
        : store_(&store), library_(library) {}

    void add_leaf(TermId name, const rasp::Signature& signature) {
        leaf_numbers_[name] = leaves_.size();
        leaves_.push_back({name, signature});
    }

    std::optional<TermId> definition(TermId name) const override {
        return library_ == nullptr ? std::nullopt : library_->find(name);
    }

    std::optional<Meaning> name(TermId name) override {
        if (const auto leaf = leaf_numbers_.find(name); leaf != leaf_numbers_.end()) {
            const auto number = static_cast<std::uint32_t>(primitive_count() + leaf->second);
            return arity(number) == 0 ? apply(number, {}, name) : Meaning::primitive(number);
        }
        const rasp::Primitive* const primitive = rasp::find_primitive(store_->name(name));
        if (primitive == nullptr || primitive->opcode == Opcode::constant) {
            return literal(name);
        }
        const auto number = static_cast<std::uint32_t>(primitive - rasp::primitives().data());
        return primitive->arity() == 0 ? apply(number, {}, name) : Meaning::primitive(number);
    }

    std::optional<Meaning> metavariable(std::uint32_t /*index*/) override { return std::nullopt; }

    std::size_t arity(std::uint32_t function) const override { return signature(function).arity; }

    // A comparison of sequences that is passed to where select takes a predicate is that predicate.
    std::optional<Meaning> argument(std::uint32_t function, std::size_t position,
                                    Meaning given) const override {
        const Sort wanted = signature(function).arguments[position];
        if (wanted == Sort::predicate && given.tag == Meaning::Tag::partial && given.count == 0 &&
            given.first < primitive_count() &&
            rasp::primitives()[given.first].opcode == Opcode::compare) {
            const rasp::Comparison comparison = rasp::primitives()[given.first].comparison;
            given = meaning_of(Sort::predicate, predicates_[static_cast<std::size_t>(comparison)]);
        }
        const bool fits = given.is_value() && sort_of(given) == wanted;
        return fits ? std::optional(given) : std::nullopt;
    }

    Meaning apply(std::uint32_t function, std::span<const Meaning> arguments,
                  TermId term) override {
        RelaxedNode node{.sort = signature(function).result, .term = term};
        if (function < primitive_count()) {
            node.opcode = rasp::primitives()[function].opcode;
            node.comparison = rasp::primitives()[function].comparison;
        } else {
            node.leaf = leaves_[function - primitive_count()].name;
            node.has_leaves = true;
        }
        for (const Meaning argument : arguments) {
            if (sort_of(argument) != Sort::input) {
                node.operands.at(node.operand_count++) = argument.first;
                node.has_leaves = node.has_leaves || nodes_[argument.first].has_leaves;
            }
        }
        return meaning_of(node.sort, add(node));
    }

    NodeId add(const RelaxedNode& node) {
        const auto leaf = node.leaf ? static_cast<std::uint32_t>(*node.leaf) + 1 : 0;
        const Key key{leaf,         node.opcode,        node.comparison,
                      node.literal, node.operand_count, node.operands};
        const auto [known, is_new] = known_.try_emplace(key, static_cast<NodeId>(nodes_.size()));
        if (is_new) {
            nodes_.push_back(node);
        }
        return known->second;
    }

    // Makes the nodes that argument() needs, which cannot make any.
    void add_predicates() {
        for (std::size_t i = 0; i < predicates_.size(); ++i) {
            const auto comparison = static_cast<rasp::Comparison>(i);
            const rasp::Primitive& primitive = rasp::predicate_of(comparison);
            predicates_[i] = add(
                {.opcode = primitive.opcode, .comparison = comparison, .sort = Sort::predicate});
        }
    }

    std::span<const RelaxedNode> nodes() const { return nodes_; }
    const rasp::Value& literal_of(const RelaxedNode& node) const { return literals_[node.literal]; }

private:
    using Key = std::tuple<std::uint32_t, Opcode, rasp::Comparison, std::uint32_t, std::uint8_t,
                           std::array<NodeId, rasp::most_arguments>>;

    static std::size_t primitive_count() { return rasp::primitives().size(); }

    const rasp::Signature& signature(std::uint32_t function) const {
        return function < primitive_count() ? rasp::primitives()[function].signature
                                            : leaves_[function - primitive_count()].signature;
    }

    std::optional<Meaning> literal(TermId name) {
        try {
            if (const std::optional<rasp::Value> value = rasp::parse_literal(store_->name(name))) {
                const auto [known, is_new] = literal_numbers_.try_emplace(
                    rasp::literal_name(*value), static_cast<std::uint32_t>(literals_.size()));
                if (is_new) {
                    literals_.push_back(*value);
                }
                return meaning_of(
                    Sort::sequence,
                    add({.opcode = Opcode::constant, .literal = known->second, .term = name}));
            }
        } catch (const InputError&) {
            // It only looks like a literal. The reader of programs says what is wrong with it.
        }
        return std::nullopt;
    }

    const lambda::TermStore* store_;
    const rasp::Library* library_;
    std::vector<Leaf> leaves_;
    std::unordered_map<TermId, std::size_t> leaf_numbers_;
    std::vector<RelaxedNode> nodes_;
    std::map<Key, NodeId> known_;
    std::vector<rasp::Value> literals_;
    std::unordered_map<std::string, std::uint32_t> literal_numbers_; // by canonical name
    std::array<NodeId, 6> predicates_{};                             // by Comparison
};

} // namespace

struct RelaxedPrograms::Impl {
    Impl(const lambda::TermStore& store, const rasp::Library* library)
        : domain(store, library), machine(store, domain, rasp::Limits{}.compile_steps) {
        domain.add_predicates();
    }

    NodeDomain domain;
    rasp::TermMachine machine;
    rasp::Failure failure;
};

RelaxedPrograms::RelaxedPrograms(const lambda::TermStore& store, const rasp::Library* library)
    : impl_(std::make_unique<Impl>(store, library)) {}

RelaxedPrograms::~RelaxedPrograms() = default;

void RelaxedPrograms::add_leaf(TermId name, const rasp::Signature& signature) {
    impl_->domain.add_leaf(name, signature);
}

std::optional<NodeId> RelaxedPrograms::add(TermId program, std::size_t arity) {
    std::vector<Meaning> arguments{meaning_of(Sort::input, 0)};
    if (arity == 2) {
        const NodeId atom = impl_->domain.add({.opcode = Opcode::atom, .term = program});
        arguments.push_back(meaning_of(Sort::sequence, atom));
    }
    impl_->machine.start();
    const std::optional<Meaning> result = impl_->machine.evaluate(program, arguments);
    impl_->failure = impl_->machine.failure();
    if (!result) {
        return std::nullopt;
    }
    const bool is_function = !result->is_value();
    if (is_function || (sort_of(*result) != Sort::sequence && sort_of(*result) != Sort::selector)) {
        impl_->failure = {.failure =
                              is_function ? rasp::FailureClass::arity : rasp::FailureClass::type,
                          .position = 0,
                          .term = program};
        return std::nullopt;
    }
    return result->first;
}

const rasp::Failure& RelaxedPrograms::failure() const {
    return impl_->failure;
}

std::span<const RelaxedNode> RelaxedPrograms::nodes() const {
    return impl_->domain.nodes();
}

const rasp::Value& RelaxedPrograms::literal(const RelaxedNode& node) const {
    return impl_->domain.literal_of(node);
}

std::vector<NodeId> RelaxedPrograms::needed(NodeId root) const {
    std::vector<NodeId> found{root};
    std::vector<bool> is_found(root + 1);
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const NodeId used : node(found[i]).used()) {
            if (!is_found[used]) {
                is_found[used] = true;
                found.push_back(used);
            }
        }
    }
    std::ranges::sort(found);
    return found;
}

} // namespace rasp_stitch::recognition

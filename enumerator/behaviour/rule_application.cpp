#include "enumerator/behaviour/rule_application.hpp"

#include "enumerator/behaviour/unfolded.hpp"
#include "lambda/types/type_text.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace rasp_stitch::enumerator {

using lambda::TermId;
using lambda::TermKind;

namespace {

constexpr std::size_t bytes_of_a_term = 32; // including its part of the store's hash table

bool is_named(const lambda::TypeStore& types, lambda::TypeId type,
              std::initializer_list<std::string_view> names) {
    return !types.is_variable(type) && std::ranges::find(names, types.name(type)) != names.end();
}

} // namespace

void require_rasp_request(const lambda::TypeStore& types, lambda::TypeId request) {
    const auto [arguments, result] = lambda::signature_of(types, request);
    const bool has_input = !arguments.empty() && is_named(types, arguments[0], {"input"});
    const bool has_atom = arguments.size() == 2 && is_named(types, arguments[1], {"seq"});
    const bool gives_output = types.is_variable(result) || is_named(types, result, {"seq", "sel"});
    if (!has_input || (arguments.size() > 1 && !has_atom) || !gives_output) {
        throw InputError(
            {.found = "programs of the type '" + lambda::excerpt_of_type(types, request) +
                      "' cannot be run on examples",
             .expected = "'input(a) -> seq(b)' or 'input(a) -> sel', or with an atom beside the "
                         "input 'input(a) -> seq(c) -> seq(b)'"});
    }
}

namespace {

// An abstraction may have it in its text.
bool has_if_lazy(const Production& production) {
    return production.expression.find("if_lazy") != std::string::npos;
}

} // namespace

RuleApplication::RuleApplication(const ProgramTable& table, std::span<const Production> productions,
                                 rasp::Batch batch)
    : table_(&table), locals_(table.rules.size()), primitives_(std::move(batch)),
      terms_(store_, primitives_), evaluations_(productions.size()) {
    find_locals();
    const bool has_rules = !table.rules_of(table.start).empty();
    const std::uint32_t wanted = primitives_.atom() ? 2 : 1;
    if (has_rules && request_lambdas_ != wanted) {
        throw InputError({.found = wanted == 2 ? "inputs with an atom for a request without one"
                                               : "inputs without an atom for a request with one",
                          .expected = "tasks with examples that fit their type"});
    }
    if (std::ranges::any_of(productions, has_if_lazy)) {
        primitives_.keep_positions();
        is_strict_ = false;
    }
    std::vector<bool> is_read(productions.size());
    for (const Rule& rule : table.rules) {
        const std::span<const Child> children = table.children_of(rule);
        if (rule.head == no_head) {
            continue;
        }
        is_strict_ &=
            std::ranges::all_of(children, [](const Child& child) { return child.lambdas == 0; });
        if (!rule.head.is_variable && !is_read[rule.head.number]) {
            is_read[rule.head.number] = true;
            read_production(productions[rule.head.number], evaluations_[rule.head.number],
                            children.size());
        }
    }
}

// Counts the variables in scope of each symbol, beginning at the start; they depend on the symbol
// alone.
void RuleApplication::find_locals() {
    constexpr std::uint32_t unknown = UINT32_MAX;
    std::vector<std::uint32_t> lambdas_around(table_->symbols.size(), unknown);
    std::vector<SymbolId> rest = {table_->start};
    lambdas_around[table_->start] = 0;
    while (!rest.empty()) {
        const SymbolId symbol = rest.back();
        rest.pop_back();
        for (const Rule& rule : table_->rules_of(symbol)) {
            const auto number = static_cast<std::size_t>(&rule - table_->rules.data());
            locals_[number] = lambdas_around[symbol];
            for (const Child child : table_->children_of(rule)) {
                if (symbol == table_->start) {
                    request_lambdas_ = child.lambdas;
                }
                if (lambdas_around[child.symbol] == unknown) {
                    lambdas_around[child.symbol] = lambdas_around[symbol] + child.lambdas;
                    rest.push_back(child.symbol);
                }
            }
        }
    }
    for (std::uint32_t& locals : locals_) {
        locals -= std::min(locals, request_lambdas_);
    }
}

void RuleApplication::read_production(const Production& production, Evaluation& evaluation,
                                      std::size_t arity) {
    evaluation.name = store_.primitive(production.expression);
    if (production.expression.starts_with('#')) {
        const Unfolded abstraction = unfolded(store_, production.expression, arity);
        terms_.define(evaluation.name, abstraction.whole);
        evaluation.line = straight_line(store_, abstraction.body, arity, primitives_);
        is_strict_ &= evaluation.line.has_value();
        for (std::uint32_t i = 0; i < arity && evaluation.line; ++i) {
            is_strict_ &= evaluation.line->uses(i);
        }
        return;
    }
    evaluation.operation = primitives_.find(production.expression);
    if (!evaluation.operation || primitives_.arity(*evaluation.operation) != arity) {
        throw InputError({.found = "the production '" + production.expression + "'",
                          .expected = "a primitive of RASP with its type, a literal, or an "
                                      "abstraction over them: nothing else can be run on "
                                      "examples"});
    }
}

bool RuleApplication::is_commutative(CallHead head) const {
    return !head.is_variable && evaluations_[head.number].operation &&
           primitives_.is_commutative(*evaluations_[head.number].operation);
}

std::size_t RuleApplication::memory() const {
    return primitives_.memory() + terms_.memory() + store_.size() * bytes_of_a_term;
}

// Returns whether a child has a free variable besides those of the lambdas around it.
bool RuleApplication::is_open(std::span<const Child> children,
                              std::span<const BehaviourId> behaviours) const {
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (this->behaviours().sort(behaviours[i]) == BehaviourSort::open &&
            store_.free_bound(this->behaviours().open_term(behaviours[i])) > children[i].lambdas) {
            return true;
        }
    }
    return false;
}

// Sets arguments_ to the children as terms, with their lambdas.
void RuleApplication::write_arguments(std::span<const Child> children,
                                      std::span<const BehaviourId> behaviours) {
    arguments_.clear();
    for (std::size_t i = 0; i < children.size(); ++i) {
        TermId argument = this->behaviours().sort(behaviours[i]) == BehaviourSort::open
                              ? this->behaviours().open_term(behaviours[i])
                              : store_.metavariable(behaviours[i]);
        for (std::uint32_t lambda = 0; lambda < children[i].lambdas; ++lambda) {
            argument = store_.lambda(argument);
        }
        arguments_.push_back(argument);
    }
}

BehaviourId RuleApplication::add_open(TermId head) {
    for (const TermId argument : arguments_) {
        head = store_.application(head, argument);
    }
    return primitives_.add_open(head);
}

std::optional<BehaviourId> RuleApplication::operator()(const Rule& rule,
                                                       std::span<const BehaviourId> children,
                                                       const IsUseless& is_useless) {
    const std::uint32_t locals = locals_[static_cast<std::size_t>(&rule - table_->rules.data())];
    const std::span<const Child> places = table_->children_of(rule);
    if (rule.head.is_variable && rule.head.number >= locals) {
        const bool is_atom = primitives_.atom() && rule.head.number == locals;
        return is_atom ? *primitives_.atom() : primitives_.input();
    }
    if (rule.head.is_variable) {
        write_arguments(places, children);
        return add_open(store_.variable(rule.head.number));
    }
    const Evaluation& evaluation = evaluations_[rule.head.number];
    if (is_open(places, children)) {
        write_arguments(places, children);
        return add_open(evaluation.name);
    }
    const IsUseless& asked = is_strict_ ? is_useless : never_asked_;
    if (evaluation.operation) {
        return primitives_(*evaluation.operation, children, asked);
    }
    if (evaluation.line) {
        return run(*evaluation.line, children, primitives_, asked, registers_);
    }
    write_arguments(places, children);
    const std::optional<BehaviourId> made = terms_(evaluation.name, arguments_);
    return made ? made : primitives_.failing();
}

} // namespace rasp_stitch::enumerator

#include "enumerator/by_cost/cost_search.hpp"

#include "enumerator/task_search/backward_merge.hpp"
#include "enumerator/task_search/shared_calls.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

constexpr std::uint64_t steps_between_looks = 256; // at the clock and the memory

} // namespace

CostSearch::CostSearch(const ProgramTable& table, std::span<const Production> productions,
                       lambda::TermStore& terms, std::span<const rasp::Task> tasks,
                       const TaskExamples& examples, const TaskSearchOptions& options,
                       const BudgetWatch& watch)
    : table_(table), tasks_(tasks), examples_(examples), options_(options), watch_(watch),
      order_(table, bound_of(options.upper)),
      apply_(table, productions, rasp::Batch(examples.inputs)),
      lookup_(tasks, examples, apply_.batch()),
      counts_(static_cast<std::uint8_t>(options.frontier_size)), programs_(table),
      build_(table, productions, terms) {
    result_.solutions.resize(tasks.size());
}

void CostSearch::use_backwards(Language& language, const GrammarView& view, lambda::TypeId request,
                               const ProgramTable& table) {
    backward_.emplace(language, view, request, table, tasks_[0], examples_.places[0],
                      apply_.batch(), options_);
    parts_.emplace(table_, apply_.batch());
}

BottomUpResult CostSearch::run() {
    while (has_open_tasks() && may_go_on()) {
        const std::optional<Combination> next = order_.next();
        if (!next) {
            reached_ = std::max(reached_, bound_of(options_.upper));
            break;
        }
        reached_ = next->cost;
        combine(*next);
    }
    work_backwards();
    if (backward_) {
        result_.refuted_by = backward_->refuted_by();
        merge_backward(backward_->solutions(), nats(reached_),
                       std::max(options_.told, options_.frontier_size), result_.solutions[0]);
    }
    result_.reached = nats(reached_);
    result_.behaviours = apply_.behaviours().size();
    result_.behaviour_bytes = apply_.behaviours().memory();
    result_.seconds = watch_.seconds();
    return std::move(result_);
}

bool CostSearch::may_go_on() {
    if (result_.stopped == StopReason::none && result_.programs >= options_.budget.programs) {
        result_.stopped = StopReason::programs;
    }
    if (result_.stopped == StopReason::none && ++steps_ >= next_look_) {
        next_look_ = steps_ + steps_between_looks;
        work_backwards();
        result_.stopped = watch_.reason(memory());
        if (options_.on_progress) {
            options_.on_progress(
                {.reached = nats(reached_), .programs = result_.programs, .solved = solved_});
        }
    }
    return result_.stopped == StopReason::none;
}

std::size_t CostSearch::memory() const {
    const std::size_t for_backwards =
        backward_ ? backward_->memory() + parts_->memory() : std::size_t{0};
    return apply_.memory() + order_.memory() + counts_.memory() + programs_.memory() +
           for_backwards;
}

void CostSearch::work_backwards() {
    if (!backward_ || is_sudden(result_.stopped)) {
        return;
    }
    backward_->work({.seconds = watch_.seconds(), .programs = result_.programs},
                    [this](backwards::PartHandle handle) {
                        const BackwardParts::Place& part = parts_->at(handle);
                        return part_term(table_, part.symbol, part.number, calls_, build_);
                    });
    solved_ = std::max<std::size_t>(solved_, backward_->solutions().empty() ? 0 : 1);
}

// Looks at all programs that the combination stands for.
void CostSearch::combine(const Combination& combination) {
    const Rule& rule = table_.rules[combination.rule];
    const std::span<const Child> children = table_.children_of(rule);
    ranges_.clear();
    for (std::size_t i = 0; i < children.size(); ++i) {
        ranges_.push_back(programs_.level(children[i].symbol, order_.levels()[i]));
    }
    const bool is_symmetric = children.size() == 2 && apply_.is_commutative(rule.head) &&
                              children[0].symbol == children[1].symbol;
    if (is_symmetric && order_.levels()[0] > order_.levels()[1]) {
        return; // these came with the levels exchanged
    }
    selection_.begin(ranges_);
    do {
        if (!may_go_on()) {
            return;
        }
        const std::span<const std::uint32_t> numbers = selection_.numbers();
        if (is_symmetric && numbers[0] > numbers[1]) {
            continue;
        }
        const std::optional<BehaviourId> behaviour = behaviour_of(rule, children, numbers);
        if (behaviour) {
            keep(combination, *behaviour, numbers);
            if (is_symmetric && numbers[0] != numbers[1]) {
                keep(combination, *behaviour, std::array{numbers[1], numbers[0]});
            }
        }
    } while (has_open_tasks() && selection_.advance());
}

// Returns the behaviour of the rule on these programs of its children, or nullopt if it is
// useless.
std::optional<BehaviourId> CostSearch::behaviour_of(const Rule& rule,
                                                    std::span<const Child> children,
                                                    std::span<const std::uint32_t> numbers) {
    arguments_.clear();
    for (std::size_t i = 0; i < children.size(); ++i) {
        arguments_.push_back(programs_.behaviour(children[i].symbol, numbers[i]));
    }
    if (is_alias(rule)) {
        return arguments_[0];
    }
    ++result_.programs;
    return apply_(rule, arguments_, is_useless_);
}

void CostSearch::keep(const Combination& combination, BehaviourId behaviour,
                      std::span<const std::uint32_t> numbers) {
    const SymbolId symbol = order_.symbol_of(combination.rule);
    if (!counts_.add(symbol, behaviour)) {
        return;
    }
    if (programs_.add(symbol, combination.cost, behaviour, combination.rule, numbers)) {
        order_.add_level(symbol, combination.cost);
    }
    if (backward_) {
        parts_->kept(*backward_, symbol, programs_.count(symbol) - 1, combination.cost,
                     apply_.behaviours(), behaviour);
    }
    if (order_.is_root(symbol)) {
        report(symbol, combination.cost, behaviour);
    }
}

// Adds the last program of the symbol to the solutions of the tasks that it solves.
void CostSearch::report(SymbolId symbol, DescriptionLength cost, BehaviourId behaviour) {
    for (const std::uint32_t task : lookup_.solved_by(apply_.behaviours(), behaviour)) {
        std::vector<Solution>& solutions = result_.solutions[task];
        if (solutions.size() >= options_.frontier_size) {
            continue;
        }
        solved_ += solutions.empty() ? 1U : 0U;
        solutions.push_back(
            {.program = {.term = whole_term(table_, symbol, programs_.count(symbol) - 1, calls_,
                                            build_),
                         .log_prior = log_prior_of(cost)},
             .seconds = watch_.seconds(),
             .programs = result_.programs});
        finished_ += solutions.size() == options_.frontier_size ? 1U : 0U;
    }
}

} // namespace rasp_stitch::enumerator

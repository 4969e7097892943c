#include "enumerator/bottom_up.hpp"

#include "enumerator/cost_order.hpp"
#include "enumerator/derivation.hpp"
#include "enumerator/expression_types.hpp"
#include "enumerator/rule_application.hpp"
#include "enumerator/task_lookup.hpp"
#include "support/input_error.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_kept = 255;
constexpr std::uint64_t programs_between_looks = 256;

// How many programs are kept of a symbol and a behaviour.
class KeptCounts {
public:
    KeptCounts() : slots_(1024) {}

    std::uint8_t& at(SymbolId symbol, BehaviourId behaviour) {
        if (++used_ * 2 > slots_.size()) {
            grow();
        }
        Slot& slot = find(std::uint64_t{symbol} << 32U | behaviour);
        used_ -= slot.count > 0 ? 1U : 0U;
        return slot.count;
    }
    std::size_t memory() const { return slots_.size() * sizeof(Slot); }

private:
    struct Slot {
        std::uint32_t symbol = 0;
        BehaviourId behaviour = 0;
        std::uint8_t count = 0; // 0: the slot is free
    };

    Slot& find(std::uint64_t key) {
        const auto symbol = static_cast<std::uint32_t>(key >> 32U);
        const auto behaviour = static_cast<BehaviourId>(key);
        std::size_t at = ((key ^ key >> 29U) * 0x9E3779B97F4A7C15U) >> 20U & (slots_.size() - 1);
        while (slots_[at].count > 0 &&
               (slots_[at].symbol != symbol || slots_[at].behaviour != behaviour)) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at].symbol = symbol;
        slots_[at].behaviour = behaviour;
        return slots_[at];
    }

    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.count > 0) {
                find(std::uint64_t{slot.symbol} << 32U | slot.behaviour).count = slot.count;
            }
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

// A program that is kept: a rule and the programs of its children, by number in their symbols.
struct Kept {
    BehaviourId behaviour = 0;
    std::uint32_t rule = 0;
    std::array<std::uint32_t, rasp::most_arguments> children{};
};

struct Programs {
    std::vector<Kept> all;                  // by cost
    std::vector<std::uint32_t> level_first; // by level
    Cost last_cost = -1;

    std::uint32_t level_end(std::uint32_t level) const {
        return level + 1 < level_first.size() ? level_first[level + 1]
                                              : static_cast<std::uint32_t>(all.size());
    }
};

void refuse_many_arguments(const ProgramTable& table) {
    for (const Rule& rule : table.rules) {
        if (rule.child_count > rasp::most_arguments) {
            throw InputError({.found = "a production that takes many arguments",
                              .expected = "at most 3 for bottom-up search: use top-down search"});
        }
    }
}

class BottomUp {
public:
    BottomUp(const ProgramTable& table, const GrammarView& view, std::span<const rasp::Task> tasks,
             const TaskExamples& examples, rasp::Batch batch, const TaskSearchOptions& options,
             Clock::time_point start)
        : table_(table), options_(options), start_(start),
          build_(table, view.productions(), store_), order_(table, bound_of(options.upper)),
          apply_(table, view.productions(), std::move(batch)),
          lookup_(tasks, examples, apply_.batch()), programs_(table.symbols.size()) {
        result_.solutions.resize(tasks.size());
    }

    BottomUpResult run() {
        while (open_tasks() && may_go_on()) {
            const std::optional<Combination> next = order_.next();
            if (!next) {
                reached_ = std::max(reached_, bound_of(options_.upper));
                break;
            }
            reached_ = next->cost;
            combine(*next);
        }
        result_.reached = nats(reached_);
        result_.behaviours = apply_.behaviours().size();
        result_.behaviour_bytes = apply_.behaviours().memory();
        result_.seconds = seconds();
        return std::move(result_);
    }

private:
    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

    bool open_tasks() const { return finished_ < result_.solutions.size(); }

    bool may_go_on() {
        if (result_.stopped != Stopped::no) {
            return false;
        }
        if (result_.programs >= options_.most_programs) {
            result_.stopped = Stopped::after_programs;
        } else if (result_.programs >= next_look_) {
            next_look_ = result_.programs + programs_between_looks;
            if (options_.stop.stop_requested()) {
                result_.stopped = Stopped::by_request;
            } else if (seconds() >= options_.seconds) {
                result_.stopped = Stopped::after_seconds;
            } else if (memory() > options_.most_memory) {
                result_.stopped = Stopped::out_of_memory;
            }
            if (options_.on_progress) {
                options_.on_progress(
                    {.reached = nats(reached_), .programs = result_.programs, .solved = solved_});
            }
        }
        return result_.stopped == Stopped::no;
    }

    std::size_t memory() const {
        return apply_.memory() + order_.memory() + kept_.memory() +
               program_count_ * 2 * sizeof(Kept);
    }

    // All programs that the combination stands for.
    void combine(const Combination& combination) {
        const Rule& rule = table_.rules[combination.rule];
        const std::span<const Child> children = table_.children_of(rule);
        std::array<std::uint32_t, rasp::most_arguments> first{};
        std::array<std::uint32_t, rasp::most_arguments> end{};
        for (std::size_t i = 0; i < children.size(); ++i) {
            first[i] = programs_[children[i].symbol].level_first[combination.levels[i]];
            end[i] = programs_[children[i].symbol].level_end(combination.levels[i]);
        }
        // One order of two arguments does as well as the other, if one program is kept.
        const bool is_symmetric = options_.kept == 1 && children.size() == 2 &&
                                  children[0].symbol == children[1].symbol &&
                                  apply_.is_commutative(rule.head);
        if (is_symmetric && combination.levels[0] > combination.levels[1]) {
            return;
        }
        Kept program{.rule = combination.rule, .children = first};
        while (true) {
            if (!may_go_on()) {
                return;
            }
            if (!is_symmetric || program.children[0] <= program.children[1]) {
                try_program(program, combination, children);
                if (!open_tasks()) {
                    return;
                }
            }
            std::size_t place = children.size(); // counts up, the last one fastest
            while (place > 0 && ++program.children[place - 1] == end[place - 1]) {
                program.children[place - 1] = first[place - 1];
                --place;
            }
            if (place == 0) {
                return;
            }
        }
    }

    void try_program(Kept& program, const Combination& combination,
                     std::span<const Child> children) {
        ++result_.programs;
        std::array<BehaviourId, rasp::most_arguments> arguments{};
        for (std::size_t i = 0; i < children.size(); ++i) {
            arguments[i] = programs_[children[i].symbol].all[program.children[i]].behaviour;
        }
        const std::optional<BehaviourId> behaviour = apply_(
            table_.rules[program.rule], std::span(arguments).first(children.size()), is_useless_);
        if (!behaviour) {
            return;
        }
        const SymbolId symbol = order_.symbol_of(program.rule);
        std::uint8_t& count = kept_.at(symbol, *behaviour);
        if (count >= options_.kept) {
            return;
        }
        ++count;
        program.behaviour = *behaviour;
        Programs& programs = programs_[symbol];
        programs.all.push_back(program);
        ++program_count_;
        if (combination.cost != programs.last_cost) {
            programs.last_cost = combination.cost;
            programs.level_first.push_back(static_cast<std::uint32_t>(programs.all.size() - 1));
            order_.add_level(symbol, combination.cost);
        }
        if (order_.is_root(symbol)) {
            report(symbol, combination.cost);
        }
    }

    // The last program of the symbol, for the tasks that it solves.
    void report(SymbolId symbol, Cost cost) {
        const BehaviourId behaviour = programs_[symbol].all.back().behaviour;
        for (const std::uint32_t task : lookup_.solved_by(apply_.behaviours(), behaviour)) {
            std::vector<Solution>& solutions = result_.solutions[task];
            if (solutions.size() >= options_.kept) {
                continue;
            }
            solved_ += solutions.empty() ? 1U : 0U;
            solutions.push_back({.program = text_of(symbol, cost),
                                 .log_prior = -nats(cost),
                                 .seconds = seconds(),
                                 .programs = result_.programs});
            finished_ += solutions.size() == options_.kept ? 1U : 0U;
        }
    }

    // Its rules as the derivation has them: from the root on, without those of forced symbols.
    std::string text_of(SymbolId symbol, Cost cost) {
        std::vector<const Rule*> rules;
        for (const Rule& rule : table_.rules_of(table_.start)) {
            if (table_.children_of(rule)[0].symbol == symbol) {
                rules = {&rule};
            }
        }
        struct Part {
            SymbolId symbol;
            std::uint32_t number;
        };
        std::vector<Part> rest = {
            {symbol, static_cast<std::uint32_t>(programs_[symbol].all.size() - 1)}};
        while (!rest.empty()) {
            const Part part = rest.back();
            rest.pop_back();
            if (table_.symbols[part.symbol].is_forced) {
                continue;
            }
            const Kept& program = programs_[part.symbol].all[part.number];
            const Rule& rule = table_.rules[program.rule];
            rules.push_back(&rule);
            for (std::size_t i = rule.child_count; i-- > 0;) {
                rest.push_back({table_.children_of(rule)[i].symbol, program.children[i]});
            }
        }
        return print_expression(store_, build_.term({.rules = rules, .cost = cost}));
    }

    const ProgramTable& table_;
    const TaskSearchOptions& options_;
    Clock::time_point start_;
    lambda::TermStore store_;
    TermBuilder build_;
    CostOrder order_;
    RuleApplication apply_;
    TaskLookup lookup_;
    IsUseless is_useless_ = [this](std::span<const std::uint8_t> failures) {
        return lookup_.is_useless(failures);
    };
    KeptCounts kept_;
    std::vector<Programs> programs_; // by symbol
    std::size_t program_count_ = 0;
    std::size_t solved_ = 0;
    std::size_t finished_ = 0; // tasks with as many solutions as are kept
    std::uint64_t next_look_ = 0;
    Cost reached_ = 0;
    BottomUpResult result_;
};

} // namespace

BottomUpResult enumerate_bottom_up(const lambda::TypeStore& types, const GrammarView& view,
                                   lambda::TypeId request, std::span<const rasp::Task> tasks,
                                   const TaskSearchOptions& options) {
    const Clock::time_point start = Clock::now();
    if (options.kept == 0 || options.kept > most_kept) {
        throw InputError({.found = std::to_string(options.kept) + " programs of a behaviour",
                          .expected = "1 to " + std::to_string(most_kept)});
    }
    require_rasp_request(types, request);
    TableLimits limits{.most_memory = options.most_memory, .stop = options.stop};
    if (options.seconds < 1e9) {
        limits.deadline = start + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(options.seconds));
    }
    const ProgramTable table =
        make_program_table(types, view, request, bound_of(options.upper), limits);
    if (table.stopped != Stopped::no) {
        BottomUpResult result;
        result.solutions.resize(tasks.size());
        result.stopped = table.stopped;
        return result;
    }
    refuse_many_arguments(table);
    const TaskExamples examples = batch_examples(tasks);
    return BottomUp(table, view, tasks, examples, rasp::Batch(examples.inputs), options, start)
        .run();
}

} // namespace rasp_stitch::enumerator

#include "enumerator/bottom_up/bottom_up.hpp"

#include "enumerator/behaviour/rule_application.hpp"
#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/bottom_up/cost_order.hpp"
#include "enumerator/bottom_up/kept_counts.hpp"
#include "enumerator/bottom_up/kept_programs.hpp"
#include "enumerator/bottom_up/shared_calls.hpp"
#include "support/budget/deadline.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace rasp_stitch::enumerator {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_kept = 255;
constexpr std::uint64_t steps_between_looks = 256;

// Looks at the clock and the memory now and then.
class Budget {
public:
    Budget(const TaskSearchOptions& options, Clock::time_point start)
        : options_(options), start_(start) {}

    double seconds() const { return seconds_since(start_); }

    // Whether it is time to look.
    bool is_time() {
        if (++steps_ < next_look_) {
            return false;
        }
        next_look_ = steps_ + steps_between_looks;
        return true;
    }

    StopReason look(std::size_t memory) const {
        if (options_.stop.stop_requested()) {
            return StopReason::interrupted;
        }
        if (seconds() >= options_.seconds) {
            return StopReason::time;
        }
        return memory > options_.most_memory ? StopReason::memory : StopReason::none;
    }

private:
    const TaskSearchOptions& options_;
    Clock::time_point start_;
    std::uint64_t steps_ = 0;
    std::uint64_t next_look_ = 0;
};

// The programs of some levels, one of each, in their order: counts up, the last one fastest.
class Selection {
public:
    void begin(std::span<const KeptPrograms::Range> levels) {
        levels_.assign(levels.begin(), levels.end());
        numbers_.clear();
        for (const KeptPrograms::Range& level : levels_) {
            numbers_.push_back(level.first);
        }
    }

    std::span<const std::uint32_t> numbers() const { return numbers_; }

    // False after the last.
    bool advance() {
        std::size_t place = levels_.size();
        while (place > 0 && ++numbers_[place - 1] == levels_[place - 1].end) {
            numbers_[place - 1] = levels_[place - 1].first;
            --place;
        }
        return place > 0;
    }

private:
    std::vector<KeptPrograms::Range> levels_;
    std::vector<std::uint32_t> numbers_;
};

class BottomUp {
public:
    BottomUp(const ProgramTable& table, std::span<const Production> productions,
             std::span<const rasp::Task> tasks, const TaskExamples& examples,
             const TaskSearchOptions& options, Clock::time_point start)
        : table_(table), productions_(productions), options_(options), budget_(options, start),
          order_(table, bound_of(options.upper)),
          apply_(table, productions, rasp::Batch(examples.inputs)),
          lookup_(tasks, examples, apply_.batch()),
          counts_(static_cast<std::uint8_t>(options.kept)), programs_(table) {
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
        result_.seconds = budget_.seconds();
        return std::move(result_);
    }

private:
    bool open_tasks() const { return finished_ < result_.solutions.size(); }

    bool may_go_on() {
        if (result_.stopped == StopReason::none && result_.programs >= options_.most_programs) {
            result_.stopped = StopReason::programs;
        }
        if (result_.stopped == StopReason::none && budget_.is_time()) {
            result_.stopped = budget_.look(apply_.memory() + order_.memory() + counts_.memory() +
                                           programs_.memory());
            if (options_.on_progress) {
                options_.on_progress(
                    {.reached = nats(reached_), .programs = result_.programs, .solved = solved_});
            }
        }
        return result_.stopped == StopReason::none;
    }

    // All programs that the combination stands for.
    void combine(const Combination& combination) {
        const Rule& rule = table_.rules[combination.rule];
        const std::span<const Child> children = table_.children_of(rule);
        ranges_.clear();
        for (std::size_t i = 0; i < children.size(); ++i) {
            ranges_.push_back(programs_.level(children[i].symbol, order_.levels()[i]));
        }
        const bool is_symmetric = children.size() == 2 && apply_.is_commutative(rule.head) &&
                                  children[0].symbol == children[1].symbol;
        if (is_symmetric && order_.levels()[0] > order_.levels()[1]) {
            return; // they came with the levels exchanged
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
        } while (open_tasks() && selection_.advance());
    }

    // Of the rule on these programs of its children.
    std::optional<BehaviourId> behaviour_of(const Rule& rule, std::span<const Child> children,
                                            std::span<const std::uint32_t> numbers) {
        arguments_.clear();
        for (std::size_t i = 0; i < children.size(); ++i) {
            arguments_.push_back(programs_.behaviour(children[i].symbol, numbers[i]));
        }
        if (rule.head == no_head) {
            return arguments_[0]; // an alias (enumerator/bottom_up/shared_calls.hpp)
        }
        ++result_.programs;
        return apply_(rule, arguments_, is_useless_);
    }

    void keep(const Combination& combination, BehaviourId behaviour,
              std::span<const std::uint32_t> numbers) {
        const SymbolId symbol = order_.symbol_of(combination.rule);
        if (!counts_.add(symbol, behaviour)) {
            return;
        }
        if (programs_.add(symbol, combination.cost, behaviour, combination.rule, numbers)) {
            order_.add_level(symbol, combination.cost);
        }
        if (order_.is_root(symbol)) {
            report(symbol, combination.cost, behaviour);
        }
    }

    // The last program of the symbol, for the tasks that it solves.
    void report(SymbolId symbol, Cost cost, BehaviourId behaviour) {
        for (const std::uint32_t task : lookup_.solved_by(apply_.behaviours(), behaviour)) {
            std::vector<Solution>& solutions = result_.solutions[task];
            if (solutions.size() >= options_.kept) {
                continue;
            }
            solved_ += solutions.empty() ? 1U : 0U;
            solutions.push_back(
                {.program = programs_.text(symbol, programs_.count(symbol) - 1, productions_),
                 .log_prior = -nats(cost),
                 .seconds = budget_.seconds(),
                 .programs = result_.programs});
            finished_ += solutions.size() == options_.kept ? 1U : 0U;
        }
    }

    const ProgramTable& table_;
    std::span<const Production> productions_;
    const TaskSearchOptions& options_;
    Budget budget_;
    CostOrder order_;
    RuleApplication apply_;
    TaskLookup lookup_;
    IsUseless is_useless_ = [this](std::span<const std::uint8_t> failures) {
        return lookup_.is_useless(failures);
    };
    KeptCounts counts_;
    KeptPrograms programs_;
    std::vector<KeptPrograms::Range> ranges_; // and the next two: of what is being combined
    Selection selection_;
    std::vector<BehaviourId> arguments_;
    std::size_t solved_ = 0;
    std::size_t finished_ = 0; // tasks with as many solutions as are kept
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
    const ProgramTable table = make_program_table(types, view, request, bound_of(options.upper),
                                                  {.most_memory = options.most_memory,
                                                   .stop = options.stop,
                                                   .deadline = Deadline(options.seconds)});
    if (table.stopped != StopReason::none) {
        BottomUpResult result;
        result.solutions.resize(tasks.size());
        result.stopped = table.stopped;
        result.seconds = seconds_since(start);
        return result;
    }
    const TaskExamples examples = batch_examples(tasks);
    const ProgramTable shared = share_calls(table);
    return BottomUp(shared, view.productions(), tasks, examples, options, start).run();
}

} // namespace rasp_stitch::enumerator

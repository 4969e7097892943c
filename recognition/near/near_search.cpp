#include "recognition/near/near_search.hpp"

#include "rasp/language/typing.hpp"
#include "recognition/near/program_maker.hpp"
#include "recognition/sketches/behaviours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

// A sketch in the queue, or on the path of a depth-first search.
struct State {
    Sketch sketch;
    std::size_t record = 0; // its number
    double rest = 0;
    double loss = 0; // of the priority
    Assessment network;
    Assessment form;

    double priority() const { return sketch.cost() + rest + loss; }
};

class Search {
public:
    Search(const enumerator::Language& language, const NearTask& task, Assessor& assessor,
           const NearOptions& options)
        : language_(language), task_(task), assessor_(assessor), options_(options),
          request_(rasp::parse_task_type(language_.types, task.task().type)),
          grammar_(language_, request_), behaviours_(usable_inputs(task)),
          maker_(language_, grammar_, behaviours_.terms(), task, options),
          least_loss_(loss_share(task, options) * static_cast<double>(task.cells) *
                      right_nats(task)) {}

    NearResult run() {
        State root{.sketch = Sketch::root(grammar_),
                   .record = 0,
                   .rest = 0,
                   .loss = 0,
                   .network = {},
                   .form = {}};
        root.rest = least_rest(root.sketch, grammar_, options_.expansion);
        root.record = record(root.sketch, 0, "the whole program", root.rest);
        if (const auto text = identity(root.sketch)) {
            seen_.emplace(*text, root.sketch.cost());
        }
        assess(root, nullptr);
        if (options_.order == NearOrder::best_first) {
            best_first(std::move(root));
        } else {
            deepen(std::move(root));
        }
        conclude();
        result_.programs = maker_.programs();
        if (maker_.has_enough()) {
            result_.programs.resize(options_.wanted);
        }
        result_.sketches = maker_.sketches();
        result_.enumerated = maker_.enumerated();
        result_.seconds = maker_.seconds();
        return std::move(result_);
    }

private:
    static std::vector<rasp::Input> usable_inputs(const NearTask& task) {
        std::vector<rasp::Input> inputs;
        for (const rasp::Example& example : task.task().examples) {
            if (example.output) {
                inputs.push_back(example.input);
            }
        }
        return inputs;
    }

    std::size_t record(const Sketch& sketch, std::size_t parent, const std::string& how,
                       double rest) {
        const std::size_t number = result_.made++;
        if (options_.records) {
            result_.records.push_back({.parent = parent,
                                       .text = sketch.text(grammar_),
                                       .how = how,
                                       .cost = sketch.cost(),
                                       .rest = rest,
                                       .network_loss = {},
                                       .form_loss = {},
                                       .steps = 0,
                                       .fate = SketchFate::waiting});
        }
        return number;
    }

    void set_fate(std::size_t number, SketchFate fate) {
        if (options_.records) {
            result_.records[number].fate = fate;
        }
    }

    bool has_ended() {
        StopReason& stopped = result_.stopped;
        if (stopped != StopReason::none || is_first_enough()) {
            return true;
        }
        stopped = options_.budget.stop.stop_requested()           ? StopReason::interrupted
                  : maker_.deadline().has_passed()                ? StopReason::time
                  : maker_.sketches() >= options_.budget.programs ? StopReason::programs
                                                                  : StopReason::none;
        return stopped != StopReason::none;
    }

    bool is_first_enough() const { return options_.first && maker_.has_enough(); }

    // What no answer that a sketch becomes can be below.
    double least_total(const State& state) const {
        return state.sketch.cost() + state.rest + least_loss_;
    }

    bool is_cut(const State& state) const {
        switch (options_.cut) {
        case NearCut::priority:
            return state.priority() >= maker_.bound();
        case NearCut::cost:
            return least_total(state) >= maker_.bound();
        case NearCut::nothing:
            break;
        }
        return false;
    }

    // Notes that what a sketch may become is not looked at.
    void leave(double least_total) { left_ = std::min(left_, least_total); }

    void cut(const State& state) {
        set_fate(state.record, SketchFate::cut);
        leave(least_total(state));
    }

    // Returns a text that sketches share of which one is enough, or nullopt for one that fails.
    std::optional<std::string> identity(const Sketch& sketch) {
        std::optional<std::string> text = signature(sketch, grammar_, behaviours_);
        if (text && options_.cut != NearCut::priority && options_.expansion.lets) {
            *text += shareable_parts(sketch, grammar_, behaviours_);
        }
        return text;
    }

    void conclude() {
        const bool has_enough = maker_.has_enough();
        result_.lower_bound = std::min(left_, maker_.bound());
        constexpr double rounding = 1e-9;
        if (has_enough && left_ >= maker_.bound() - rounding) {
            result_.end = NearEnd::proof;
        } else if (is_first_enough()) {
            result_.end = NearEnd::first;
        } else if (result_.stopped != StopReason::none) {
            result_.end = NearEnd::limit;
        } else {
            result_.end = has_enough ? NearEnd::estimate : NearEnd::nothing;
        }
    }

    // Returns the child if it is worth keeping.
    std::optional<State> child(const State& parent, Expansion& expansion) {
        State state{.sketch = std::move(expansion.sketch),
                    .record = 0,
                    .rest = 0,
                    .loss = 0,
                    .network = {},
                    .form = {}};
        state.rest = least_rest(state.sketch, grammar_, options_.expansion);
        if (!std::isfinite(state.rest) || state.sketch.cost() + state.rest >= options_.upper) {
            leave(std::max(least_total(state), options_.upper));
            return std::nullopt;
        }
        state.record = record(state.sketch, parent.record, expansion.how, state.rest);
        const std::optional<std::string> text = identity(state.sketch);
        if (!text && options_.drops_failing) {
            set_fate(state.record, SketchFate::failed);
            return std::nullopt;
        }
        if (text && options_.drops_duplicates && !is_cheapest(*text, state.sketch.cost())) {
            set_fate(state.record, SketchFate::duplicate);
            return std::nullopt;
        }
        if (has_only_predicates(state.sketch)) {
            set_fate(state.record, SketchFate::complete);
            complete(state.sketch);
            return std::nullopt;
        }
        return state;
    }

    bool is_cheapest(const std::string& text, double cost) {
        constexpr double least_difference = 1e-9;
        const auto [seen, is_new] = seen_.try_emplace(text, cost);
        if (!is_new && cost > seen->second - least_difference) {
            return false;
        }
        seen->second = cost;
        return true;
    }

    // Whether nothing is missing of a sketch but some of the six comparisons: they are tried.
    static bool has_only_predicates(const Sketch& sketch) {
        constexpr std::size_t most = 2;
        const std::vector<std::uint32_t> learnt = sketch.learnt();
        return learnt.size() <= most && std::ranges::all_of(learnt, [&](std::uint32_t node) {
                   return sketch.nodes()[node].form == HoleForm::predicate;
               });
    }

    void complete(const Sketch& sketch) {
        const std::vector<std::uint32_t> learnt = sketch.learnt();
        if (learnt.empty()) {
            if (sketch.cost() < options_.upper) {
                maker_.add_complete(sketch);
            }
            return;
        }
        const SketchNode& predicate = sketch.nodes()[learnt.front()];
        for (const GroundChoice& choice : grammar_.choices(predicate.table, predicate.type)) {
            complete(sketch.filled(grammar_, learnt.front(), choice));
        }
    }

    void assess(State& state, const State* parent) {
        // The more a sketch can do with numbers and words, the less is missing of it.
        double loss = std::numeric_limits<double>::infinity();
        SketchRecord* const record = options_.records ? &result_.records[state.record] : nullptr;
        maker_.count_sketch();
        if (options_.on_progress) {
            options_.on_progress({.sketches = maker_.sketches(),
                                  .priority = parent != nullptr ? parent->priority() : 0,
                                  .sketch = state.sketch.text(grammar_)});
        }
        if (options_.forms) {
            const Sketch forms = with_forms(state.sketch, options_.expansion);
            state.form = assessed(forms, parent != nullptr ? &parent->form : nullptr, true);
            loss = state.form.loss;
            if (record != nullptr) {
                record->form_loss = loss;
            }
        }
        if (!is_first_enough() && (options_.networks || !options_.forms)) {
            state.network =
                assessed(state.sketch, parent != nullptr ? &parent->network : nullptr, false);
            loss = options_.forms ? options_.network_share * state.network.loss +
                                        (1 - options_.network_share) * loss
                                  : state.network.loss;
            if (record != nullptr) {
                record->network_loss = state.network.loss;
            }
        }
        if (record != nullptr) {
            record->steps = state.form.steps + state.network.steps;
        }
        state.loss = loss * loss_share(task_, options_);
    }

    Assessment assessed(const Sketch& sketch, const Assessment* parent, bool are_forms) {
        std::optional<std::string> text;
        if (are_forms) {
            // Many sketches differ only in what has become a form already.
            text = signature(sketch, grammar_, behaviours_);
            if (text) {
                if (const auto known = forms_.find(*text); known != forms_.end()) {
                    Assessment same = known->second;
                    same.steps = 0;
                    return same;
                }
            }
        }
        Assessment assessment = assessor_.assess(sketch, parent);
        result_.steps += assessment.steps;
        maker_.close(sketch, assessment);
        if (text) {
            forms_.emplace(std::move(*text), assessment);
        }
        return assessment;
    }

    std::vector<State> children_of(const State& parent) {
        std::vector<State> children;
        for (Expansion& expansion : expansions(parent.sketch, grammar_, options_.expansion)) {
            if (has_ended()) {
                leave(least_total(parent));
                break;
            }
            if (std::optional<State> made = child(parent, expansion)) {
                children.push_back(std::move(*made));
            }
        }
        std::ranges::stable_sort(
            children, {}, [](const State& state) { return state.sketch.cost() + state.rest; });
        for (State& state : children) {
            if (has_ended()) {
                break;
            }
            assess(state, &parent);
        }
        return children;
    }

    void best_first(State root) {
        std::vector<State> queue;
        queue.push_back(std::move(root));
        for (std::size_t turn = 0; !queue.empty() && !has_ended(); ++turn) {
            const auto next = turn % 2 == 0
                                  ? std::ranges::min_element(queue, {}, &Search::priority_and_age)
                                  : std::ranges::min_element(queue, {}, &Search::cost_and_age);
            const State state = std::move(*next);
            queue.erase(next);
            if (is_cut(state)) {
                cut(state);
                continue;
            }
            set_fate(state.record, SketchFate::expanded);
            for (State& made : children_of(state)) {
                if (!is_cut(made) && queue.size() < options_.most_queued) {
                    queue.push_back(std::move(made));
                } else {
                    cut(made);
                }
            }
        }
        for (const State& state : queue) {
            leave(least_total(state));
        }
    }

    static std::pair<double, std::size_t> priority_and_age(const State& state) {
        return {state.priority(), state.record};
    }
    static std::pair<double, std::size_t> cost_and_age(const State& state) {
        return {state.sketch.cost() + state.rest, state.record};
    }

    // Depth first below a bound on the priority. What has been made is kept from one bound to the
    // next, so that nothing is trained twice.
    struct Branch {
        State state;
        bool is_expanded = false;
        std::vector<Branch> children;
    };

    void deepen(State root) {
        Branch top{.state = std::move(root), .is_expanded = false, .children = {}};
        double limit = top.state.priority();
        while (!has_ended()) {
            next_limit_ = std::numeric_limits<double>::infinity();
            descend(top, limit);
            if (!std::isfinite(next_limit_)) {
                break;
            }
            limit = std::max(next_limit_, limit + options_.deepening);
        }
        leave_unexpanded(top);
    }

    void descend(Branch& branch, double limit) {
        if (has_ended() || is_cut(branch.state)) {
            return;
        }
        if (branch.state.priority() > limit) {
            next_limit_ = std::min(next_limit_, branch.state.priority());
            return;
        }
        if (!branch.is_expanded) {
            branch.is_expanded = true;
            set_fate(branch.state.record, SketchFate::expanded);
            for (State& state : children_of(branch.state)) {
                branch.children.push_back(
                    {.state = std::move(state), .is_expanded = false, .children = {}});
            }
            std::ranges::stable_sort(branch.children, {},
                                     [](const Branch& child) { return child.state.priority(); });
        }
        for (Branch& child : branch.children) {
            descend(child, limit);
        }
    }

    void leave_unexpanded(const Branch& branch) {
        if (!branch.is_expanded) {
            if (is_cut(branch.state)) {
                cut(branch.state);
            } else {
                leave(least_total(branch.state));
            }
        }
        for (const Branch& child : branch.children) {
            leave_unexpanded(child);
        }
    }

    enumerator::Language language_;
    const NearTask& task_;
    Assessor& assessor_;
    const NearOptions& options_;
    lambda::TypeId request_;
    GroundGrammar grammar_;
    PartBehaviours behaviours_;
    ProgramMaker maker_;
    NearResult result_;
    std::unordered_map<std::string, double> seen_;      // costs of sketches by signature
    std::unordered_map<std::string, Assessment> forms_; // by signature
    double next_limit_ = 0;
    double least_loss_ = 0; // of a program that gets all cells right
    double left_ = std::numeric_limits<double>::infinity(); // no total is below it of what was left
};

} // namespace

std::string_view name_of(SketchFate fate) {
    constexpr std::array<std::string_view, 6> names = {"expanded", "cut",      "duplicate",
                                                       "failed",   "complete", "waiting"};
    return names.at(static_cast<std::size_t>(fate));
}

std::string_view name_of(NearEnd end) {
    constexpr std::array<std::string_view, 5> names = {"limit", "first", "estimate", "proof",
                                                       "nothing"};
    return names.at(static_cast<std::size_t>(end));
}

NearResult search_near(const enumerator::Language& language, const NearTask& task,
                       Assessor& assessor, const NearOptions& options) {
    return Search(language, task, assessor, options).run();
}

} // namespace rasp_stitch::recognition

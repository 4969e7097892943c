#include "recognition/near/near_search.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/near/found_program.hpp"
#include "recognition/near/length_program.hpp"
#include "recognition/near/polish.hpp"
#include "recognition/sketches/behaviours.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::recognition {

using lambda::TermId;

namespace {

using Clock = std::chrono::steady_clock;

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
          solver_(language, task, options.holes),
          length_(length_program(language, task, behaviours_.terms())),
          terms_of_(grammar_, length_), deadline_(options.budget.seconds) {}

    NearResult run() {
        State root{.sketch = Sketch::root(grammar_),
                   .record = 0,
                   .rest = 0,
                   .loss = 0,
                   .network = {},
                   .form = {}};
        root.rest = least_rest(root.sketch, grammar_, options_.expansion);
        root.record = record(root.sketch, 0, "the whole program", root.rest);
        if (const auto text = signature(root.sketch, grammar_, behaviours_)) {
            seen_.emplace(*text, root.sketch.cost());
        }
        assess(root, nullptr);
        if (options_.order == NearOrder::best_first) {
            best_first(std::move(root));
        } else {
            deepen(root);
        }
        result_.made = made_;
        result_.enumerated = solver_.programs();
        result_.seconds = seconds_since(start_);
        result_.stopped = stopped_;
        sort_programs();
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
        const std::size_t number = made_++;
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
        if (stopped_ != StopReason::none || is_done_) {
            return true;
        }
        stopped_ = options_.budget.stop.stop_requested()          ? StopReason::interrupted
                   : deadline_.has_passed()                       ? StopReason::time
                   : result_.sketches >= options_.budget.programs ? StopReason::programs
                                                                  : StopReason::none;
        return stopped_ != StopReason::none;
    }

    // Returns the number of a child's record if it is worth keeping.
    std::optional<State> child(const State& parent, Expansion& expansion) {
        State state{.sketch = std::move(expansion.sketch),
                    .record = 0,
                    .rest = 0,
                    .loss = 0,
                    .network = {},
                    .form = {}};
        state.rest = least_rest(state.sketch, grammar_, options_.expansion);
        if (!std::isfinite(state.rest) || state.sketch.cost() + state.rest >= options_.upper) {
            return std::nullopt;
        }
        state.record = record(state.sketch, parent.record, expansion.how, state.rest);
        const std::optional<std::string> text = signature(state.sketch, grammar_, behaviours_);
        if (!text) {
            set_fate(state.record, SketchFate::failed);
            return std::nullopt;
        }
        const auto [seen, is_new] = seen_.try_emplace(*text, state.sketch.cost());
        if (!is_new) {
            constexpr double least_difference = 1e-9;
            if (state.sketch.cost() > seen->second - least_difference) {
                set_fate(state.record, SketchFate::duplicate);
                return std::nullopt;
            }
            seen->second = state.sketch.cost();
        }
        if (state.sketch.is_complete()) {
            set_fate(state.record, SketchFate::complete);
            const TermId term = state.sketch.term(grammar_, behaviours_.terms(), {},
                                                  Sketch::Abstractions::unfolded);
            const TermId named = state.sketch.term(grammar_, behaviours_.terms(), {},
                                                   Sketch::Abstractions::as_names);
            add_program(term, named, state.sketch.cost(), "expansion");
            return std::nullopt;
        }
        return state;
    }

    void assess(State& state, const State* parent) {
        // The more a sketch can do with numbers and words, the less is missing of it.
        double loss = std::numeric_limits<double>::infinity();
        SketchRecord* const record = options_.records ? &result_.records[state.record] : nullptr;
        ++result_.sketches;
        if (options_.on_progress) {
            options_.on_progress({.sketches = result_.sketches,
                                  .priority = parent != nullptr ? parent->priority() : 0,
                                  .queue = queued_,
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
        if (!is_done_ && (options_.networks || !options_.forms)) {
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
        const auto cells = static_cast<double>(cells_of_task());
        state.loss = loss * std::min(1.0, static_cast<double>(options_.loss_cells) / cells);
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
        close(sketch, assessment);
        if (text) {
            forms_.emplace(std::move(*text), assessment);
        }
        return assessment;
    }

    // Makes programs of a sketch whose learnt parts do what is wanted, or nearly.
    void close(const Sketch& sketch, const Assessment& assessment) {
        const std::vector<std::uint32_t> learnt = sketch.learnt();
        const auto cells = static_cast<double>(cells_of_task());
        const bool is_open = sketch.has_open_holes();
        const double most = is_open ? options_.closing_loss : options_.polishing_loss;
        if (assessment.readings.size() != learnt.size() ||
            assessment.training_loss > most * cells + noise_nats()) {
            return;
        }
        if (!is_open) {
            add_polished(sketch, assessment.readings, "numbers");
            return;
        }
        if (!options_.enumerate_holes || learnt.size() == sketch.nodes().size()) {
            return; // the whole task is no hole of its own
        }
        fill_by_enumeration(sketch, assessment.readings);
    }

    // Solves the open holes and takes their best programs together, then others one at a time.
    void fill_by_enumeration(const Sketch& sketch, std::span<const HoleReading> readings) {
        const std::vector<std::uint32_t> learnt = sketch.learnt();
        std::vector<std::vector<std::string>> found(learnt.size());
        for (std::size_t i = 0; i < learnt.size(); ++i) {
            if (readings[i].form == HoleForm::open) {
                Budget budget = options_.budget;
                budget.seconds = deadline_.seconds_left();
                found[i] = solver_.solve(readings[i], budget);
                if (found[i].empty()) {
                    return;
                }
            }
        }
        std::vector<std::size_t> chosen(learnt.size(), 0);
        try_filled(sketch, readings, found, chosen);
        for (std::size_t i = 0; i < learnt.size(); ++i) {
            for (std::size_t other = 1; other < found[i].size() && !is_done_; ++other) {
                chosen.assign(learnt.size(), 0);
                chosen[i] = other;
                try_filled(sketch, readings, found, chosen);
            }
        }
    }

    void try_filled(const Sketch& sketch, std::span<const HoleReading> readings,
                    const std::vector<std::vector<std::string>>& found,
                    const std::vector<std::size_t>& chosen) {
        std::vector<HoleReading> filled(readings.begin(), readings.end());
        for (std::size_t i = 0; i < filled.size(); ++i) {
            if (!found[i].empty()) {
                filled[i].program = found[i][chosen[i]];
            }
        }
        add_polished(sketch, filled, "enumeration");
    }

    void add_polished(const Sketch& sketch, std::span<const HoleReading> readings,
                      const char* how) {
        const std::optional<PolishedProgram> program =
            polished(sketch, grammar_, readings, terms_of_, behaviours_.terms(), task_);
        if (!program) {
            return;
        }
        const std::vector<std::uint32_t> learnt = sketch.learnt();
        const TermId named = sketch.term(
            grammar_, behaviours_.terms(),
            [&](std::uint32_t node) {
                const auto at = std::ranges::find(learnt, node) - learnt.begin();
                return terms_of_
                    .term(behaviours_.terms(), program->readings[static_cast<std::size_t>(at)],
                          Sketch::Abstractions::as_names)
                    .value();
            },
            Sketch::Abstractions::as_names);
        add_program(program->term, named, sketch.cost(), how);
    }

    // The smallest part of an answer that is one, too, is what is kept.
    void add_program(TermId term, TermId named, double sketch_cost, const char* how) {
        std::string text = enumerator::print_expression(behaviours_.terms(), named);
        ExactScore score = exact_score(behaviours_.terms(), term, task_);
        if (how != std::string_view("expansion") && score.wrong > 0 &&
            2 * score.wrong < score.cells) {
            text = pruned(text, task_);
            score = exact_score(behaviours_.terms(),
                                enumerator::read_unfolded(behaviours_.terms(), text), task_);
        }
        if (is_answer(score, task_)) {
            text = smallest_part(text, task_).value_or(text);
            score = exact_score(behaviours_.terms(),
                                enumerator::read_unfolded(behaviours_.terms(), text), task_);
        }
        if (std::ranges::any_of(result_.programs,
                                [&](const NearProgram& other) { return other.text == text; })) {
            return;
        }
        const double cost = program_cost(language_, task_, text);
        result_.programs.push_back({.text = std::move(text),
                                    .cost = std::isfinite(cost) ? cost : sketch_cost,
                                    .score = score,
                                    .is_answer = is_answer(score, task_),
                                    .how = how,
                                    .sketches = result_.sketches,
                                    .seconds = seconds_since(start_)});
        if (result_.programs.back().is_answer) {
            bound_ = std::min(bound_, result_.programs.back().cost + score.nats);
        }
        sort_programs();
        const auto answers = static_cast<std::size_t>(
            std::ranges::count_if(result_.programs, &NearProgram::is_answer));
        // Programs that are no answers are kept to be shown if there is nothing better.
        if (result_.programs.size() > options_.wanted + 4) {
            result_.programs.pop_back();
        }
        is_done_ = answers >= options_.wanted;
    }

    void sort_programs() {
        std::ranges::stable_sort(result_.programs, {}, [](const NearProgram& program) {
            return std::pair(!program.is_answer, program.cost + program.score.nats);
        });
    }

    // What wrong cells cost even the program that is right.
    double noise_nats() const {
        const auto cells = static_cast<double>(cells_of_task());
        return task_.noise > 0 ? cells * (task_.noise * wrong_nats(task_) +
                                          (1 - task_.noise) * right_nats(task_))
                               : 0;
    }

    std::size_t cells_of_task() const {
        if (cells_ == 0) {
            for (const rasp::Example& example : task_.task().examples) {
                if (example.output) {
                    const std::size_t length = example.input.tokens.size();
                    cells_ += std::holds_alternative<rasp::Sequence>(*example.output)
                                  ? length
                                  : length * length;
                }
            }
        }
        return cells_;
    }

    std::vector<State> children_of(const State& parent) {
        std::vector<State> children;
        for (Expansion& expansion : expansions(parent.sketch, grammar_, options_.expansion)) {
            if (has_ended()) {
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
            result_.lower_bound = state.priority();
            if (state.priority() >= bound_) {
                set_fate(state.record, SketchFate::cut);
                continue;
            }
            set_fate(state.record, SketchFate::expanded);
            for (State& made : children_of(state)) {
                if (made.priority() < bound_ && queue.size() < options_.most_queued) {
                    queue.push_back(std::move(made));
                } else {
                    set_fate(made.record, SketchFate::cut);
                }
            }
            queued_ = queue.size();
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
            result_.lower_bound = limit;
            if (!std::isfinite(next_limit_) || next_limit_ >= bound_) {
                return;
            }
            limit = std::max(next_limit_, limit + options_.deepening);
        }
    }

    void descend(Branch& branch, double limit) {
        if (has_ended() || branch.state.priority() >= bound_) {
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

    enumerator::Language language_;
    const NearTask& task_;
    Assessor& assessor_;
    const NearOptions& options_;
    Clock::time_point start_ = Clock::now();
    lambda::TypeId request_;
    GroundGrammar grammar_;
    PartBehaviours behaviours_;
    HoleSolver solver_;
    std::optional<TermId> length_;
    ReadingTerms terms_of_;
    Deadline deadline_;
    NearResult result_;
    std::unordered_map<std::string, double> seen_;      // costs of sketches by signature
    std::unordered_map<std::string, Assessment> forms_; // by signature
    std::size_t made_ = 0;
    std::size_t queued_ = 0;
    mutable std::size_t cells_ = 0;
    double bound_ = std::numeric_limits<double>::infinity();
    double next_limit_ = 0;
    bool is_done_ = false;
    StopReason stopped_ = StopReason::none;
};

} // namespace

std::string_view name_of(SketchFate fate) {
    switch (fate) {
    case SketchFate::expanded:
        return "expanded";
    case SketchFate::cut:
        return "cut";
    case SketchFate::duplicate:
        return "duplicate";
    case SketchFate::failed:
        return "failed";
    case SketchFate::complete:
        return "complete";
    case SketchFate::waiting:
        break;
    }
    return "waiting";
}

NearResult search_near(const enumerator::Language& language, const NearTask& task,
                       Assessor& assessor, const NearOptions& options) {
    return Search(language, task, assessor, options).run();
}

} // namespace rasp_stitch::recognition

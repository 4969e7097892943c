#include "compressor/output/compression_json.hpp"

#include "compressor/corpus/dreamcoder_form.hpp"
#include "compressor/corpus/json_fields.hpp"
#include "compressor/corpus/units.hpp"
#include "compressor/library/library_graph.hpp"
#include "compressor/output/follow_report.hpp"
#include "lambda/terms/print.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermId;

namespace {

// Returns infinity, which JSON writes as null, if a positive cost becomes 0.
double ratio(Cost before, Cost after) {
    if (before == after) {
        return 1.0;
    }
    return after == 0 ? std::numeric_limits<double>::infinity()
                      : static_cast<double>(before) / static_cast<double>(after);
}

OutputJson stopped_json(StopReason reason) {
    switch (reason) {
    case StopReason::none:
        return nullptr;
    case StopReason::time:
        return "time_limit";
    case StopReason::memory:
        return "memory_limit";
    case StopReason::programs:
        return "effort";
    default:
        return name_of(reason);
    }
}

class Writer {
public:
    Writer(const Corpus& corpus, const Compression& compression, const StructurePenalty& penalty,
           const JsonOptions& options)
        : corpus_(corpus), compression_(compression), units_(corpus, penalty), options_(options),
          form_(corpus.store), graph_(library_graph(corpus.store, compression.steps)) {
        for (const KnownAbstraction& known : corpus.known_abstractions) {
            form_.add(known.symbol, known.text);
        }
        for (const Step& step : compression.steps) {
            form_.add(corpus.store.symbol(step.rewriting.abstraction.name), step.dreamcoder);
        }
    }

    OutputJson write() const {
        const std::vector<TermId> original = corpus_.roots();
        const std::vector<TermId>& rewritten =
            compression_.steps.empty() ? original : compression_.steps.back().rewriting.roots;
        OutputJson json;
        json[field::cmd] = options_.command;
        json[field::args] = options_.arguments;
        json[field::original_cost] = cost_json(compression_.original_cost);
        json[field::final_cost] = cost_json(compression_.final_cost());
        json[field::compression_ratio] =
            ratio(compression_.original_cost, compression_.final_cost());
        json[field::num_abstractions] = compression_.steps.size();
        json[field::original] = printed(original);
        json[field::rewritten] = printed(rewritten);
        json[field::rewritten_dreamcoder] =
            options_.rewritten_dreamcoder ? in_dreamcoder_form(rewritten) : OutputJson();
        json[field::abstractions] = OutputJson::array();
        for (std::size_t step = 0; step < compression_.steps.size(); ++step) {
            json[field::abstractions].push_back(abstraction(step));
        }
        json[field::version] = options_.version;
        if (options_.complete) {
            json[field::complete] = *options_.complete;
        } else {
            json[field::optimal] =
                !compression_.gap.has_value() && !compression_.joint && !compression_.higher_order;
            json[field::gap] =
                compression_.gap ? utility_json(*compression_.gap) : OutputJson(nullptr);
            json[field::stopped_by] = stopped_json(compression_.joint ? compression_.joint->stopped
                                                                      : compression_.stopped);
        }
        if (compression_.joint) {
            json[field::joint] = joint(*compression_.joint);
        }
        json[field::seconds] = options_.seconds;
        if (!options_.complete) {
            json[field::patterns_expanded] = compression_.patterns_expanded;
        }
        if (options_.examples_checked) {
            json[field::examples_checked] = *options_.examples_checked;
        }
        json[field::tasks] = task_names();
        if (options_.weights) {
            json[field::weights] = weights();
        }
        if (!compression_.followed.empty()) {
            json[field::follow] = follow_json(compression_, units_);
        }
        return json;
    }

private:
    OutputJson abstraction(std::size_t index) const {
        const Step& step = compression_.steps[index];
        const Rewriting& rewriting = step.rewriting;
        const bool writes_dreamcoder =
            options_.rewritten_intermediates && options_.rewritten_dreamcoder;
        OutputJson json;
        json[field::body] = step.body;
        json[field::dreamcoder] = step.dreamcoder;
        json[field::arity] = rewriting.abstraction.arity;
        json[field::name] = step.name;
        json[field::utility] = utility_json(step.utility);
        json[field::final_cost] = cost_json(step.cost_after);
        json[field::compression_ratio] = ratio(step.cost_before, step.cost_after);
        json[field::cumulative_compression_ratio] =
            ratio(compression_.original_cost, step.cost_after);
        json[field::num_uses] = rewriting.use_count;
        json[field::rewritten] =
            options_.rewritten_intermediates ? printed(rewriting.roots) : OutputJson();
        json[field::rewritten_dreamcoder] =
            writes_dreamcoder ? in_dreamcoder_form(rewriting.roots) : OutputJson();
        json[field::uses] = uses(rewriting);
        json[field::dc_comparison_millis] = nullptr;
        json[field::tdfa_annotation] = states(rewriting);
        json[field::variable_types] = OutputJson::array();
        for (const bool takes_symbols : rewriting.symbol_arguments) {
            json[field::variable_types].push_back(takes_symbols ? "S" : "M");
        }
        if (!options_.types.empty()) {
            const std::optional<std::string>& type = options_.types[index];
            json[field::type] = type ? OutputJson(*type) : OutputJson();
        }
        if (compression_.given > 0) {
            json[field::from_library] = index < compression_.given;
        }
        if (compression_.higher_order) {
            json[field::by_refactoring] = step.is_refactored;
        }
        json[field::depends_on] = OutputJson::array();
        for (const std::size_t used : depends_on(graph_, index)) {
            json[field::depends_on].push_back(compression_.steps[used].name);
        }
        if (step.total_without) {
            json[field::total_without] = utility_json(*step.total_without);
        }
        if (options_.candidates) {
            json[field::candidates] = candidates(step);
        }
        return json;
    }

    OutputJson states(const Rewriting& rewriting) const {
        if (!rewriting.states) {
            return nullptr;
        }
        OutputJson arguments = OutputJson::array();
        for (const State state : rewriting.states->arguments) {
            arguments.push_back(state_name(state));
        }
        return {{field::root_state, state_name(rewriting.states->root)},
                {field::metavariable_states, std::move(arguments)}};
    }

    OutputJson state_name(State state) const {
        return state < compression_.states.size() ? OutputJson(compression_.states[state])
                                                  : OutputJson(nullptr);
    }

    OutputJson joint(const JointReport& report) const {
        return {{field::total, utility_json(report.total)},
                {field::greedy_total, utility_json(report.greedy_total)},
                {field::libraries_tried, report.libraries}};
    }

    OutputJson candidates(const Step& step) const {
        OutputJson all = OutputJson::array();
        for (const StepCandidate& candidate : step.candidates) {
            OutputJson json;
            json[field::body] = candidate.body;
            json[field::arity] = candidate.arity;
            json[field::utility] = utility_json(candidate.utility);
            json[field::final_cost] = cost_json(step.cost_before - candidate.saved);
            json[field::num_locations] = candidate.locations;
            all.push_back(std::move(json));
        }
        return all;
    }

    OutputJson uses(const Rewriting& rewriting) const {
        std::vector<std::pair<std::string, std::string>> texts; // before, after
        for (const Use& use : rewriting.uses) {
            std::string after = lambda::print(corpus_.store, use.after);
            if (after.starts_with('(')) {
                after =
                    after.substr(1, after.size() - 2); // Stitch writes a use without parentheses
            }
            texts.emplace_back(lambda::print(corpus_.store, use.before), std::move(after));
        }
        std::sort(texts.begin(), texts.end());
        OutputJson json = OutputJson::array();
        for (const auto& [before, after] : texts) {
            json.push_back({{after, before}});
        }
        return json;
    }

    OutputJson printed(std::span<const TermId> roots) const {
        OutputJson json = OutputJson::array();
        for (const TermId root : roots) {
            json.push_back(lambda::print(corpus_.store, root));
        }
        return json;
    }

    OutputJson in_dreamcoder_form(std::span<const TermId> roots) const {
        OutputJson json = OutputJson::array();
        for (const TermId root : roots) {
            json.push_back(form_.program(root));
        }
        return json;
    }

    OutputJson task_names() const {
        OutputJson json = OutputJson::array();
        for (const Program& program : corpus_.programs) {
            json.push_back(corpus_.tasks[program.task]);
        }
        return json;
    }

    OutputJson weights() const {
        OutputJson json = OutputJson::array();
        for (const Program& program : corpus_.programs) {
            json.push_back(cost_json(program.weight));
        }
        return json;
    }

    OutputJson cost_json(Cost cost) const { return amount_json(units_.cost(cost)); }
    OutputJson utility_json(Utility utility) const { return amount_json(units_.utility(utility)); }

    const Corpus& corpus_;
    const Compression& compression_;
    Units units_;
    const JsonOptions& options_;
    DreamCoderForm form_;
    LibraryGraph graph_;
};

} // namespace

OutputJson compression_json(const Corpus& corpus, const Compression& compression,
                            const StructurePenalty& penalty, const JsonOptions& options) {
    return Writer(corpus, compression, penalty, options).write();
}

} // namespace rasp_stitch::compressor

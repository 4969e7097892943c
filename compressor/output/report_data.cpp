#include "compressor/output/report_data.hpp"

#include "compressor/corpus/units.hpp"
#include "compressor/library/library_graph.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/terms/variable_names.hpp"
#include "support/budget/budget.hpp"
#include "support/report/layers.hpp"

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;

namespace {

class Writer {
public:
    Writer(const Corpus& corpus, const Compression& compression, const ReportOptions& options)
        : corpus_(corpus), compression_(compression), options_(options),
          units_(corpus, options.settings.penalty) {}

    OutputJson write() const {
        OutputJson data = {{"title", options_.title},     {"kind", "compression"},
                           {"program", options_.program}, {"version", options_.version},
                           {"command", options_.command}, {"options", options_.arguments},
                           {"seconds", options_.seconds}, {"cost", costs()}};
        add_trust(data);
        data["beta"] = options_.settings.forms.eta_long;
        data["variables"] = lambda::first_variable_names(corpus_.store);
        data["abstractions"] = abstractions();
        for (const KnownAbstraction& known : corpus_.known_abstractions) {
            data["known"].push_back({corpus_.store.symbol_name(known.symbol), known.text});
        }
        if (corpus_.has_tasks) {
            data["tasks"] = corpus_.tasks;
            data["task_count"] = corpus_.tasks.size();
        }
        data["programs"] = programs();
        return data;
    }

private:
    OutputJson costs() const {
        Utility total = compression_.original_cost * options_.settings.penalty.scale;
        for (const Step& step : compression_.steps) {
            total -= step.utility;
        }
        return {{"before", cost_json(compression_.original_cost)},
                {"after", cost_json(compression_.final_cost())},
                {"total", utility_json(total)}};
    }

    // How far the result is proven.
    void add_trust(OutputJson& data) const {
        if (options_.complete) {
            data["complete"] = *options_.complete;
            return;
        }
        data["patterns_expanded"] = compression_.patterns_expanded;
        if (compression_.joint) {
            data["joint"] = {{"libraries", compression_.joint->libraries},
                             {"greedy_total", utility_json(compression_.joint->greedy_total)},
                             {"stopped", compression_.joint->stopped != StopReason::none}};
        } else if (compression_.gap) {
            data["gap"] = utility_json(*compression_.gap);
            data["stopped_by"] = name_of(compression_.stopped);
        }
        if (options_.examples_checked) {
            data["examples_checked"] = *options_.examples_checked;
        }
    }

    OutputJson abstractions() const {
        const LibraryGraph graph = library_graph(corpus_.store, compression_.steps);
        std::vector<std::vector<std::size_t>> parts;
        for (std::size_t step = 0; step < compression_.steps.size(); ++step) {
            parts.push_back(depends_on(graph, step));
        }
        const std::vector<LayerPlace> places = layered(parts);
        const std::vector<std::size_t> uses = final_uses();
        OutputJson all = OutputJson::array();
        for (std::size_t i = 0; i < compression_.steps.size(); ++i) {
            const Step& step = compression_.steps[i];
            OutputJson json = {{"name", step.name},
                               {"body", step.body},
                               {"arity", step.rewriting.abstraction.arity},
                               {"uses", uses[i]},
                               {"utility", utility_json(step.utility)},
                               {"cost_after", cost_json(step.cost_after)},
                               {"layer", places[i].layer},
                               {"place", places[i].place},
                               {"parts", parts[i]}};
            if (i < options_.types.size() && options_.types[i]) {
                json["type"] = *options_.types[i];
            }
            if (const auto plain = options_.plain_names.find(step.name);
                plain != options_.plain_names.end()) {
                json["plain"] = plain->second;
            }
            if (step.total_without) {
                json["without"] = utility_json(*step.total_without);
            }
            if (i < compression_.given) {
                json["given"] = true;
            }
            all.push_back(std::move(json));
        }
        return all;
    }

    // Returns how often each abstraction stands in the programs at the end. A step knows its uses
    // before the later steps, which may put some of them into their bodies.
    std::vector<std::size_t> final_uses() const;

    OutputJson programs() const {
        const std::vector<TermId> before = corpus_.roots();
        const std::vector<TermId>& after =
            compression_.steps.empty() ? before : compression_.steps.back().rewriting.roots;
        OutputJson json = {{"before", OutputJson::array()},
                           {"after", OutputJson::array()},
                           {"cost_before", OutputJson::array()},
                           {"cost_after", OutputJson::array()}};
        std::vector<TermId> all = before;
        all.insert(all.end(), after.begin(), after.end());
        const auto costs = lambda::term_costs(corpus_.store, all, options_.settings.costs);
        OutputJson names = OutputJson::array();
        OutputJson tasks = OutputJson::array();
        bool is_named = false;
        for (std::size_t i = 0; i < before.size(); ++i) {
            const Program& program = corpus_.programs[i];
            json["before"].push_back(lambda::print(corpus_.store, before[i]));
            json["after"].push_back(after[i] == before[i]
                                        ? OutputJson() // null: as it was
                                        : OutputJson(lambda::print(corpus_.store, after[i])));
            json["cost_before"].push_back(costs.at(before[i]));
            json["cost_after"].push_back(costs.at(after[i]));
            names.push_back(program.name);
            tasks.push_back(program.task);
            is_named = is_named || program.name != "program " + std::to_string(i);
        }
        if (is_named) {
            json["names"] = std::move(names);
        }
        if (corpus_.has_tasks) {
            json["tasks"] = std::move(tasks);
        }
        return json;
    }

    OutputJson cost_json(Cost cost) const { return amount_json(units_.cost(cost)); }
    OutputJson utility_json(Utility utility) const { return amount_json(units_.utility(utility)); }

    const Corpus& corpus_;
    const Compression& compression_;
    const ReportOptions& options_;
    Units units_;
};

std::vector<std::size_t> Writer::final_uses() const {
    std::vector<std::size_t> uses;
    if (compression_.steps.empty()) {
        return uses;
    }
    const lambda::TermStore& store = corpus_.store;
    const std::vector<TermId>& roots = compression_.steps.back().rewriting.roots;
    std::unordered_map<TermId, std::size_t> count;
    for (const TermId root : roots) {
        ++count[root];
    }
    // Parts come before wholes: from the wholes down, each part is counted before its own parts.
    const std::vector<TermId> parts = lambda::subterms(store, roots);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const std::size_t occurrences = count[*part];
        if (store.is(lambda::TermKind::application, *part)) {
            count[store.function(*part)] += occurrences;
            count[store.argument(*part)] += occurrences;
        } else if (store.is(lambda::TermKind::lambda, *part)) {
            count[store.body(*part)] += occurrences;
        }
    }
    for (const Step& step : compression_.steps) {
        uses.push_back(count[step.rewriting.abstraction.name]);
    }
    return uses;
}

} // namespace

OutputJson report_data(const Corpus& corpus, const Compression& compression,
                       const ReportOptions& options) {
    return Writer(corpus, compression, options).write();
}

} // namespace rasp_stitch::compressor

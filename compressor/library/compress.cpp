#include "compressor/library/compress.hpp"

#include "compressor/corpus/dreamcoder_form.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;

namespace {

class Compressor {
public:
    Compressor(Corpus& corpus, const CompressionSettings& settings)
        : corpus_(corpus), settings_(settings),
          search_settings_(settings_of_search(corpus, settings)), form_(corpus.store),
          roots_(corpus.roots()), next_name_(settings.previous_abstractions) {
        for (const Program& program : corpus.programs) {
            task_of_program_.push_back(program.task);
            weights_.push_back(program.weight);
        }
        for (const TermId part : lambda::subterms(corpus.store, roots_)) {
            if (corpus.store.is(lambda::TermKind::primitive, part)) {
                taken_names_.insert(corpus.store.name(part));
            }
        }
        for (const KnownAbstraction& known : corpus.known_abstractions) {
            taken_names_.insert(corpus.store.symbol_name(known.symbol));
            form_.add(known.symbol, known.text);
        }
    }

    Compression run(const CompressionControl& control) {
        Compression result;
        NodeTable table = make_table();
        result.original_cost = table.corpus_cost();
        for (std::size_t step = 0; step < settings_.iterations; ++step) {
            const Arguments arguments(table);
            const Context context(table, arguments, search_settings_);
            const SearchResult found =
                search(context, corpus_.store, search_control(control, step));
            result.patterns_expanded += found.patterns_expanded;
            keep_most(found.most_open, result.most_open);
            // Where nothing above 0 is left there is nothing to find.
            const bool is_open = found.open_bound.has_value() && *found.open_bound > 0;
            if (is_open) {
                const Utility best = found.best.empty() ? 0 : found.best.front().promise.utility;
                result.gap = *found.open_bound - best;
            }
            if (settings_.follow) {
                result.followed.push_back(follow(context, corpus_.store, *settings_.follow,
                                                 found.best,
                                                 search_control(control, step).winners));
            }
            if (found.best.empty()) {
                break;
            }
            result.steps.push_back(make_step(context, found.best));
            table = make_table();
            check_cost(result.steps.back(), table.corpus_cost());
            if (is_open) {
                break;
            }
        }
        return result;
    }

private:
    // The best but one may be something that the best makes needless.
    static Settings settings_of_search(const Corpus& corpus, const CompressionSettings& settings) {
        Settings made = scaled(settings.settings, corpus);
        if (settings.candidates > 1) {
            made.rules.disable(Rule::forced_reuse);
        }
        return made;
    }

    NodeTable make_table() const {
        return make_node_table(corpus_.store,
                               {.roots = roots_,
                                .tasks = task_of_program_,
                                .weights = weights_,
                                .task_count = corpus_.tasks.size()},
                               search_settings_);
    }

    SearchControl search_control(const CompressionControl& control, std::size_t step) const {
        SearchControl made{.threads = control.threads,
                           .winners = std::max<std::size_t>(1, settings_.candidates),
                           .stop = control.stop};
        if (control.progress) {
            made.progress = [&control, step](const SearchProgress& at) {
                control.progress({.step = step, .search = at});
            };
        }
        return made;
    }

    static void keep_most(const OpenPatterns& open, OpenPatterns& most) {
        most.count = std::max(most.count, open.count);
        most.bytes = std::max(most.bytes, open.bytes);
    }

    Step make_step(const Context& context, std::span<const Found> ranking) {
        const Found& best = ranking.front();
        Step step;
        for (const Found& found : ranking) {
            step.candidates.push_back({.body = found.body,
                                       .arity = found.promise.arity,
                                       .utility = found.promise.utility,
                                       .saved = found.saved,
                                       .locations = found.pattern.rows});
        }
        step.name = unused_name();
        step.cost_before = context.table.corpus_cost();
        step.cost_after = step.cost_before - best.saved;
        step.utility = best.promise.utility;
        step.body = best.body;
        const TermId name = corpus_.store.primitive(step.name);
        step.rewriting = rewrite(context, corpus_.store, best.pattern, name);
        step.dreamcoder = form_.abstraction(step.rewriting.abstraction);
        form_.add(corpus_.store.symbol(name), step.dreamcoder);
        roots_ = step.rewriting.roots;
        return step;
    }

    // A name that the corpus uses already would make two things one, and one with a cost of its own
    // would not cost what every use is taken to cost.
    std::string unused_name() {
        std::string name;
        do {
            name = settings_.abstraction_prefix + std::to_string(next_name_++);
        } while (taken_names_.contains(name) || settings_.settings.costs.primitives.contains(name));
        return name;
    }

    static void check_cost(const Step& step, Cost cost) {
        if (cost != step.cost_after) {
            throw std::logic_error("rewriting with " + step.name + " costs " +
                                   std::to_string(cost) + " where " +
                                   std::to_string(step.cost_after) + " was found");
        }
    }

    Corpus& corpus_;
    const CompressionSettings& settings_;
    Settings search_settings_;
    DreamCoderForm form_;
    std::vector<TermId> roots_;
    std::vector<std::uint32_t> task_of_program_;
    std::vector<std::int64_t> weights_;
    std::unordered_set<std::string> taken_names_; // primitives of the corpus
    std::size_t next_name_;
};

} // namespace

Compression compress(Corpus& corpus, const CompressionSettings& settings,
                     const CompressionControl& control) {
    return Compressor(corpus, settings).run(control);
}

} // namespace rasp_stitch::compressor

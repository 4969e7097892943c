#include "compressor/explain/follow.hpp"

#include "compressor/corpus/typing.hpp"
#include "compressor/patterns/admissible.hpp"
#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/patterns/variant.hpp"
#include "compressor/search/child.hpp"
#include "compressor/search/expansion.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/substitution.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Returns the metavariables of a body in the order of their first occurrence, left to right.
std::vector<std::uint32_t> metavariables_of(const TermStore& store, TermId body) {
    std::vector<std::uint32_t> found;
    std::vector<TermId> pending{body};
    while (!pending.empty()) {
        const TermId term = pending.back();
        pending.pop_back();
        if (!store.has_metavariables(term)) {
            continue;
        }
        if (store.is(TermKind::application, term)) {
            pending.push_back(store.argument(term));
            pending.push_back(store.function(term));
        } else if (store.is(TermKind::lambda, term)) {
            pending.push_back(store.body(term));
        } else if (std::find(found.begin(), found.end(), store.index(term)) == found.end()) {
            found.push_back(store.index(term));
        }
    }
    return found;
}

TermId renumbered(TermStore& store, TermId body, const std::vector<std::uint32_t>& order) {
    std::vector<TermId> numbers(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        numbers[order[i]] = store.metavariable(i);
    }
    return lambda::instantiate(store, body, numbers);
}

// Returns the score that the search has to beat once it has found its result.
Score final_incumbent(std::span<const ScoredAbstraction> ranking, std::size_t count) {
    return ranking.empty() || ranking.size() < count ? no_incumbent : ranking.back().score;
}

// The path that a search with certain rules takes to a body, hole by hole in its order, up to the
// point where the search prunes it.
class SearchPath {
public:
    SearchPath(const Context& context, const RuleSet& rules, const TermStore& store, TermId body,
               const std::vector<bool>& symbol_arguments, const Score& incumbent)
        : settings_(with_rules(context.settings, rules)),
          context_(context.table, context.arguments, settings_), expander_(context_) {
        make_start(context_, pattern_);
        BodyWalk walk(context_, store, body, symbol_arguments);
        while (!pattern_.holes.empty() && pattern_.rows > 0) {
            const Expansion expansion = expanded(incumbent);
            const Hole hole = pattern_.holes[expansion.hole];
            filling_ = walk.filling_at(hole);
            const std::optional<Candidate> candidate = next_candidate(expansion);
            if (!candidate) {
                is_pruned_ = true;
                return;
            }
            Pattern child;
            make_child(context_, pattern_, expansion, *candidate, child);
            std::swap(pattern_, child);
            walk.fill(hole);
            ++filled_;
        }
    }
    SearchPath(const SearchPath&) = delete;
    SearchPath& operator=(const SearchPath&) = delete;

    bool is_pruned() const { return is_pruned_; }
    std::size_t filled() const { return filled_; } // the number of holes filled up to the end

    // Returns the pattern at the end of the path.
    const Pattern& pattern() const { return pattern_; }

    // Returns the next pattern towards the body, or nullopt if it is dropped even though every
    // bound beats the incumbent.
    std::optional<Pattern> next() {
        constexpr Score beaten_by_all{.utility = std::numeric_limits<Utility>::min(),
                                      .arity = std::numeric_limits<std::uint32_t>::max(),
                                      .body_cost = std::numeric_limits<Cost>::max()};
        const Expansion expansion = expanded(beaten_by_all);
        const std::optional<Candidate> candidate = next_candidate(expansion);
        if (!candidate) {
            return std::nullopt;
        }
        Pattern child;
        make_child(context_, pattern_, expansion, *candidate, child);
        return child;
    }

    // Does the same from the end of another path.
    std::optional<Pattern> next_of(const SearchPath& other) {
        pattern_ = other.pattern_;
        filling_ = other.filling_;
        return next();
    }

private:
    static Settings with_rules(Settings settings, const RuleSet& rules) {
        settings.rules = rules;
        return settings;
    }

    Expansion expanded(const Score& incumbent) {
        Expansion expansion;
        expander_.expand(pattern_, incumbent, expansion);
        return expansion;
    }

    // Returns the candidate with the filling that leads to the body, if it is among the candidates.
    std::optional<Candidate> next_candidate(const Expansion& expansion) const {
        const auto found =
            std::find_if(expansion.candidates.begin(), expansion.candidates.end(),
                         [&](const Candidate& tried) { return filling_ == tried.filling; });
        return found == expansion.candidates.end() ? std::nullopt : std::optional(*found);
    }

    Settings settings_;
    Context context_;
    Expander expander_;
    Pattern pattern_;
    std::optional<Filling> filling_; // nullopt if the corpus lacks the head
    std::size_t filled_ = 0;
    bool is_pruned_ = false;
};

RuleSet no_rules() {
    RuleSet rules;
    for (const RuleRow& row : rule_table) {
        rules.disable(row.rule);
    }
    return rules;
}

// Finds where the search prunes the path. The rule is the first one that makes the search prune it
// there or earlier, if the rules are switched on one after the other.
std::optional<PruningPoint> find_pruning_point(const Context& context, const TermStore& store,
                                               TermId body,
                                               const std::vector<bool>& symbol_arguments,
                                               const Score& incumbent) {
    const auto text = [&](const Pattern& pattern) {
        return pattern.body.text(context.table, store, pattern.arity());
    };
    const SearchPath path(context, context.settings.rules, store, body, symbol_arguments,
                          incumbent);
    if (!path.is_pruned()) {
        return std::nullopt;
    }
    PruningPoint found{.pattern = text(path.pattern()),
                       .locations = path.pattern().rows,
                       .next = {},
                       .next_locations = 0,
                       .rule = std::nullopt,
                       .bound = std::nullopt};
    RuleSet rules = no_rules();
    const std::optional<Pattern> next =
        SearchPath(context, rules, store, body, symbol_arguments, incumbent).next_of(path);
    if (!next) {
        return found;
    }
    found.next = text(*next);
    found.next_locations = next->rows;
    for (const RuleRow& row : rule_table) {
        if (!context.has(row.rule)) {
            continue;
        }
        rules.enable(row.rule);
        SearchPath shorter(context, rules, store, body, symbol_arguments, incumbent);
        if (shorter.is_pruned() && shorter.filled() <= path.filled()) {
            found.rule = row.rule;
            const std::optional<Pattern> beaten = shorter.next();
            found.bound = beaten ? std::optional(beaten->utility_bound) : std::nullopt;
            break;
        }
    }
    return found;
}

// Returns whether the body would match if a use were allowed everywhere.
bool is_kept_out(const Context& context, const TermStore& store, TermId body,
                 const std::vector<bool>& symbol_arguments) {
    NodeTable everywhere = context.table;
    everywhere.forbids_argument.clear();
    for (std::uint32_t& task : everywhere.first_task) {
        task = task == UINT32_MAX ? 0 : task;
    }
    const Context open(everywhere, context.arguments, context.settings);
    return match(open, store, body, symbol_arguments).pattern.rows > 0;
}

// Returns the number of tasks with a location of the pattern where a use is allowed.
std::size_t tasks_with(const Context& context, const Pattern& pattern) {
    const NodeTable& table = context.table;
    std::vector<bool> holds(table.size(), false);
    std::vector<bool> holds_inside(table.size(), false);
    for (const Node node : pattern.locations()) {
        holds[node] = true;
    }
    const bool allows_applied_uses = context.settings.forms.allows_applied_uses();
    for (Node node = 0; node < table.size(); ++node) {
        const Node first = table.first[node];
        const TermKind kind = table.heads[table.head[node]].kind;
        if (kind == TermKind::application) {
            holds_inside[node] =
                (allows_applied_uses ? holds : holds_inside)[first] || holds[table.second[node]];
        } else if (kind == TermKind::lambda) {
            holds_inside[node] = holds[first];
        }
        holds[node] = holds[node] || holds_inside[node];
    }
    std::size_t count = 0;
    for (std::uint32_t task = 0; task < table.task_count(); ++task) {
        const std::span<const std::uint32_t> programs = table.programs_of(task);
        count += std::any_of(programs.begin(), programs.end(),
                             [&](std::uint32_t program) { return holds[table.root[program]]; });
    }
    return count;
}

// Returns the group of states that saves most.
Pattern best_of(const Context& context, std::vector<Pattern> groups) {
    std::size_t best = 0;
    if (groups.size() > 1) {
        BestRewriting rewriting(context);
        Cost most = 0;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const Cost saved = rewriting.saved(groups[i]);
            best = saved > most ? i : best;
            most = std::max(most, saved);
        }
    }
    return std::move(groups[best]);
}

} // namespace

FollowResult follow(const Context& context, TermStore& store, TermId body,
                    std::span<const ScoredAbstraction> ranking, std::size_t count,
                    const std::vector<bool>& symbol_arguments) {
    const std::vector<std::uint32_t> order = metavariables_of(store, body);
    const TermId normal = renumbered(store, body, order);
    std::vector<bool> takes_symbols;
    for (const std::uint32_t index : order) {
        takes_symbols.push_back(index < symbol_arguments.size() && symbol_arguments[index]);
    }
    FollowResult found;
    found.body = lambda::print(store, normal);
    found.arity = static_cast<std::uint32_t>(order.size());
    found.body_cost = lambda::term_cost(store, normal, context.settings.costs);

    Match match = compressor::match(context, store, normal, takes_symbols);
    match.pattern = best_of(context, by_states(context, std::move(match.pattern)));
    found.locations = match.pattern.rows;
    found.inadmissible = inadmissible(context, match.pattern);
    const Matching& matching = context.settings.matching;
    if (!found.inadmissible && matching.has_types() &&
        Typing(matching.types).infer(store, normal).fault) {
        found.inadmissible = Inadmissible::ill_typed;
    }
    if (match.pattern.rows > 0) {
        BestRewriting rewriting(context);
        found.saved = rewriting.saved(match.pattern);
        found.used = rewriting.used_rows().size();
        found.tasks = tasks_with(context, match.pattern);
        found.utility = context.settings.utility(found.saved, found.body_cost);
    }
    const std::string variant =
        match.pattern.holes.empty() ? variant_text(context, match.pattern) : "";
    const auto place =
        std::find_if(ranking.begin(), ranking.end(), [&](const ScoredAbstraction& other) {
            return other.body == found.body && other.variant == variant;
        });
    if (place != ranking.end()) {
        found.rank = static_cast<std::size_t>(place - ranking.begin()) + 1;
        found.outcome = found.rank == 1 ? Outcome::won : Outcome::ranked;
        return found;
    }
    if (found.arity > 0) {
        found.pruning_point = find_pruning_point(context, store, normal, takes_symbols,
                                                 final_incumbent(ranking, count));
    }
    const std::vector<std::uint32_t>& applied = match.pattern.argument_applied;
    const bool is_forbidden =
        (context.settings.forms.no_curried_metavariables &&
         std::any_of(applied.begin(), applied.end(),
                     [](std::uint32_t times) { return times > 0; })) ||
        (found.locations == 0 && is_kept_out(context, store, normal, takes_symbols));
    const auto symbol_count =
        static_cast<std::uint32_t>(std::count(takes_symbols.begin(), takes_symbols.end(), true));
    if (found.arity - symbol_count > context.settings.max_arity) {
        found.outcome = Outcome::too_many_arguments;
    } else if (is_forbidden) {
        found.outcome = Outcome::forbidden;
    } else if (found.inadmissible) {
        found.outcome = Outcome::inadmissible;
    } else if (found.utility <= 0) {
        found.outcome = Outcome::useless;
    } else {
        const bool is_behind = !ranking.empty() && ranking.front().score.utility >= found.utility;
        found.outcome = is_behind ? Outcome::lost : Outcome::missed;
    }
    return found;
}

} // namespace rasp_stitch::compressor

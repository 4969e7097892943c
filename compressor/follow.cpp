#include "compressor/follow.hpp"

#include "compressor/best_rewriting.hpp"
#include "compressor/child.hpp"
#include "compressor/expansion.hpp"
#include "compressor/matching.hpp"
#include "lambda/cost.hpp"
#include "lambda/print.hpp"
#include "lambda/substitution.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// The metavariables of a body in the order of their first occurrence, from left to right.
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

// What the search must beat once it has found what it will find.
Promise final_rival(std::span<const Found> ranking, std::size_t most) {
    return ranking.empty() || ranking.size() < most ? nothing_found : ranking.back().promise;
}

// Goes the way that the search would go to a body, hole by hole in its order.
class Way {
public:
    Way(const Context& context, const TermStore& store, TermId body, const Promise& rival)
        : context_(context), store_(store), rival_(rival), walk_(context, store, body),
          expander_(context) {
        make_start(context, pattern_);
    }

    // Nothing if the search goes it to the end.
    std::optional<Departure> departure() {
        while (!pattern_.holes.empty() && pattern_.rows > 0) {
            Expansion expansion;
            expander_.expand(pattern_, rival_, expansion);
            const Hole hole = pattern_.holes[expansion.hole];
            const std::optional<Demand> demand = walk_.demand(hole);
            if (!demand) {
                return here();
            }
            const auto candidate =
                std::find_if(expansion.candidates.begin(), expansion.candidates.end(),
                             [&](const Candidate& tried) { return demand->is_met_by(tried); });
            if (candidate == expansion.candidates.end()) {
                return departure_before(*demand);
            }
            Pattern child;
            make_child(context_, pattern_, expansion, *candidate, child);
            std::swap(pattern_, child);
            walk_.fill(hole);
        }
        return std::nullopt;
    }

private:
    std::string text(const Pattern& pattern) const {
        return pattern.body.text(context_.table, store_, pattern.arity());
    }

    // Where nothing can come next: no sub-term of the corpus has at its top what the body has
    // there.
    Departure here() const {
        return {.pattern = text(pattern_),
                .locations = pattern_.rows,
                .next = {},
                .next_locations = 0,
                .rule = std::nullopt,
                .bound = std::nullopt};
    }

    // What comes next without any rule, and which rule, when they are switched on one after the
    // other, is the first to drop it.
    Departure departure_before(const Demand& demand) const {
        Departure departure = here();
        RuleSet rules = no_rules();
        const std::optional<Found> next = next_with(rules, demand);
        if (!next) {
            return departure;
        }
        departure.next = next->body;
        departure.next_locations = next->pattern.rows;
        for (const RuleRow& row : rule_table) {
            const RuleSet before = rules;
            rules.enable(row.rule);
            if (!next_with(rules, demand)) {
                departure.rule = row.rule;
                departure.bound = bound_with(rules, before, demand);
                break;
            }
        }
        return departure;
    }

    static RuleSet no_rules() {
        RuleSet rules;
        for (const RuleRow& row : rule_table) {
            rules.disable(row.rule);
        }
        return rules;
    }

    // The child that the body demands, if a search by these rules tries it.
    std::optional<Found> next_with(const RuleSet& rules, const Demand& demand) const {
        return next_with(rules, demand, rival_);
    }

    std::optional<Found> next_with(const RuleSet& rules, const Demand& demand,
                                   const Promise& rival) const {
        Settings settings = context_.settings;
        settings.rules = rules;
        const Context context(context_.table, context_.arguments, settings);
        Expander expander(context);
        Expansion expansion;
        expander.expand(pattern_, rival, expansion);
        for (const Candidate& candidate : expansion.candidates) {
            if (demand.is_met_by(candidate)) {
                Found next;
                make_child(context, pattern_, expansion, candidate, next.pattern);
                next.promise = candidate.promise;
                next.body = text(next.pattern);
                return next;
            }
        }
        return std::nullopt;
    }

    // The bound by which a rule drops what comes next, if it is by a bound that it does.
    std::optional<Utility> bound_with(const RuleSet& rules, const RuleSet& before,
                                      const Demand& demand) const {
        constexpr Promise beaten_by_all{.utility = std::numeric_limits<Utility>::min(),
                                        .arity = std::numeric_limits<std::uint32_t>::max(),
                                        .body_cost = std::numeric_limits<Cost>::max()};
        const std::optional<Found> with = next_with(rules, demand, beaten_by_all);
        const std::optional<Found> without = next_with(before, demand, beaten_by_all);
        return with && without ? std::optional(with->promise.utility) : std::nullopt;
    }

    const Context& context_;
    const TermStore& store_;
    Promise rival_;
    BodyWalk walk_;
    Expander expander_;
    Pattern pattern_;
};

// The tasks that have a location of the pattern where a use is allowed.
std::size_t tasks_with(const Context& context, const Pattern& pattern) {
    const NodeTable& table = context.table;
    std::vector<bool> holds(table.size(), false);
    std::vector<bool> holds_inside(table.size(), false);
    for (const Node node : pattern.locations()) {
        holds[node] = true;
    }
    const bool uses_are_functions = context.settings.forms.uses_are_functions();
    for (Node node = 0; node < table.size(); ++node) {
        const Node first = table.first[node];
        const TermKind kind = table.heads[table.head[node]].kind;
        if (kind == TermKind::application) {
            holds_inside[node] =
                (uses_are_functions ? holds : holds_inside)[first] || holds[table.second[node]];
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

} // namespace

Following follow(const Context& context, TermStore& store, TermId body,
                 std::span<const Found> ranking, std::size_t most) {
    const std::vector<std::uint32_t> order = metavariables_of(store, body);
    const TermId normal = renumbered(store, body, order);
    Following found;
    found.body = lambda::print(store, normal);
    found.arity = static_cast<std::uint32_t>(order.size());
    found.body_cost = lambda::term_cost(store, normal, context.settings.costs);

    const Match match = compressor::match(context, store, normal);
    found.locations = match.pattern.rows;
    found.inadmissible = inadmissible(context, match.pattern);
    if (match.pattern.rows > 0) {
        BestRewriting rewriting(context);
        found.saved = rewriting.saved(match.pattern);
        found.used = rewriting.used_rows().size();
        found.tasks = tasks_with(context, match.pattern);
        found.utility = context.settings.utility(found.saved, found.body_cost);
    }
    const auto place = std::find_if(ranking.begin(), ranking.end(),
                                    [&](const Found& other) { return other.body == found.body; });
    if (place != ranking.end()) {
        found.rank = static_cast<std::size_t>(place - ranking.begin()) + 1;
        found.outcome = found.rank == 1 ? Outcome::won : Outcome::ranked;
        return found;
    }
    if (found.arity > 0) {
        found.departure = Way(context, store, normal, final_rival(ranking, most)).departure();
    }
    const std::vector<std::uint32_t>& applied = match.pattern.argument_applied;
    const bool is_forbidden =
        context.settings.forms.no_curried_metavariables &&
        std::any_of(applied.begin(), applied.end(), [](std::uint32_t times) { return times > 0; });
    if (found.arity > context.settings.max_arity) {
        found.outcome = Outcome::too_many_arguments;
    } else if (found.inadmissible) {
        found.outcome = Outcome::inadmissible;
    } else if (is_forbidden) {
        found.outcome = Outcome::forbidden;
    } else {
        found.outcome = found.utility > 0 ? Outcome::lost : Outcome::useless;
    }
    return found;
}

} // namespace rasp_stitch::compressor

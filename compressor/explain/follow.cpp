#include "compressor/explain/follow.hpp"

#include "compressor/patterns/best_rewriting.hpp"
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

// Goes the way that a search by certain rules would go to a body, hole by hole in its order, until
// that search would leave it.
class Way {
public:
    Way(const Context& context, const RuleSet& rules, const TermStore& store, TermId body,
        const Promise& rival)
        : settings_(with_rules(context.settings, rules)),
          context_(context.table, context.arguments, settings_), expander_(context_) {
        make_start(context_, pattern_);
        BodyWalk walk(context_, store, body);
        while (!pattern_.holes.empty() && pattern_.rows > 0) {
            const Expansion expansion = expanded(rival);
            const Hole hole = pattern_.holes[expansion.hole];
            demand_ = walk.demand(hole);
            const std::optional<Candidate> candidate = demanded(expansion);
            if (!candidate) {
                is_left_ = true;
                return;
            }
            Pattern child;
            make_child(context_, pattern_, expansion, *candidate, child);
            std::swap(pattern_, child);
            walk.fill(hole);
            ++filled_;
        }
    }
    Way(const Way&) = delete;
    Way& operator=(const Way&) = delete;

    bool is_left() const { return is_left_; }
    std::size_t filled() const { return filled_; } // holes, until then

    // Where it is left.
    const Pattern& pattern() const { return pattern_; }

    // What would come next, whatever it promises; nothing if it is not for a bound that it does
    // not.
    std::optional<Pattern> next() {
        constexpr Promise beaten_by_all{.utility = std::numeric_limits<Utility>::min(),
                                        .arity = std::numeric_limits<std::uint32_t>::max(),
                                        .body_cost = std::numeric_limits<Cost>::max()};
        const Expansion expansion = expanded(beaten_by_all);
        const std::optional<Candidate> candidate = demanded(expansion);
        if (!candidate) {
            return std::nullopt;
        }
        Pattern child;
        make_child(context_, pattern_, expansion, *candidate, child);
        return child;
    }

    // The same from a pattern to which another way led.
    std::optional<Pattern> next_of(const Way& other) {
        pattern_ = other.pattern_;
        demand_ = other.demand_;
        return next();
    }

private:
    static Settings with_rules(Settings settings, const RuleSet& rules) {
        settings.rules = rules;
        return settings;
    }

    Expansion expanded(const Promise& rival) {
        Expansion expansion;
        expander_.expand(pattern_, rival, expansion);
        return expansion;
    }

    // The candidate that the body demands. There may be no such head in the corpus.
    std::optional<Candidate> demanded(const Expansion& expansion) const {
        const auto found = std::find_if(
            expansion.candidates.begin(), expansion.candidates.end(),
            [&](const Candidate& tried) { return demand_ && demand_->is_met_by(tried); });
        return found == expansion.candidates.end() ? std::nullopt : std::optional(*found);
    }

    Settings settings_;
    Context context_;
    Expander expander_;
    Pattern pattern_;
    std::optional<Demand> demand_;
    std::size_t filled_ = 0;
    bool is_left_ = false;
};

RuleSet no_rules() {
    RuleSet rules;
    for (const RuleRow& row : rule_table) {
        rules.disable(row.rule);
    }
    return rules;
}

// The rule is the first that makes the search leave the way there, when rules are switched on one
// after the other.
std::optional<Departure> departure(const Context& context, const TermStore& store, TermId body,
                                   const Promise& rival) {
    const auto text = [&](const Pattern& pattern) {
        return pattern.body.text(context.table, store, pattern.arity());
    };
    const Way way(context, context.settings.rules, store, body, rival);
    if (!way.is_left()) {
        return std::nullopt;
    }
    Departure found{.pattern = text(way.pattern()),
                    .locations = way.pattern().rows,
                    .next = {},
                    .next_locations = 0,
                    .rule = std::nullopt,
                    .bound = std::nullopt};
    RuleSet rules = no_rules();
    const std::optional<Pattern> next = Way(context, rules, store, body, rival).next_of(way);
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
        Way shorter(context, rules, store, body, rival);
        if (shorter.is_left() && shorter.filled() <= way.filled()) {
            found.rule = row.rule;
            const std::optional<Pattern> beaten = shorter.next();
            found.bound = beaten ? std::optional(beaten->bound) : std::nullopt;
            break;
        }
    }
    return found;
}

// Whether the body would match if a use were allowed everywhere.
bool is_kept_out(const Context& context, const TermStore& store, TermId body) {
    NodeTable everywhere = context.table;
    for (std::uint32_t& task : everywhere.first_task) {
        task = task == UINT32_MAX ? 0 : task;
    }
    const Context open(everywhere, context.arguments, context.settings);
    return match(open, store, body).pattern.rows > 0;
}

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
        found.departure = departure(context, store, normal, final_rival(ranking, most));
    }
    const std::vector<std::uint32_t>& applied = match.pattern.argument_applied;
    const bool is_forbidden = (context.settings.forms.no_curried_metavariables &&
                               std::any_of(applied.begin(), applied.end(),
                                           [](std::uint32_t times) { return times > 0; })) ||
                              (found.locations == 0 && is_kept_out(context, store, normal));
    if (found.arity > context.settings.max_arity) {
        found.outcome = Outcome::too_many_arguments;
    } else if (is_forbidden) {
        found.outcome = Outcome::forbidden;
    } else if (found.inadmissible) {
        found.outcome = Outcome::inadmissible;
    } else if (found.utility <= 0) {
        found.outcome = Outcome::useless;
    } else {
        const bool is_behind = !ranking.empty() && ranking.front().promise.utility >= found.utility;
        found.outcome = is_behind ? Outcome::lost : Outcome::missed;
    }
    return found;
}

} // namespace rasp_stitch::compressor

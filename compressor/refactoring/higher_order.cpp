#include "compressor/refactoring/higher_order.hpp"

#include "compressor/refactoring/refactored_corpus.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/rebuild.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::Abstraction;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// The first makes ((lam (+ $0 1)) (car x)) of (+ (car x) 1), the second takes the function out. With
// more steps, the limit on version spaces loses more than the steps gain.
constexpr std::uint32_t most_steps = 2;

// The search tries so many of the most promising pieces.
constexpr std::size_t most_tried = 50;

// Returns the least number of arguments that the name has anywhere, if it occurs.
std::uint32_t least_arguments(const TermStore& store, std::span<const TermId> roots, TermId name) {
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    std::set<std::pair<TermId, std::uint32_t>> met;
    std::vector<std::pair<TermId, std::uint32_t>> pending; // with the number of its arguments
    const auto visit = [&](TermId part, std::uint32_t arguments) {
        if (met.emplace(part, arguments).second) {
            pending.emplace_back(part, arguments);
        }
    };
    std::ranges::for_each(roots, [&](TermId root) { visit(root, 0); });
    while (!pending.empty()) {
        const auto [part, arguments] = pending.back();
        pending.pop_back();
        if (part == name) {
            least = std::min(least, arguments);
        } else if (store.is(TermKind::application, part)) {
            visit(store.function(part), arguments + 1);
            visit(store.argument(part), 0);
        } else if (store.is(TermKind::lambda, part)) {
            visit(store.body(part), 0);
        }
    }
    return least;
}

// Makes metavariables of the variables of the outermost lambdas, `arity` of them or all.
Abstraction with_metavariables(TermStore& store, TermId name, TermId closed, std::uint32_t arity) {
    std::uint32_t outer = 0;
    TermId body = closed;
    for (; outer < arity && store.is(TermKind::lambda, body); ++outer) {
        body = store.body(body);
    }
    body = lambda::rebuild(store, body, [&](TermId leaf, std::uint32_t depth) {
        return store.metavariable(outer - 1 - (store.index(leaf) - depth));
    });
    return {.name = name, .arity = outer, .body = body};
}

// Whether the body is more than a metavariable and has all of them.
bool is_body(const TermStore& store, const Abstraction& abstraction) {
    std::set<std::uint32_t> met;
    for (const TermId part : lambda::subterms(store, std::array{abstraction.body})) {
        if (store.is(TermKind::metavariable, part)) {
            met.insert(store.index(part));
        }
    }
    return met.size() == abstraction.arity && !store.is(TermKind::metavariable, abstraction.body);
}

class Candidates {
public:
    Candidates(const Context& context, TermStore& store, TermId name)
        : context_(context), store_(store), name_(name),
          roots_(refactoring::programs_of(context.table)) {}

    // Tries an abstraction with the programs that refactoring rewrote with it.
    void offer(TermId closed, std::vector<TermId> refactored) {
        const Settings& settings = context_.settings;
        const Abstraction abstraction =
            with_metavariables(store_, name_, closed, least_arguments(store_, refactored, name_));
        if (abstraction.arity > settings.max_arity || !is_body(store_, abstraction)) {
            return;
        }
        std::vector<TermId> roots = cheaper(std::move(refactored), matched(abstraction));
        const Cost saved = saved_by(roots);
        HigherOrderAbstraction found;
        found.utility =
            settings.utility(saved, lambda::term_cost(store_, abstraction.body, settings.costs));
        found.saved = saved;
        found.body = lambda::print(store_, abstraction.body);
        if (found.utility <= 0 || (best_ && !is_better(found, abstraction))) {
            return;
        }
        found.rewriting.abstraction = abstraction;
        found.rewriting.roots = std::move(roots);
        if (is_admissible(found.rewriting) && note_uses(found.rewriting) &&
            is_restored(found.rewriting)) {
            best_ = std::move(found);
        }
    }

    std::optional<HigherOrderAbstraction> best() { return std::move(best_); }

private:
    bool is_better(const HigherOrderAbstraction& found, const Abstraction& abstraction) const {
        const auto rank = [](const HigherOrderAbstraction& one, std::uint32_t arity) {
            return std::tuple(-one.utility, arity, std::string_view(one.body));
        };
        return rank(found, abstraction.arity) < rank(*best_, best_->rewriting.abstraction.arity);
    }

    std::vector<TermId> matched(const Abstraction& abstraction) {
        const Match found = match(context_, store_, abstraction.body);
        if (found.pattern.rows == 0) {
            return roots_;
        }
        return rewrite(context_, store_, found.pattern, abstraction, found.metavariable_of).roots;
    }

    std::vector<TermId> cheaper(std::vector<TermId> some, const std::vector<TermId>& others) {
        std::vector<TermId> all = some;
        all.insert(all.end(), others.begin(), others.end());
        const auto costs = lambda::term_costs(store_, all, context_.settings.costs);
        for (std::size_t i = 0; i < some.size(); ++i) {
            if (costs.at(others[i]) < costs.at(some[i])) {
                some[i] = others[i];
            }
        }
        return some;
    }

    Cost saved_by(std::span<const TermId> roots) const {
        const NodeTable& table = context_.table;
        const auto costs = lambda::term_costs(store_, roots, context_.settings.costs);
        Cost saved = 0;
        for (std::uint32_t task = 0; task < table.task_count(); ++task) {
            Cost least = std::numeric_limits<Cost>::max();
            for (std::uint32_t i = table.task_begin[task]; i < table.task_begin[task + 1]; ++i) {
                const std::uint32_t program = table.task_programs[i];
                least = std::min(least, costs.at(roots[program]) * table.program_weight[program]);
            }
            saved += table.task_cost[task] - least;
        }
        return saved;
    }

    // Returns the distinct terms that are the abstraction with its arguments.
    std::vector<TermId> uses_in(std::span<const TermId> roots, std::uint32_t arity) const {
        std::vector<TermId> uses;
        for (const TermId part : lambda::subterms(store_, roots)) {
            TermId head = part;
            std::uint32_t arguments = 0;
            for (; store_.is(TermKind::application, head); head = store_.function(head)) {
                ++arguments;
            }
            if (head == name_ && arguments == arity) {
                uses.push_back(part);
            }
        }
        return uses;
    }

    std::vector<TermId> arguments_of(TermId use) const {
        std::vector<TermId> arguments;
        for (; store_.is(TermKind::application, use); use = store_.function(use)) {
            arguments.push_back(store_.argument(use));
        }
        std::ranges::reverse(arguments);
        return arguments;
    }

    bool is_admissible(const Rewriting& rewriting) const {
        const NodeTable& table = context_.table;
        std::uint32_t tasks = 0;
        for (std::uint32_t task = 0; task < table.task_count(); ++task) {
            for (std::uint32_t i = table.task_begin[task]; i < table.task_begin[task + 1]; ++i) {
                const std::uint32_t program = table.task_programs[i];
                if (rewriting.roots[program] != roots_[program]) {
                    ++tasks;
                    break;
                }
            }
        }
        return tasks >= 2 &&
               (context_.settings.allow_constant_arguments || arguments_differ(rewriting));
    }

    // No argument is the same closed term at every use, and no two are equal at every use.
    bool arguments_differ(const Rewriting& rewriting) const {
        const std::uint32_t arity = rewriting.abstraction.arity;
        std::vector<std::vector<TermId>> rows;
        for (const TermId use : uses_in(rewriting.roots, arity)) {
            rows.push_back(arguments_of(use));
        }
        for (std::uint32_t i = 0; i < arity; ++i) {
            if (store_.free_bound(rows.front()[i]) == 0 &&
                std::ranges::all_of(rows,
                                    [&](const auto& row) { return row[i] == rows.front()[i]; })) {
                return false;
            }
            for (std::uint32_t j = 0; j < i; ++j) {
                if (std::ranges::all_of(rows, [&](const auto& row) { return row[i] == row[j]; })) {
                    return false;
                }
            }
        }
        return true;
    }

    // Returns the term without uses and redexes.
    std::optional<TermId> unfolded(TermId term, const Abstraction& abstraction) {
        return lambda::beta_normal_form(
            store_, lambda::inline_uses(store_, std::array{term}, abstraction).front());
    }

    // Returns false if it cannot be told what a use stands for.
    bool note_uses(Rewriting& rewriting) {
        const Abstraction& abstraction = rewriting.abstraction;
        for (const TermId use : uses_in(rewriting.roots, abstraction.arity)) {
            TermId after = name_;
            for (const TermId argument : arguments_of(use)) {
                const std::optional<TermId> plain = unfolded(argument, abstraction);
                if (!plain) {
                    return false;
                }
                after = store_.application(after, *plain);
            }
            const std::optional<TermId> before = unfolded(after, abstraction);
            if (!before) {
                return false;
            }
            if (std::ranges::none_of(rewriting.uses,
                                     [&](const Use& known) { return known.after == after; })) {
                rewriting.uses.push_back({.before = *before, .after = after});
            }
        }
        rewriting.use_count = lambda::count_occurrences(store_, rewriting.roots, name_);
        rewriting.symbol_arguments.assign(abstraction.arity, false);
        return true;
    }

    // A program with redexes of its own has been matched, and is the same without reduction.
    bool is_restored(const Rewriting& rewriting) {
        const std::vector<TermId> inlined =
            lambda::inline_uses(store_, rewriting.roots, rewriting.abstraction);
        for (std::size_t i = 0; i < inlined.size(); ++i) {
            if (inlined[i] != roots_[i] &&
                lambda::beta_normal_form(store_, inlined[i]) != roots_[i]) {
                return false;
            }
        }
        return true;
    }

    const Context& context_;
    TermStore& store_;
    TermId name_;
    std::vector<TermId> roots_;
    std::optional<HigherOrderAbstraction> best_;
};

} // namespace

std::optional<HigherOrderAbstraction> best_by_refactoring(const Context& context, TermStore& store,
                                                          TermId name,
                                                          const std::function<bool()>& is_over) {
    Candidates candidates(context, store, name);
    for (std::uint32_t steps = 1; steps <= most_steps && !is_over(); ++steps) {
        refactoring::RefactoredCorpus corpus(context, store, steps, is_over);
        const std::vector<refactoring::RefactoredPiece> pieces = corpus.pieces();
        for (std::size_t i = 0; i < std::min(pieces.size(), most_tried); ++i) {
            if (is_over()) {
                break;
            }
            candidates.offer(corpus.closed(pieces[i], store),
                             corpus.rewritten(pieces[i], name, store));
        }
    }
    return candidates.best();
}

} // namespace rasp_stitch::compressor

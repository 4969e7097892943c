#include "tests/compressor/judge/brute_force.hpp"

#include "lambda/terms/print.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::judge {

using lambda::TermKind;

bool beats(const Winner& left, const Winner& right) {
    return std::tuple(-left.utility, left.arity, left.body_cost, std::string_view(left.body)) <
           std::tuple(-right.utility, right.arity, right.body_cost, std::string_view(right.body));
}

BruteForce::BruteForce(TermStore& store, std::vector<JudgedProgram> programs,
                       JudgeSettings settings)
    : store_(store), programs_(std::move(programs)), settings_(std::move(settings)) {
    for (const JudgedProgram& program : programs_) {
        add_parts(program.root, program.task, 0);
    }
}

// Returns whether the abstraction may be used for a term at this place.
bool BruteForce::allows_use(TermId term, Applied applied) const {
    if (settings_.eta_long && store_.is(TermKind::lambda, term)) {
        return false;
    }
    return applied == 0 || (!settings_.eta_long && !settings_.no_curried_bodies);
}

void BruteForce::add_parts(TermId term, std::uint32_t task, Applied applied) {
    if (allows_use(term, applied)) {
        if (!tasks_of_.contains(term)) {
            parts_.push_back(term);
        }
        tasks_of_[term].insert(task);
    }
    if (store_.is(TermKind::application, term)) {
        add_parts(store_.function(term), task, applied + 1);
        add_parts(store_.argument(term), task, 0);
    } else if (store_.is(TermKind::lambda, term)) {
        add_parts(store_.body(term), task, 0);
    }
}

// Returns, by metavariable, the greatest number of arguments that the body applies it to.
std::vector<BruteForce::Applied> BruteForce::applied_in(TermId body, std::uint32_t arity) const {
    std::vector<Applied> most(arity, 0);
    const auto visit = [&](const auto& self, TermId term, Applied applied) -> void {
        if (store_.is(TermKind::application, term)) {
            self(self, store_.function(term), applied + 1);
            self(self, store_.argument(term), 0);
        } else if (store_.is(TermKind::lambda, term)) {
            self(self, store_.body(term), 0);
        } else if (store_.is(TermKind::metavariable, term)) {
            Applied& known = most.at(store_.index(term));
            known = std::max(known, applied);
        }
    };
    visit(visit, body, 0);
    return most;
}

BruteForce::Passed BruteForce::passed(TermId argument, Applied applied) const {
    if (!settings_.eta_long) {
        return {.inside = argument, .lambdas = {}, .added = 0, .applied = applied};
    }
    Passed made{.inside = argument, .lambdas = {}, .added = applied, .applied = applied};
    while (made.added > 0 && store_.is(TermKind::lambda, made.inside)) {
        made.lambdas.push_back(store_.tag(made.inside));
        made.inside = store_.body(made.inside);
        --made.added;
    }
    made.applied = made.added; // under its own lambdas it is not applied
    return made;
}

// Returns the argument with lambdas added around a new inside.
TermId BruteForce::put_around(const Passed& passed, TermId inside) {
    TermId term = moved_in(store_, inside, passed.added);
    for (std::uint32_t i = passed.added; i-- > 0;) {
        term = store_.application(term, store_.variable(i));
    }
    for (std::uint32_t i = 0; i < passed.added; ++i) {
        term = store_.lambda(term);
    }
    for (auto tag = passed.lambdas.rbegin(); tag != passed.lambdas.rend(); ++tag) {
        term = store_.lambda(term, *tag);
    }
    return term;
}

std::int64_t BruteForce::cost(TermId term) {
    const auto known = cost_.find(term);
    if (known != cost_.end()) {
        return known->second;
    }
    const std::int64_t cost = plain_cost(store_, term, settings_.costs);
    cost_.emplace(term, cost);
    return cost;
}

std::int64_t BruteForce::corpus_cost() const {
    std::vector<TermId> roots;
    for (const JudgedProgram& program : programs_) {
        roots.push_back(program.root);
    }
    return corpus_cost(roots);
}

std::int64_t BruteForce::corpus_cost(const std::vector<TermId>& roots) const {
    std::map<std::uint32_t, std::int64_t> cheapest;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        const std::int64_t cost =
            programs_[i].weight * plain_cost(store_, roots[i], settings_.costs);
        const auto [task, is_first] = cheapest.emplace(programs_[i].task, cost);
        task->second = std::min(task->second, cost);
    }
    std::int64_t sum = 0;
    for (const auto& [task, cost] : cheapest) {
        sum += cost;
    }
    return sum;
}

// Returns every way to cut arguments out of a term under `depth` lambdas of the body, given the
// arguments already cut out to the left of it.
std::vector<BruteForce::Cut> BruteForce::cuts(TermId term, std::uint32_t depth, Applied applied,
                                              const std::vector<TermId>& arguments) {
    std::vector<Cut> all;
    const std::optional<TermId> argument = moved_out(store_, term, depth);
    if (argument && (applied == 0 || !settings_.no_curried_metavariables)) {
        for (std::uint32_t i = 0; i < arguments.size(); ++i) {
            if (arguments[i] == *argument) {
                all.push_back({store_.metavariable(i), arguments});
            }
        }
        if (arguments.size() < settings_.max_arity) {
            std::vector<TermId> more = arguments;
            more.push_back(*argument);
            const auto index = static_cast<std::uint32_t>(arguments.size());
            all.push_back({store_.metavariable(index), std::move(more)});
        }
    }
    switch (store_.kind(term)) {
    case TermKind::application:
        for (const Cut& left : cuts(store_.function(term), depth, applied + 1, arguments)) {
            for (Cut& right : cuts(store_.argument(term), depth, 0, left.arguments)) {
                all.push_back(
                    {store_.application(left.body, right.body), std::move(right.arguments)});
            }
        }
        break;
    case TermKind::lambda:
        for (Cut& inner : cuts(store_.body(term), depth + 1, 0, arguments)) {
            all.push_back(
                {store_.lambda(inner.body, store_.tag(term)), std::move(inner.arguments)});
        }
        break;
    case TermKind::variable:
        if (store_.index(term) < depth) { // the body must be closed
            all.push_back({term, arguments});
        }
        break;
    default:
        all.push_back({term, arguments});
        break;
    }
    return all;
}

bool BruteForce::fits(TermId body, TermId term, std::uint32_t depth,
                      std::vector<std::optional<TermId>>& arguments) {
    if (store_.is(TermKind::metavariable, body)) {
        std::optional<TermId>& known = arguments[store_.index(body)];
        const std::optional<TermId> argument = moved_out(store_, term, depth);
        if (!argument || (known && *known != *argument)) {
            return false;
        }
        known = argument;
        return true;
    }
    if (store_.kind(body) != store_.kind(term)) {
        return false;
    }
    switch (store_.kind(body)) {
    case TermKind::application:
        return fits(store_.function(body), store_.function(term), depth, arguments) &&
               fits(store_.argument(body), store_.argument(term), depth, arguments);
    case TermKind::lambda:
        return store_.tag(body) == store_.tag(term) &&
               fits(store_.body(body), store_.body(term), depth + 1, arguments);
    default:
        return body == term;
    }
}

// Returns the arguments that make the term of the body, if they exist.
std::optional<std::vector<TermId>> BruteForce::match(TermId body, std::uint32_t arity,
                                                     TermId term) {
    std::vector<std::optional<TermId>> found(arity);
    if (!fits(body, term, 0, found)) {
        return std::nullopt;
    }
    std::vector<TermId> arguments;
    arguments.reserve(arity);
    for (const std::optional<TermId>& argument : found) {
        arguments.push_back(argument.value());
    }
    return arguments;
}

bool BruteForce::is_admissible(std::uint32_t arity, const std::vector<Match>& matches) const {
    std::set<std::uint32_t> tasks;
    for (const Match& match : matches) {
        const std::set<std::uint32_t>& more = tasks_of_.at(match.location);
        tasks.insert(more.begin(), more.end());
    }
    if (tasks.size() < 2 && !settings_.allow_single_task) {
        return false;
    }
    if (arity > 0 && matches.size() == 1 && is_bound(store_, matches.front().location, 0)) {
        return false;
    }
    if (settings_.allow_constant_arguments) {
        return true;
    }
    for (std::uint32_t i = 0; i < arity; ++i) {
        const TermId first = matches.front().arguments[i];
        const bool is_constant =
            is_bound(store_, first, 0) &&
            std::all_of(matches.begin(), matches.end(),
                        [&](const Match& match) { return match.arguments[i] == first; });
        if (is_constant) {
            return false;
        }
        for (std::uint32_t j = 0; j < i; ++j) {
            const bool is_redundant =
                std::all_of(matches.begin(), matches.end(), [&](const Match& match) {
                    return match.arguments[i] == match.arguments[j];
                });
            if (is_redundant) {
                return false;
            }
        }
    }
    return true;
}

// Returns U(term), the most that uses of the abstraction can save in the term.
std::int64_t BruteForce::saved(TermId body, std::uint32_t arity, TermId term, Applied applied,
                               Known& known) {
    const std::pair key(term, allows_use(term, applied));
    if (const auto it = known.find(key); it != known.end()) {
        return it->second;
    }
    std::int64_t best = 0;
    if (store_.is(TermKind::application, term)) {
        best = saved(body, arity, store_.function(term), applied + 1, known) +
               saved(body, arity, store_.argument(term), 0, known);
    } else if (store_.is(TermKind::lambda, term)) {
        best = saved(body, arity, store_.body(term), 0, known);
    }
    if (const auto arguments = match(body, arity, term); arguments && key.second) {
        const std::vector<Applied> applied_arguments = applied_in(body, arity);
        std::int64_t by_use = cost(term) - settings_.costs.primitive;
        for (std::uint32_t i = 0; i < arity; ++i) {
            const Passed argument = passed((*arguments)[i], applied_arguments[i]);
            by_use -= settings_.costs.application + cost(put_around(argument, argument.inside));
            by_use += saved(body, arity, argument.inside, argument.applied, known);
        }
        best = std::max(best, by_use);
    }
    known.emplace(key, best);
    return best;
}

std::int64_t BruteForce::saved_in_corpus(TermId body, std::uint32_t arity) {
    Known known;
    std::map<std::uint32_t, std::int64_t> before;
    std::map<std::uint32_t, std::int64_t> after;
    for (const auto& [root, task, weight] : programs_) {
        const std::int64_t full = weight * cost(root);
        const std::int64_t less = full - weight * saved(body, arity, root, 0, known);
        before.emplace(task, full);
        after.emplace(task, less);
        before.at(task) = std::min(before.at(task), full);
        after.at(task) = std::min(after.at(task), less);
    }
    std::int64_t sum = 0;
    for (const auto& [task, cost_before] : before) {
        sum += cost_before - after.at(task);
    }
    return sum;
}

std::optional<Winner> BruteForce::weighed(TermId body, std::uint32_t arity,
                                          const std::string& text) {
    std::vector<Match> matches;
    for (const TermId part : parts_) {
        if (auto arguments = match(body, arity, part)) {
            matches.push_back({part, std::move(*arguments)});
        }
    }
    if (!is_admissible(arity, matches)) {
        return std::nullopt;
    }
    const std::int64_t saving = saved_in_corpus(body, arity);
    const std::int64_t body_cost = plain_cost(store_, body, settings_.costs);
    return Winner{.utility = settings_.penalty_scale * saving - settings_.penalty_units * body_cost,
                  .arity = arity,
                  .body_cost = body_cost,
                  .body = text,
                  .saved = saving};
}

std::vector<Winner> BruteForce::ranking(std::size_t count) {
    std::vector<Winner> best;
    std::set<std::string> tried;
    std::unordered_set<TermId> met; // so that they are not printed again
    for (const TermId part : std::vector<TermId>(parts_)) {
        for (const Cut& cut : cuts(part, 0, 0, {})) {
            // `#0` is not an abstraction: its argument would be what it stands for.
            if (store_.is(TermKind::metavariable, cut.body) || !met.insert(cut.body).second) {
                continue;
            }
            std::string text = lambda::print(store_, cut.body);
            if (!tried.insert(text).second) {
                continue;
            }
            const std::optional<Winner> candidate =
                weighed(cut.body, static_cast<std::uint32_t>(cut.arguments.size()), text);
            if (candidate && candidate->utility > 0) {
                best.insert(std::upper_bound(best.begin(), best.end(), *candidate, beats),
                            *candidate);
                best.resize(std::min(best.size(), count));
            }
        }
    }
    bodies_tried_ = tried.size();
    return best;
}

std::optional<Winner> BruteForce::winner() {
    const std::vector<Winner> best = ranking(1);
    return best.empty() ? std::nullopt : std::optional(best.front());
}

TermId BruteForce::cheapest(TermId body, std::uint32_t arity, TermId name, TermId term,
                            Applied applied) {
    TermId best = term;
    if (store_.is(TermKind::application, term)) {
        const TermId function = cheapest(body, arity, name, store_.function(term), applied + 1);
        const TermId argument = cheapest(body, arity, name, store_.argument(term), 0);
        best = store_.application(function, argument);
    } else if (store_.is(TermKind::lambda, term)) {
        best = store_.lambda(cheapest(body, arity, name, store_.body(term), 0), store_.tag(term));
    }
    const auto arguments = match(body, arity, term);
    if (!arguments || !allows_use(term, applied)) {
        return best;
    }
    const std::vector<Applied> applied_arguments = applied_in(body, arity);
    TermId use = name;
    for (std::uint32_t i = 0; i < arity; ++i) {
        const Passed argument = passed((*arguments)[i], applied_arguments[i]);
        const TermId inside = cheapest(body, arity, name, argument.inside, argument.applied);
        use = store_.application(use, put_around(argument, inside));
    }
    return plain_cost(store_, use, settings_.costs) < plain_cost(store_, best, settings_.costs)
               ? use
               : best;
}

std::vector<TermId> BruteForce::rewritten(TermId body, std::uint32_t arity, TermId name) {
    std::vector<TermId> roots;
    for (const JudgedProgram& program : programs_) {
        roots.push_back(cheapest(body, arity, name, program.root, 0));
    }
    return roots;
}

} // namespace rasp_stitch::judge

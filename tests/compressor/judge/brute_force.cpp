#include "tests/compressor/judge/brute_force.hpp"

#include "lambda/terms/print.hpp"
#include "lambda/types/type_text.hpp"
#include "tests/lambda/types/plain_inference.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace rasp_stitch::judge {

using lambda::TermKind;

bool beats(const Winner& left, const Winner& right) {
    return std::tuple(-left.utility, left.arity, left.body_cost, left.body, left.variant.text()) <
           std::tuple(-right.utility, right.arity, right.body_cost, right.body,
                      right.variant.text());
}

std::string Variant::text() const {
    std::string text;
    for (const bool takes_symbols : symbols) {
        text += takes_symbols ? 'S' : 'V';
    }
    for (const std::string& state : states) {
        text += ' ' + state;
    }
    return text;
}

BruteForce::BruteForce(TermStore& store, std::vector<JudgedProgram> programs,
                       JudgeSettings settings)
    : store_(store), programs_(std::move(programs)), settings_(std::move(settings)) {
    if (settings_.automaton) {
        for (const JudgedProgram& program : programs_) {
            add_states(program.root, settings_.automaton->root);
        }
    }
    for (const JudgedProgram& program : programs_) {
        add_parts(program.root, program.task, 0);
    }
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

// Returns every way to cut arguments out of a term under `depth` lambdas of the body, given the
// arguments already cut out to the left of it.
std::vector<BruteForce::Cut> BruteForce::cuts(TermId term, std::uint32_t depth, Applied applied,
                                              const std::vector<TermId>& arguments,
                                              const std::vector<bool>& symbols) {
    std::vector<Cut> all;
    const std::optional<TermId> argument = moved_out(store_, term, depth);
    if (argument && (applied == 0 || !settings_.no_curried_metavariables)) {
        for (std::uint32_t i = 0; i < arguments.size(); ++i) {
            if (arguments[i] == *argument) {
                all.push_back({store_.metavariable(i), arguments, symbols});
            }
        }
        std::vector<TermId> more = arguments;
        more.push_back(*argument);
        const auto index = static_cast<std::uint32_t>(arguments.size());
        for (const bool takes_symbols : {false, true}) {
            const auto limited = std::count(symbols.begin(), symbols.end(), false);
            if (takes_symbols ? is_symbol(term) : limited < settings_.max_arity) {
                std::vector<bool> kinds = symbols;
                kinds.push_back(takes_symbols);
                all.push_back({store_.metavariable(index), more, std::move(kinds)});
            }
        }
    }
    switch (store_.kind(term)) {
    case TermKind::application:
        for (const Cut& left :
             cuts(store_.function(term), depth, applied + 1, arguments, symbols)) {
            for (Cut& right : cuts(store_.argument(term), depth, 0, left.arguments, left.symbols)) {
                all.push_back({store_.application(left.body, right.body),
                               std::move(right.arguments), std::move(right.symbols)});
            }
        }
        break;
    case TermKind::lambda:
        for (Cut& inner : cuts(store_.body(term), depth + 1, 0, arguments, symbols)) {
            all.push_back({store_.lambda(inner.body, store_.tag(term)), std::move(inner.arguments),
                           std::move(inner.symbols)});
        }
        break;
    case TermKind::variable:
        if (store_.index(term) < depth) { // the body must be closed
            all.push_back({term, arguments, symbols});
        }
        break;
    default:
        if (!is_symbol(term)) { // a body contains no symbols
            all.push_back({term, arguments, symbols});
        }
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
    if (!allows_arguments(body, arguments)) {
        return std::nullopt;
    }
    if (!variant_.states.empty()) {
        std::vector<std::string> states{state_of(term)};
        for (const TermId argument : arguments) {
            states.push_back(state_of(argument));
        }
        if (states != variant_.states) {
            return std::nullopt;
        }
    }
    return arguments;
}

bool BruteForce::is_admissible(std::uint32_t arity, const std::vector<Match>& matches) const {
    std::set<std::uint32_t> tasks;
    for (const Match& match : matches) {
        const std::set<std::uint32_t>& more = tasks_of_.at(match.location);
        tasks.insert(more.begin(), more.end());
    }
    if (matches.empty() || (tasks.size() < 2 && !settings_.allow_single_task)) {
        return false;
    }
    if (arity > 0 && matches.size() == 1 && is_bound(store_, matches.front().location, 0) &&
        !contains_symbol(matches.front().location)) {
        return false;
    }
    if (settings_.allow_constant_arguments) {
        return true;
    }
    for (std::uint32_t i = 0; i < arity; ++i) {
        if (variant_.symbols[i]) {
            continue;
        }
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
            if (is_redundant && !variant_.symbols[j]) {
                return false;
            }
        }
    }
    return true;
}

std::optional<Winner> BruteForce::weighed(TermId body, std::uint32_t arity,
                                          const std::string& text) {
    std::vector<Match> matches;
    for (const TermId part : parts_) {
        if (auto arguments = match(body, arity, part)) {
            matches.push_back({part, std::move(*arguments)});
        }
    }
    if (!is_admissible(arity, matches) || !types(body, arity)) {
        return std::nullopt;
    }
    const std::int64_t saving = saved_in_corpus(body, arity);
    const std::int64_t body_cost = plain_cost(store_, body, settings_.costs);
    return Winner{.utility = settings_.penalty_scale * saving - settings_.penalty_units * body_cost,
                  .arity = arity,
                  .body_cost = body_cost,
                  .body = text,
                  .saved = saving,
                  .variant = variant_};
}

// Returns the states in which a body of the present kinds of arguments matches: each is an
// abstraction of its own. Without an automaton, there are none to tell apart.
std::set<std::vector<std::string>> BruteForce::states_of_matches(TermId body, std::uint32_t arity) {
    if (!settings_.automaton) {
        return {{}};
    }
    std::set<std::vector<std::string>> found;
    for (const TermId part : parts_) {
        if (const auto arguments = match(body, arity, part)) {
            std::vector<std::string> states{state_of(part)};
            for (const TermId argument : *arguments) {
                states.push_back(state_of(argument));
            }
            found.insert(states);
        }
    }
    return found;
}

std::vector<Winner> BruteForce::ranking(std::size_t count) {
    std::vector<Winner> best;
    std::set<std::pair<std::string, std::vector<bool>>> tried;
    std::set<std::pair<TermId, std::vector<bool>>> met; // so that they are not printed again
    for (const TermId part : std::vector<TermId>(parts_)) {
        for (const Cut& cut : cuts(part, 0, 0, {}, {})) {
            // `#0` is not an abstraction: its argument would be what it stands for.
            if (store_.is(TermKind::metavariable, cut.body) ||
                !met.emplace(cut.body, cut.symbols).second) {
                continue;
            }
            const std::string text = lambda::print(store_, cut.body);
            if (!tried.emplace(text, cut.symbols).second) {
                continue;
            }
            const auto arity = static_cast<std::uint32_t>(cut.arguments.size());
            variant_ = {.symbols = cut.symbols, .states = {}};
            for (const std::vector<std::string>& states : states_of_matches(cut.body, arity)) {
                variant_.states = states;
                const std::optional<Winner> candidate = weighed(cut.body, arity, text);
                if (candidate && candidate->utility > 0) {
                    best.insert(std::upper_bound(best.begin(), best.end(), *candidate, beats),
                                *candidate);
                    best.resize(std::min(best.size(), count));
                }
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

} // namespace rasp_stitch::judge

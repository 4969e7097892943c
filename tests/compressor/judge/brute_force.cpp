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

bool BruteForce::is_symbol(TermId term) const {
    return !settings_.symbol_prefix.empty() && store_.is(TermKind::primitive, term) &&
           store_.name(term).starts_with(settings_.symbol_prefix);
}

bool BruteForce::contains_symbol(TermId term) const {
    if (store_.is(TermKind::application, term)) {
        return contains_symbol(store_.function(term)) || contains_symbol(store_.argument(term));
    }
    return store_.is(TermKind::lambda, term) ? contains_symbol(store_.body(term)) : is_symbol(term);
}

// Returns how many arguments a function of fixed arity lacks.
std::uint32_t BruteForce::missing_arguments(TermId term) const {
    std::uint32_t given = 0;
    while (store_.is(TermKind::application, term)) {
        term = store_.function(term);
        ++given;
    }
    if (!store_.is(TermKind::primitive, term) ||
        !settings_.fixed_arity.contains(store_.name(term))) {
        return 0;
    }
    const std::uint32_t arity = settings_.fixed_arity.at(store_.name(term));
    return arity > given ? arity - given : 0;
}

// Returns whether a term is neither a fused lambda nor a part of a function.
bool BruteForce::is_kept_whole(TermId term) const {
    const bool is_fused =
        store_.is(TermKind::lambda, term) && settings_.fused_lambda_tags.contains(store_.tag(term));
    return !is_fused && missing_arguments(term) == 0;
}

void BruteForce::note_state(TermId term, const std::string& state) {
    const auto [known, is_new] = state_.emplace(term, state);
    const PlainAutomaton& automaton = *settings_.automaton;
    for (const std::string& name : {known->second, state}) {
        if (known->second != state && (automaton.valid_roots.contains(name) ||
                                       automaton.valid_metavariables.contains(name))) {
            has_clear_states_ = false;
        }
    }
    if (known->second != state && is_symbol(term)) {
        has_clear_states_ = false;
    }
}

void BruteForce::add_states(TermId term, const std::string& state) {
    const PlainAutomaton& automaton = *settings_.automaton;
    note_state(term, state);
    if (!store_.is(TermKind::application, term)) {
        return;
    }
    std::vector<TermId> functions; // without the last argument, without the last two, ...
    std::vector<TermId> arguments;
    TermId head = term;
    while (store_.is(TermKind::application, head)) {
        arguments.insert(arguments.begin(), store_.argument(head));
        head = store_.function(head);
        functions.insert(functions.begin(), head);
    }
    const std::string name = store_.name(head);
    const std::size_t end = automaton.split.empty() ? name.size() : name.find(automaton.split);
    const std::vector<std::string>& listed = automaton.transitions.at({state, name.substr(0, end)});
    const auto sequence = automaton.sequence_of.find(state);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (sequence == automaton.sequence_of.end()) {
            add_states(arguments[i], listed[i % listed.size()]);
        } else if (i < listed.size()) {
            add_states(arguments[i], listed[i]);
        } else {
            if (state_.contains(functions[i]) && state_.at(functions[i]) != state) {
                in_no_state_.insert(functions[i]);
            }
            state_[functions[i]] = state;
            add_states(arguments[i], sequence->second);
        }
    }
}

std::string BruteForce::state_of(TermId term) const {
    const auto found = state_.find(term);
    return found == state_.end() || in_no_state_.contains(term) ? "" : found->second;
}

bool BruteForce::is_in(TermId term, const std::set<std::string>& states) const {
    return states.contains(state_of(term));
}

// Returns whether the arguments of a body are what its variant and the settings allow.
bool BruteForce::allows_arguments(TermId body, const std::vector<TermId>& arguments) const {
    std::vector<std::size_t> last(arguments.size(), 0); // occurrence in the body, by metavariable
    std::size_t place = 0;
    const auto visit = [&](const auto& self, TermId term) -> void {
        if (store_.is(TermKind::application, term)) {
            self(self, store_.function(term));
            self(self, store_.argument(term));
        } else if (store_.is(TermKind::lambda, term)) {
            self(self, store_.body(term));
        } else if (store_.is(TermKind::metavariable, term)) {
            last[store_.index(term)] = ++place;
        }
    };
    visit(visit, body);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool takes_symbols = i < variant_.symbols.size() && variant_.symbols[i];
        if (!takes_symbols) {
            if (!is_kept_whole(arguments[i]) ||
                (settings_.automaton &&
                 !is_in(arguments[i], settings_.automaton->valid_metavariables))) {
                return false;
            }
            continue;
        }
        if (!is_symbol(arguments[i])) {
            return false;
        }
        for (std::size_t j = 0; j < arguments.size(); ++j) {
            if (last[j] > last[i] && arguments[j] == arguments[i]) {
                return false;
            }
        }
    }
    return true;
}

// Returns whether the body has a type, as a function of its metavariables.
bool BruteForce::types(TermId body, std::uint32_t arity) {
    if (settings_.types.empty()) {
        return true;
    }
    const auto with_variables = [&](const auto& self, TermId term, std::uint32_t depth) -> TermId {
        if (store_.is(TermKind::application, term)) {
            const TermId function = self(self, store_.function(term), depth);
            return store_.application(function, self(self, store_.argument(term), depth));
        }
        if (store_.is(TermKind::lambda, term)) {
            return store_.lambda(self(self, store_.body(term), depth + 1));
        }
        return store_.is(TermKind::metavariable, term)
                   ? store_.variable(depth + arity - 1 - store_.index(term))
                   : term;
    };
    TermId term = with_variables(with_variables, body, 0);
    for (std::uint32_t i = 0; i < arity; ++i) {
        term = store_.lambda(term);
    }
    lambda::TypeStore types;
    std::map<std::string, lambda::TypeId> primitives;
    for (const auto& [name, type] : settings_.types) {
        primitives.emplace(name, lambda::parse_type(types, type));
    }
    return lambda::PlainInference(store_, types, primitives).of(term).has_value();
}

// Returns whether the abstraction may be used for a term at this place.
bool BruteForce::allows_use(TermId term, Applied applied) const {
    if (settings_.eta_long && store_.is(TermKind::lambda, term)) {
        return false;
    }
    if (!is_kept_whole(term) ||
        (settings_.automaton && !is_in(term, settings_.automaton->valid_roots))) {
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

std::vector<TermId> BruteForce::rewritten(TermId body, std::uint32_t arity, TermId name,
                                          const Variant& variant) {
    variant_ = variant;
    std::vector<TermId> roots;
    for (const JudgedProgram& program : programs_) {
        roots.push_back(cheapest(body, arity, name, program.root, 0));
    }
    return roots;
}

} // namespace rasp_stitch::judge

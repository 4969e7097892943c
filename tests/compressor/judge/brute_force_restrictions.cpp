// Where an abstraction may be used, and what it may take: symbols, fixed arities, automata, types.

#include "tests/compressor/judge/brute_force.hpp"

#include "lambda/types/type_text.hpp"
#include "tests/lambda/types/plain_inference.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace rasp_stitch::judge {

using lambda::TermKind;

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
    const KnownUse* const use = known_use(head);
    const std::size_t own = use == nullptr ? 0 : use->states.size();
    const auto [callee, width] = called(term);
    const std::string name = store_.name(callee);
    const std::size_t end = automaton.split.empty() ? name.size() : name.find(automaton.split);
    const std::vector<std::string> listed =
        own == arguments.size() ? std::vector<std::string>()
                                : automaton.transitions.at({state, name.substr(0, end)});
    const auto sequence = automaton.sequence_of.find(state);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::size_t place = width - arguments.size() + i; // in what is called
        const bool is_after = use == nullptr ? i >= listed.size() : i >= own;
        if (is_after && sequence != automaton.sequence_of.end()) {
            if (state_.contains(functions[i]) && state_.at(functions[i]) != state) {
                in_no_state_.insert(functions[i]);
            }
            state_[functions[i]] = state;
        }
        if (i < own) {
            if (!use->states[i].empty()) {
                add_states(arguments[i], use->states[i]);
            }
        } else if (sequence == automaton.sequence_of.end()) {
            add_states(arguments[i], listed[place % listed.size()]);
        } else {
            add_states(arguments[i], place < listed.size() ? listed[place] : sequence->second);
        }
    }
}

const KnownUse* BruteForce::known_use(TermId head) const {
    for (const KnownUse& known : settings_.automaton->known) {
        if (known.abstraction.name == head) {
            return &known;
        }
    }
    return nullptr;
}

// Returns what a term calls if all abstractions are written out, and with how many arguments.
std::pair<TermId, std::size_t> BruteForce::called(TermId term) {
    const std::vector<KnownUse>& known = settings_.automaton->known;
    for (auto use = known.rbegin(); use != known.rend(); ++use) {
        term = lambda::inline_uses(store_, std::array{term}, use->abstraction).front();
    }
    std::size_t width = 0;
    while (store_.is(TermKind::application, term)) {
        term = store_.function(term);
        ++width;
    }
    return {term, width};
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

bool BruteForce::types(TermId body, std::uint32_t arity) {
    return settings_.types.empty() || type_of(body, arity).has_value();
}

std::optional<std::string> BruteForce::type_of(TermId body, std::uint32_t arity) {
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
    const std::optional<lambda::TypeId> type =
        lambda::PlainInference(store_, types, primitives).of(term);
    return type ? std::optional(lambda::print_type(types, *type)) : std::nullopt;
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

} // namespace rasp_stitch::judge

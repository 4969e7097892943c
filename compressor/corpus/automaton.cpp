#include "compressor/corpus/automaton.hpp"

#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

namespace {

class Reader {
public:
    Automaton read(std::string_view json, const AutomatonSettings& settings) {
        const Json document = parse_json(json);
        for (const auto& [state, heads] : JsonCursor(document).members()) {
            const State from = number(state);
            for (const auto& [head, parts] : heads.members()) {
                std::vector<State> states;
                for (const JsonCursor part : parts.elements()) {
                    states.push_back(number(part.string()));
                }
                automaton_.transitions.emplace(std::pair(from, head), std::move(states));
            }
        }
        // These may be states without a transition of their own, such as one of leaves alone.
        for (const auto& [state, inner] : settings.sequence_of) {
            const State from = number(state);
            automaton_.sequence_of.emplace(from, number(inner));
        }
        automaton_.root = known(settings.root, "the root state");
        automaton_.valid_roots = flags(settings.valid_roots, "a valid root");
        automaton_.valid_metavariables =
            flags(settings.valid_metavariables, "a valid state of arguments");
        automaton_.split = settings.split;
        return std::move(automaton_);
    }

private:
    State number(const std::string& name) {
        const auto [known, is_new] =
            numbers_.emplace(name, static_cast<State>(automaton_.names.size()));
        if (is_new) {
            automaton_.names.push_back(name);
        }
        return known->second;
    }

    State known(const std::string& name, std::string_view what) const {
        const auto found = numbers_.find(name);
        if (found == numbers_.end()) {
            throw InputError({.found = "the automaton has no state " + quote_excerpt(name),
                              .expected = "one of its states as " + std::string(what)});
        }
        return found->second;
    }

    std::vector<bool> flags(const std::vector<std::string>& names, std::string_view what) const {
        std::vector<bool> flags(automaton_.names.size(), false);
        for (const std::string& name : names) {
            flags[known(name, what)] = true;
        }
        return flags;
    }

    Automaton automaton_;
    std::map<std::string, State> numbers_;
};

} // namespace

const std::vector<State>* Automaton::listed(State state, std::string_view head) const {
    if (!split.empty()) {
        head = head.substr(0, head.find(split));
    }
    const auto found = transitions.find(std::pair(state, std::string(head)));
    return found == transitions.end() ? nullptr : &found->second;
}

Call Automaton::call_of(const lambda::TermStore& store, lambda::TermId term) const {
    using lambda::TermId;
    using lambda::TermKind;
    Call call;
    while (true) {
        std::vector<TermId> arguments; // the last first
        while (store.is(TermKind::application, term)) {
            arguments.push_back(store.argument(term));
            term = store.function(term);
        }
        call.arguments += arguments.size();
        if (store.is(TermKind::metavariable, term)) {
            call.metavariable = store.index(term);
        }
        if (!store.is(TermKind::primitive, term)) {
            return call;
        }
        const auto found = abstractions.find(store.name(term));
        if (found == abstractions.end()) {
            call.primitive = store.name(term);
            return call;
        }
        // Its own arguments are gone, and those of its body are there. It has all of its own,
        // because every use does.
        const AutomatonAbstraction& abstraction = found->second;
        call.arguments += abstraction.call.arguments;
        call.arguments -= abstraction.arguments.size();
        if (!abstraction.call.primitive.empty() ||
            abstraction.call.metavariable >= arguments.size()) {
            call.primitive = abstraction.call.primitive;
            return call;
        }
        term = arguments[arguments.size() - 1 - abstraction.call.metavariable];
    }
}

Automaton read_automaton(std::string_view json, const AutomatonSettings& settings) {
    return Reader().read(json, settings);
}

} // namespace rasp_stitch::compressor

#include "compressor/library/learning.hpp"

#include "compressor/corpus/typing.hpp"

namespace rasp_stitch::compressor {

bool learns(const Matching& matching) {
    return matching.fixed_arity || matching.automaton || matching.has_types();
}

std::optional<std::string> learn(lambda::TermStore& store, const Rewriting& rewriting,
                                 Matching& matching) {
    const lambda::Abstraction& abstraction = rewriting.abstraction;
    const std::string name = store.name(abstraction.name);
    if (matching.fixed_arity) {
        (*matching.fixed_arity)[name] = abstraction.arity;
    }
    if (matching.automaton && rewriting.states) {
        matching.automaton->abstractions.insert_or_assign(
            name,
            AutomatonAbstraction{.arguments = rewriting.states->arguments,
                                 .call = matching.automaton->call_of(store, abstraction.body)});
    }
    std::optional<std::string> type;
    if (matching.has_types()) {
        type = Typing(matching.types).type_text(store, abstraction);
        if (type) {
            matching.types.insert_or_assign(name, *type);
        }
    }
    return type;
}

} // namespace rasp_stitch::compressor

#include "integration/run/compaction.hpp"

#include "lambda/terms/term_copy.hpp"
#include "recognition/tasks/task_grammar.hpp"

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

using enumerator::Grammar;
using enumerator::Language;
using enumerator::Weights;
using lambda::TypeId;
using lambda::TypeStore;

namespace {

// Copies types from one store to another.
class TypeCopy {
public:
    TypeCopy(const TypeStore& from, TypeStore& to) : from_(from), to_(to) {}

    TypeId operator()(TypeId type) {
        if (const auto known = copies_.find(type); known != copies_.end()) {
            return known->second;
        }
        TypeId copy{};
        if (from_.is_variable(type)) {
            copy = to_.variable(from_.index(type));
        } else {
            std::vector<TypeId> arguments;
            for (const TypeId argument : from_.arguments(type)) {
                arguments.push_back((*this)(argument));
            }
            copy = to_.constructor(from_.name(type), arguments);
        }
        copies_.emplace(type, copy);
        return copy;
    }

private:
    const TypeStore& from_;
    TypeStore& to_;
    std::unordered_map<TypeId, TypeId> copies_;
};

Grammar with_types(Grammar grammar, TypeCopy& copy) {
    for (enumerator::Production& production : grammar.productions) {
        production.type = copy(production.type);
    }
    if (std::optional<TypeId>& continuation = grammar.weights.continuation) {
        continuation = copy(*continuation);
    }
    return grammar;
}

Language without_terms(const Language& language) {
    Language copy{
        .types = {}, .terms = {}, .grammar = {}, .primitive_type = language.primitive_type};
    TypeCopy copy_type(language.types, copy.types);
    copy.grammar = with_types(recognition::unigram(language), copy_type);
    return copy;
}

} // namespace

LoopState compacted(LoopState state) {
    const Language old = std::exchange(state.language, without_terms(state.language));
    TypeCopy copy_type(old.types, state.language.types);
    lambda::TermCopy copy_term(old.terms, state.language.terms);
    for (std::vector<enumerator::Frontier>* frontiers :
         {&state.frontiers, &state.before_interruption}) {
        for (enumerator::Frontier& frontier : *frontiers) {
            frontier.request = copy_type(frontier.request);
            for (enumerator::FrontierProgram& program : frontier.programs) {
                program.term = copy_term(program.term);
            }
        }
    }
    if (state.model) {
        state.model->language = without_terms(state.model->language);
    }
    return state;
}

} // namespace rasp_stitch::loop

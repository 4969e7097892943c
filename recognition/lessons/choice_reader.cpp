#include "recognition/lessons/choice_reader.hpp"

#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/likelihood.hpp"

#include <cstdint>
#include <utility>

namespace rasp_stitch::recognition {

// The members refer to those before them. The weights do not matter to what is chosen.
struct ChoiceReader::TaskGrammar {
    TaskGrammar(lambda::TypeStore& types, const WeightColumns& columns,
                const std::vector<std::string>& literals)
        : grammar(columns.grammar(types, std::vector<float>(columns.size()), literals)),
          view(enumerator::view_of(types, grammar)), likelihood(types, view) {}

    enumerator::AnyGrammar grammar;
    enumerator::GrammarView view;
    enumerator::Likelihood likelihood;
};

ChoiceReader::ChoiceReader(lambda::TypeStore& types, const WeightColumns& columns)
    : types_(&types), columns_(&columns) {}

ChoiceReader::TaskGrammar& ChoiceReader::grammar_of(const std::vector<std::string>& literals) {
    std::shared_ptr<TaskGrammar>& grammar = grammars_[literals];
    if (!grammar) {
        grammar = std::make_shared<TaskGrammar>(*types_, *columns_, literals);
    }
    return *grammar;
}

ChoiceCounts ChoiceReader::counts(const std::vector<std::string>& literals, lambda::TypeId request,
                                  const lambda::TermStore& terms, lambda::TermId program) {
    TaskGrammar& grammar = grammar_of(literals);
    return columns_->counts(grammar.likelihood.summary(request, terms, program),
                            grammar.view.productions());
}

ChoiceCounts sum_of(std::span<const SharedCounts> parts) {
    std::map<std::uint32_t, double> uses;
    std::map<std::vector<std::uint32_t>, double> normalisers;
    ChoiceCounts sum;
    for (const SharedCounts& part : parts) {
        for (const ChoiceCounts::Use& use : part.counts.uses) {
            uses[use.column] += part.share * use.count;
        }
        for (const ChoiceCounts::Normaliser& normaliser : part.counts.normalisers) {
            normalisers[normaliser.columns] += part.share * normaliser.count;
        }
        sum.constant += part.share * part.counts.constant;
    }
    for (const auto& [column, count] : uses) {
        sum.uses.push_back({column, count});
    }
    for (const auto& [columns, count] : normalisers) {
        sum.normalisers.push_back({columns, count});
    }
    return sum;
}

} // namespace rasp_stitch::recognition

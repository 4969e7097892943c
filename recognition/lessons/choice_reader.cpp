#include "recognition/lessons/choice_reader.hpp"

#include <cstdint>
#include <utility>

namespace rasp_stitch::recognition {

// The members refer to those before them. Weights do not matter to what is chosen.
struct ChoiceReader::Language {
    Language(lambda::TypeStore& types, const WeightColumns& columns,
             const std::vector<std::string>& literals)
        : grammar(columns.grammar(types, std::vector<float>(columns.size()), literals)),
          view(enumerator::view_of(types, grammar)), likelihood(types, view) {}

    enumerator::AnyGrammar grammar;
    enumerator::GrammarView view;
    enumerator::Likelihood likelihood;
};

ChoiceReader::ChoiceReader(lambda::TypeStore& types, const WeightColumns& columns)
    : types_(&types), columns_(&columns) {}

ChoiceReader::Language& ChoiceReader::language_of(const std::vector<std::string>& literals) {
    std::shared_ptr<Language>& language = languages_[literals];
    if (!language) {
        language = std::make_shared<Language>(*types_, *columns_, literals);
    }
    return *language;
}

ChoiceCounts ChoiceReader::counts(const std::vector<std::string>& literals, lambda::TypeId request,
                                  const lambda::TermStore& store, lambda::TermId program) {
    Language& language = language_of(literals);
    return columns_->counts(language.likelihood.summary(request, store, program),
                            language.view.productions());
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

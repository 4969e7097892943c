#pragma once

// What programs choose, as counts of columns (recognition/lessons/weight_columns.hpp).
//
//     ChoiceReader reader(types, columns);
//     reader.counts(task.literals, request, store, program)

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "recognition/lessons/weight_columns.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

class ChoiceReader {
public:
    // Both must outlive this; types of literals are added to the store.
    ChoiceReader(lambda::TypeStore& types, const WeightColumns& columns);

    // Of a program in the grammar of a task with these literals. InputError where it is not
    // eta-long for the request or uses what is no production.
    ChoiceCounts counts(const std::vector<std::string>& literals, lambda::TypeId request,
                        const lambda::TermStore& store, lambda::TermId program);

private:
    struct Language; // of tasks with the same literals

    Language& language_of(const std::vector<std::string>& literals);

    lambda::TypeStore* types_;
    const WeightColumns* columns_;
    std::map<std::vector<std::string>, std::shared_ptr<Language>> languages_;
};

// The sum of what programs choose, each as often as its share says.
struct SharedCounts {
    ChoiceCounts counts;
    double share = 1;
};
ChoiceCounts sum_of(std::span<const SharedCounts> parts);

} // namespace rasp_stitch::recognition

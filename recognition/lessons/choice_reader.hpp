#pragma once

// Reads what programs choose, as counts of columns (recognition/lessons/weight_columns.hpp).
//
//     ChoiceReader reader(language.types, columns);
//     reader.counts(task.literals, request, language.terms, program)

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
    // Both must outlive this. Types of literals are added to the store.
    ChoiceReader(lambda::TypeStore& types, const WeightColumns& columns);

    // Returns the choices of a program in the grammar of a task with these literals. Throws
    // InputError if the program is not eta-long for the request or uses what is not a production.
    ChoiceCounts counts(const std::vector<std::string>& literals, lambda::TypeId request,
                        const lambda::TermStore& terms, lambda::TermId program);

private:
    struct TaskGrammar; // of tasks with the same literals

    TaskGrammar& grammar_of(const std::vector<std::string>& literals);

    lambda::TypeStore* types_;
    const WeightColumns* columns_;
    std::map<std::vector<std::string>, std::shared_ptr<TaskGrammar>> grammars_;
};

struct SharedCounts {
    ChoiceCounts counts;
    double share = 1;
};

// Returns the sum of the counts, each times its share.
ChoiceCounts sum_of(std::span<const SharedCounts> parts);

} // namespace rasp_stitch::recognition

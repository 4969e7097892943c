#pragma once

// Finds the most probable programs for one task by searching on a few of its examples.
//
//     const FewExamplesResult result = search_few_examples(
//         language, request, task, {.frontier_size = 5, .budget = {.seconds = 10}});
//     result.solutions[0] // programs that meet all examples of the task, best first
//     result.examples     // {0, 1, 4}: the examples that a further search would be on
//
// This is counterexample-guided synthesis (Solar-Lezama et al. 2006). Behaviours on a few short
// examples are short, and fewer programs differ on them, so that a search gets further. Each
// program found is run on all examples. If it fails on some, the shortest of these, which refutes
// it, is put with the chosen ones, and the search begins again with what is left of the budget.
//
// The solutions are as good as those of a search on all examples: they are the k most probable
// programs that meet all of them, of all that cost less than `reached`. For let C be the chosen
// examples, and let the search on C return the programs p1, ..., pn, in the order of their costs,
// of which there are k at most. A program q that meets all examples meets C, too. So what
// enumerator/bottom_up/bottom_up.hpp proves for a task with the examples C holds for q: each part
// of q is kept, or k parts are kept that do the same on C and do not cost more, and exchanging the
// part for each of these gives k programs that meet C and do not cost more than q. So if q is not
// among p1, ..., pn although it costs less than what that search has reached, there are k programs
// that come before it, and these are p1, ..., pk. Hence
//   - if none of p1, ..., pk is refuted, they are the answer: all of them meet all examples, and no
//     q that is left out costs less than any of them.
//   - if some are refuted, each q that costs less than pk is still among p1, ..., pk. So those that
//     are not refuted are all the programs that cost less than pk, which is what has been reached.
//     To find more, each refuted program gets an example that refutes it among the chosen ones. It
//     is then not found again, and there are finitely many examples, so this comes to an end.
//   - if n < k since there are no more programs, each q is among p1, ..., pn, and there is nothing
//     more to find, whether programs were refuted or not. If a budget has stopped the search, the
//     same holds for each q that costs less than what was reached.
// What one search has proved holds in the next ones: solutions are kept, and `reached` is the
// largest of all searches. Of equally probable programs, others can be taken than in a search on
// all examples, but the same ones each time.
//
// A program that was found backwards is held against all examples before it is told, and refutes
// nothing. But if many are refuted that meet the chosen examples, these do not tell enough: a word
// with each vowel is needed to find what marks vowels. So when a budget is used up, the example is
// chosen, too, that has refuted most of them for each of its positions.
//
// Until there is a program, only one is searched for, since keeping k programs of each behaviour
// takes more time and memory. Then it is k.

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/example_choice.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

struct FewExamplesResult : TaskSearchResult {
    std::vector<std::size_t> examples; // chosen at the end, ascending
    std::size_t searches = 0;          // how often it began
    std::size_t refuted = 0;           // programs
};

// What a search keeps between two budgets.
struct FewExamplesState {
    FewExamplesResult result;
    bool is_finished = false;
};

// A search that can be given one budget after another. It begins again with each of them, but with
// the examples that were chosen before.
class FewExamplesSearch {
public:
    // The language and the task must outlive this. The task is of the request. Throws InputError as
    // batch_examples does.
    FewExamplesSearch(Language& language, lambda::TypeId request, const rasp::Task& task,
                      const ExampleChoice& choice = {});

    // Searches until there are as many programs as are wanted, or the budget is used up. Returns
    // why it ended. The bound and the number of programs must be the same each time. Throws
    // InputError as search_bottom_up does.
    StopReason run(const TaskSearchOptions& options);

    // Returns whether there are as many programs as are wanted, or no more below the bound.
    bool is_finished() const { return is_finished_; }

    // Returns what all calls of `run` together have found and taken.
    const FewExamplesResult& result() const { return result_; }

    // A search that is given the state of another one for the same task goes on in its place. The
    // terms of a state are those of the search's language.
    FewExamplesState state() const { return {.result = result_, .is_finished = is_finished_}; }
    void set_state(FewExamplesState state) {
        result_ = std::move(state.result);
        is_finished_ = state.is_finished;
    }

private:
    TaskSearchResult search(const TaskSearchOptions& options, const Budget& budget,
                            std::size_t wanted);
    std::vector<std::size_t> refuting(lambda::TermId program) const;
    bool hold(const TaskSearchResult& found, std::size_t kept);
    void choose_another(const TaskSearchResult& found);
    void merge(std::vector<Solution> accepted, std::size_t kept);
    bool has_proven() const;

    Language* language_;
    lambda::TypeId request_;
    const rasp::Task* task_;
    std::vector<std::size_t> by_length_; // the examples whose inputs are not empty
    bool is_finished_ = false;
    FewExamplesResult result_;
};

// Searches for programs of the request, which is the type of the task, and adds those that it finds
// to the terms of the language. Throws InputError as search_bottom_up does.
FewExamplesResult search_few_examples(Language& language, lambda::TypeId request,
                                      const rasp::Task& task, const TaskSearchOptions& options,
                                      const ExampleChoice& choice = {});

} // namespace rasp_stitch::enumerator

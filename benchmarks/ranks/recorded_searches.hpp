#pragma once

// Makes searches here, one after the other, and keeps what each was given, how long it took and what
// it answered, so that all of it can be played again.
//
//     RecordingTeam team;
//     solve(tasks, language, {.team = &team});
//     team.rounds()[1][0].seconds // of the first search of the second round

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/few_examples.hpp"
#include "enumerator/solve/search_team.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

struct RecordedSearch {
    Language language;
    lambda::TypeId request{};
    rasp::Task task;
    FewExamplesState before;
    TaskSearchOptions options;
    std::string order;
    double seconds = 0; // of the processor
    std::string answer;
    std::unique_ptr<FewExamplesSearch> search; // for the work

    // Returns the search as it was given to the team, with the state that it had.
    SearchWork work();
};

// Only for searches of one task on few examples.
class RecordingTeam : public SearchTeam {
public:
    std::size_t lanes() const override { return 1; }
    std::size_t threads_of(std::size_t) const override { return 1; }
    std::size_t memory_of(std::size_t bytes) const override { return bytes; }
    void run(const SearchTurns& turns) override;

    // What each call of `run` was given.
    std::deque<std::deque<RecordedSearch>>& rounds() { return rounds_; }

private:
    std::deque<std::deque<RecordedSearch>> rounds_;
};

} // namespace rasp_stitch::enumerator

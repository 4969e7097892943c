#pragma once

// Searches that can be made anywhere, and those who make them: the threads of this process, or a
// team of processes (enumerator/ranks).
//
//     make_searches(options.team, lanes, threads,
//                   {.count = turns.size(),
//                    .begin = [&](std::size_t i) { return std::optional(work_of(turns[i])); },
//                    .end = [&](std::size_t i) { note(turns[i]); }});
//
// A search is a value that says all that it needs: a language, tasks, what was found before, and a
// budget. Whoever is free asks for the next one, and only then is it decided how much time it gets.

#include "enumerator/grammar/language.hpp"
#include "enumerator/solve/few_examples.hpp"
#include "enumerator/solve/search_kind.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace rasp_stitch::enumerator {

// What a search is given, and where to put what it finds. All that is pointed to must outlive the
// search, and is not used by anybody else while it lasts.
struct SearchWork {
    SearchKind search = SearchKind::bottom_up;
    Language* language = nullptr; // programs that are found are added to its terms
    lambda::TypeId request{};
    std::vector<const rasp::Task*> tasks = {};

    // A search that goes on, of which `language`, `request` and the only task are those. If there
    // is none, the search is for all tasks together, and its result is put into `result`.
    FewExamplesSearch* few_examples = nullptr;
    TaskSearchResult* result = nullptr;

    TaskSearchOptions options = {};
};

// Makes a search in this thread. Throws InputError as the searches do.
void make_search(const SearchWork& work);

// The searches from 0 to `count - 1`.
struct SearchTurns {
    std::size_t count = 0;

    // Returns a search when somebody is free for it, or nullopt if it is too late for it. Can be
    // called by several threads at a time.
    std::function<std::optional<SearchWork>(std::size_t)> begin;

    std::function<void(std::size_t)> end; // its results are in place; likewise
};

// Processes that make searches.
class SearchTeam {
public:
    virtual ~SearchTeam() = default;

    virtual std::size_t lanes() const = 0; // searches at the same time

    // What each search gets of the threads and the memory that are allowed on one machine.
    virtual std::size_t threads_of(std::size_t threads) const = 0;
    virtual std::size_t memory_of(std::size_t bytes) const = 0;

    // Makes all searches, which begin in their order. Calls everything from this thread. After a
    // stop was requested (the stop token of a search's budget), it takes what is answered soon.
    // Throws InputError as the searches do.
    virtual void run(const SearchTurns& turns) = 0;
};

// Makes all searches: with the team if there is one, or else in so many lanes with so many threads
// (enumerator/solve/search_lanes.hpp).
void make_searches(SearchTeam* team, std::size_t lanes, std::size_t threads,
                   const SearchTurns& turns);

} // namespace rasp_stitch::enumerator

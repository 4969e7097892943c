#pragma once

// A search and its answer as bytes, for another rank.
//
//     const std::string order = order_of(work);                  // at the first rank
//     const std::string answer = answer_to(order, stop, listen); // anywhere
//     take_answer(answer, work);                                 // at the first rank
//
// Whoever gets an order has everything that the search depends on: it finds what it would have found
// at the first rank. All types of the language travel, in their order, so that ids stay what they
// are; of the terms, only the programs found before, as texts.

#include "enumerator/solve/search_team.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "support/budget/budget.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace rasp_stitch::enumerator {

std::string order_of(const SearchWork& work);

// Returns the same order with other seconds in its budget.
std::string with_seconds(const std::string& order, double seconds);

// Makes the search, with the threads that it names, until it ends or a stop is requested. Throws
// InputError as the searches do.
std::string answer_to(const std::string& order, const std::stop_token& stop,
                      const std::function<void(const TaskSearchProgress&)>& on_progress);

// What an answer says of how its search ended.
struct AnswerEnd {
    StopReason stopped = StopReason::none;
    std::uint64_t programs = 0; // looked at
};

AnswerEnd end_of(const std::string& answer);

// Puts the results of a search in their place, as make_search does.
void take_answer(const std::string& answer, const SearchWork& work);

} // namespace rasp_stitch::enumerator

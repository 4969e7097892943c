#pragma once

// What the programs of the other tasks are made of.
//
//     Habits habits;
//     habits.add("sort", store, program);        // the answer of a task, written out
//     habits.nats("reverse", store, program)     // as the programs of all tasks but this one go
//
// A program takes fewer nats the more often the other answers have its names in the same places: a
// name is as probable as it is often found at that argument of that primitive, and, where little is
// known of the place, as it is often found at all (the Dirichlet smoothing of MacKay and Peto 1995,
// "A hierarchical Dirichlet language model"). The task's own answer does not count: a language that
// is fitted to it calls it probable whatever it is, and so does a library that has a part of it.
//
// A part that a program has several times counts once, and a few nats for each other time: whoever
// writes a program gives it a name.
//
// Programs are written out without abstractions (enumerator/evidence/plain_language.hpp). All
// strings are one name, and so are numbers other than zero, one and two.

#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace rasp_stitch::enumerator {

class Habits {
public:
    // Counts a program of the task.
    void add(const std::string& task, const lambda::TermStore& store, lambda::TermId program);

    // Returns -log of the probability of the program, by the programs of other tasks.
    double nats(const std::string& task, const lambda::TermStore& store,
                lambda::TermId program) const;

private:
    // How often each name was found, at each place and anywhere.
    struct Counts {
        std::map<std::string, std::map<std::string, std::size_t>> at_place;
        std::map<std::string, std::size_t> places; // names found there
        std::map<std::string, std::size_t> names;
        std::size_t total = 0;
    };

    Counts all_;
    std::map<std::string, Counts> by_task_;
};

} // namespace rasp_stitch::enumerator

#pragma once

// Door of enumerator/ranks.
// Not installed: only programs include it.
//
// Searches on many machines. A program that mpirun has started several times is one process on the
// outside: its first rank does everything, and the others make searches for it.
//
//     const Interruption interruption;
//     Ranks ranks(interruption.token());
//     if (!ranks.is_first()) {
//         ranks.serve(); // until the first rank ends
//         return exit_done;
//     }
//     solve(tasks, language, {.team = ranks.team()}); // null if there are no other ranks
//
// Without mpirun, or if this was built without MPI (RASP_STITCH_MPI), there is only one rank, and
// nothing happens:
//
// ```cpp
// #include <stop_token>
// const Ranks ranks(std::stop_token{});
// CHECK(ranks.is_first());
// CHECK(ranks.team() == nullptr);
// ```
//
// docs/many-machines.md is for users; enumerator/ranks/rank_team.hpp says how the
// searches are dealt out.

#include "enumerator/solve/search_team.hpp"

#include <memory>
#include <stop_token>

namespace rasp_stitch::enumerator {

class Ranks {
public:
    // Joins the other ranks, if mpirun has started this process. The stop token says that the
    // system wants this process to end.
    explicit Ranks(std::stop_token stop);
    Ranks(const Ranks&) = delete;
    Ranks(Ranks&&) = delete;
    Ranks& operator=(const Ranks&) = delete;
    Ranks& operator=(Ranks&&) = delete;

    // The first rank tells the others to end, and all ranks wait for each other. If some do not
    // answer, the first rank says so and ends the job without them: what was written is kept.
    ~Ranks();

    bool is_first() const;

    // Makes searches for the first rank until that ends. For the other ranks.
    void serve();

    // For the first rank.
    SearchTeam* team() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_; // null if there is only one rank
};

} // namespace rasp_stitch::enumerator

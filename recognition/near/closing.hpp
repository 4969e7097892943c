#pragma once

// Holes that a network fills become tasks of their own: what the network gives on the inputs is what
// a program is searched for by enumeration.
//
//     HoleSolver solver(language, request_of_task, task, {.programs = 200'000});
//     solver.solve(reading)      // bodies of programs that give the outputs of the reading, or none
//
// Only examples that were trained on and where the network is sure are taken, one of each length. The
// outputs of equal tasks are looked up.

#include "enumerator/grammar/language.hpp"
#include "recognition/near/near_task.hpp"
#include "recognition/near/readings.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::recognition {

struct HoleSolverOptions {
    std::uint64_t programs = 200'000; // to look at, for each hole
    std::size_t wanted = 3;           // programs
    std::size_t most_examples = 8;
    std::size_t least_examples = 2;
    std::size_t noisy_groups = 4;   // of examples, if cells may be wrong
    std::size_t noisy_examples = 4; // in each of them
    double most_distance = 0.3;     // of a cell from the output, where the network is sure
};

class HoleSolver {
public:
    // The task must outlive this. The helper is a production of the language that is unfolded in
    // what is found.
    HoleSolver(const enumerator::Language& language, const NearTask& task,
               const HoleSolverOptions& options, std::string helper = {});

    // Returns programs, as texts of expressions, the most probable first; empty if the network is
    // not sure on enough examples, or nothing is found.
    std::vector<std::string> solve(const HoleReading& reading, const Budget& budget);

    std::uint64_t programs() const { return programs_; } // looked at so far
    std::size_t searches() const { return searches_; }

private:
    using ByLength = std::map<std::size_t, std::vector<std::size_t>>;
    ByLength sure_examples(const HoleReading& reading) const;
    std::vector<std::vector<std::size_t>> groups_of(const ByLength& sure) const;
    const std::vector<std::string>&
    solve_for(const HoleReading& reading, std::span<const std::size_t> group, const Budget& budget);

    enumerator::Language language_;
    const NearTask* task_;
    HoleSolverOptions options_;
    std::string helper_;
    std::unordered_map<std::string, std::vector<std::string>> known_; // by type and outputs
    std::uint64_t programs_ = 0;
    std::size_t searches_ = 0;
};

// Returns programs for a task of the given type, as texts of expressions, the best first.
std::vector<std::string> enumerated(enumerator::Language& language, const rasp::Task& task,
                                    std::size_t wanted, const Budget& budget,
                                    std::uint64_t* looked_at = nullptr);

} // namespace rasp_stitch::recognition

#pragma once

// Makes programs of the sketches that the search meets, and keeps the best of them.
//
//     ProgramMaker maker(language, grammar, terms, task, options);
//     maker.count_sketch();
//     maker.close(sketch, assessment); // the numbers become exact, or the holes are enumerated
//     maker.programs()                 // best first
//
// A sketch without open holes is polished (recognition/near/polish.hpp). The open holes of another
// one are filled by enumeration (recognition/near/closing.hpp), if networks do in them what is
// wanted.

#include "recognition/near/near_search.hpp"
#include "recognition/near/readings.hpp"
#include "support/budget/deadline.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {

class ProgramMaker {
public:
    // All of them must outlive this. The time of the budget begins at the end of the construction.
    ProgramMaker(const enumerator::Language& language, const GroundGrammar& grammar,
                 lambda::TermStore& terms, const NearTask& task, const NearOptions& options);

    // Notes that another sketch is assessed: programs say after how many they were found.
    void count_sketch() { ++sketches_; }
    std::size_t sketches() const { return sketches_; }

    // Makes programs of a sketch whose learnt parts do what is wanted, or nearly.
    void close(const Sketch& sketch, const Assessment& assessment);

    // Adds the program that a sketch without learnt parts is.
    void add_complete(const Sketch& sketch);

    // The answers first; among them, and among the others, by cost and nats together.
    const std::vector<NearProgram>& programs() const { return programs_; }

    // Whether there are as many answers as are wanted.
    bool has_enough() const { return has_enough_; }

    // The total of the worst of the answers that are wanted; infinity if there are fewer.
    double bound() const { return bound_; }

    const Deadline& deadline() const { return deadline_; }
    double seconds() const { return seconds_since(start_); }
    std::uint64_t enumerated() const { return solver_.programs(); }

private:
    void fill_by_enumeration(const Sketch& sketch, std::span<const HoleReading> readings);
    void try_filled(const Sketch& sketch, std::span<const HoleReading> readings,
                    std::span<const std::vector<std::string>> found,
                    std::span<const std::size_t> chosen);
    void add_polished(const Sketch& sketch, std::span<const HoleReading> readings,
                      std::string_view how);
    void add_program(lambda::TermId term, lambda::TermId named, double sketch_cost,
                     std::string_view how);
    bool is_worth_showing(const ExactScore& score, double price) const;
    void keep(NearProgram program);
    ExactScore score_of(const std::string& program) const;

    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    const enumerator::Language& language_;
    const GroundGrammar& grammar_;
    lambda::TermStore& terms_;
    const NearTask& task_;
    const NearOptions& options_;
    std::optional<std::string> length_; // a program for it
    HoleSolver solver_;
    ReadingTerms terms_of_;
    bool has_fractions_ = false;
    Deadline deadline_;
    std::vector<NearProgram> programs_;
    std::size_t sketches_ = 0;
    double bound_ = std::numeric_limits<double>::infinity();
    bool has_enough_ = false;
};

// Returns the share of the nats of outputs that counts for the search (NearOptions::loss_cells).
double loss_share(const NearTask& task, const NearOptions& options);

} // namespace rasp_stitch::recognition

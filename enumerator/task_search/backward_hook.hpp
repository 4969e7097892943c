#pragma once

// Uses the outputs of a task backwards (enumerator/backwards) during a bottom-up search for it.
//
//     BackwardHook hook(language, view, request, table, task, places, batch, options);
//     hook.kept(handle, cost, values);                  // of each program that the search keeps
//     hook.work({.seconds = 0.2, .programs = 100'000}, part_term); // now and then
//     hook.solutions()                                  // best first
//
// What it finds meets all examples of the task, or of the task that these are some examples of, and
// has its log prior in the grammar of the language. Nothing is found for a task with an example
// that must fail.

#include "enumerator/backwards/backwards.hpp"
#include "enumerator/backwards/candidate_queue.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/language.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "enumerator/task_search/task_search.hpp"
#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/tasks/task.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

class BackwardHook {
public:
    // Returns the term of a part, below the lambdas of the request.
    using PartTerm = std::function<lambda::TermId(backwards::PartHandle)>;

    // All but the request and the options must outlive this object. `table` has the calls that
    // programs can be made of; `places` are the numbers of the inputs of the examples in the batch.
    BackwardHook(Language& language, const GrammarView& view, lambda::TypeId request,
                 const ProgramTable& table, const rasp::Task& task,
                 std::span<const std::uint32_t> places, rasp::Batch& batch,
                 const TaskSearchOptions& options);

    // Returns whether telling of more programs of the kind would be of use.
    bool wants(backwards::PartKind kind) const { return search_ && search_->wants(kind); }

    // Tells of a program that the search keeps and that fails on no input. The costs never fall.
    // The handle is the caller's name for it.
    void kept(backwards::PartHandle handle, DescriptionLength cost,
              const backwards::PartValues& values);

    struct Moment {
        double seconds = 0;         // since the search began
        std::uint64_t programs = 0; // that it has looked at
    };
    // Works for about two fifths of the time that the search took since the last call, at most; for
    // longer in the first milliseconds.
    void work(const Moment& now, const PartTerm& part_term);

    // Returns the most probable programs found so far, best first, at most as many as are told of.
    std::span<const Solution> solutions() const { return solutions_; }

    // Returns what the last of the programs that are wanted costs, or nullopt if there are fewer. A
    // program that does not cost less is of no use.
    std::optional<DescriptionLength> bound() const;

    // Returns by example of the whole task how many candidates it refuted.
    const std::vector<std::size_t>& refuted_by() const { return refuted_by_; }

    std::size_t memory() const { return search_ ? search_->memory() : 0; } // in bytes, about

private:
    std::optional<backwards::PartValues> wanted(std::span<const std::uint32_t> places,
                                                rasp::Batch& batch);
    std::vector<backwards::NamedHead> heads_of(const ProgramTable& table) const;
    lambda::TermId term_of(const backwards::Expression& expression, const PartTerm& part_term);
    std::int64_t check(const backwards::Candidate& candidate, const Moment& now,
                       const PartTerm& part_term);

    Language* language_;
    const GrammarView* view_;
    lambda::TypeId request_;
    const rasp::Task* task_;
    const rasp::Task* whole_task_; // to check candidates with
    std::size_t frontier_size_;
    std::size_t told_;
    double upper_; // nats
    Likelihood likelihood_;
    std::uint32_t lambdas_ = 0;   // of the request
    std::vector<double> numbers_; // the outputs, in one of three forms
    std::vector<std::uint64_t> bits_;
    std::vector<std::uint32_t> strings_;
    std::optional<backwards::BackwardSearch> search_;
    std::uint64_t programs_ = 0; // until the last work
    std::uint64_t work_for_program_ = 0;
    std::int64_t work_left_ = 0;  // below 0 if more was done
    std::int64_t check_left_ = 0; // likewise, for checks of candidates
    DescriptionLength reached_ = 0;
    backwards::CandidateQueue candidates_; // not checked yet
    std::set<lambda::TermId> known_;       // those that have been checked
    std::vector<Solution> solutions_;
    std::vector<std::size_t> refuted_by_;
};

} // namespace rasp_stitch::enumerator

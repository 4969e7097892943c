#pragma once

// Door of recognition/near.
//
// Searches top-down for a program, guided by how well networks can do what is missing of it: NEAR
// (Shah et al. 2020), with holes that become terms. A language, a task and an assessor come in; the
// best programs go out, and what was looked at and why.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "enumerator/solve/example_task.hpp"
// struct Blind final : Assessor { // knows nothing: the search is then by description length alone
//     Assessment assess(const Sketch&, const Assessment*) override { return {}; }
// };
// const std::vector<std::string> examples = {"[3, 1, 2] -> [4, 2, 3]", "[5, 5] -> [6, 6]"};
// const NearTask task = near_task({.task = enumerator::example_task(examples), .literals = {}}, 0);
// Blind assessor;
// const NearResult result =
//     search_near(enumerator::rasp_language("tokens,indices,add,one"), task, assessor, {});
// CHECK(result.programs[0].text == "(lambda (add (tokens $0) one))");
// ```
//
// The search looks for the answer with the least total: its price, in nats, and the nats of the outputs.
// The priority of a sketch is what it costs so far, the least that its holes can cost, and the loss: the
// nats of the outputs on examples that are longer than those trained on. Each sketch is assessed with
// numbers and words for its sequences, from which programs can be made at once, and, if that is asked
// for, with networks, which say what there is to gain by filling in more. Every second sketch that is
// expanded is the one with the shortest description, whatever its loss: what is good for the loss at
// first may lead nowhere.
//
// A sketch is cut off if its priority is not below the total of the best answer. That is an estimate, as
// NEAR makes it: training may have missed what the holes can do. NearCut::cost cuts off only what costs
// too much even if all of its outputs were right, so that a search that comes to its end has proven
// that no answer is better. `NearResult::end` says which it was.

#include "enumerator/grammar/language.hpp"
#include "recognition/near/assessor.hpp"
#include "recognition/near/closing.hpp"
#include "recognition/near/near_task.hpp"
#include "recognition/sketches/expansion.hpp"
#include "support/budget/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::recognition {

enum class NearOrder : std::uint8_t {
    best_first,          // A*
    iterative_deepening, // depth first below a bound on the priority, which grows
};

// Says what the search cuts off once there are as many answers as are wanted.
enum class NearCut : std::uint8_t {
    priority, // sketches whose cost and loss are not below the total of the worst of them
    cost,     // sketches whose cost alone is not: this is certain
    nothing,
};

struct NearProgress {
    std::size_t sketches = 0; // assessed
    double priority = 0;      // of the sketch at hand
    std::string sketch;       // as text
};

struct NearOptions {
    NearOrder order = NearOrder::best_first;
    ExpansionOptions expansion = {};
    HoleSolverOptions holes = {};
    bool enumerate_holes = true;
    bool forms = true;          // assess sketches with numbers and words in their holes
    bool networks = false;      // assess them with networks, too
    double network_share = 0.3; // of the loss with networks in the priority

    // The loss counts as if the task had at most so many cells. With many, the smallest gain would
    // be worth any number of productions.
    std::size_t loss_cells = 40;
    double upper = 100;     // nats of a program, excluded
    std::size_t wanted = 1; // programs
    bool first = false;     // end with the first answers, not with the best ones
    NearCut cut = NearCut::priority;
    bool drops_duplicates = true;      // sketches that do what cheaper ones do
    bool drops_failing = true;         // sketches with a part that fails on an example
    double closing_loss = 0.5;         // nats for each cell: holes are closed below
    double closing_fractions_loss = 2; // likewise, where outputs are numbers that are not whole
    double polishing_loss = 3.5;       // likewise: numbers are made exact below
    double deepening = 3;              // nats by which the bound grows
    std::size_t most_queued = 100'000;

    // `programs` is the number of sketches to assess.
    Budget budget = {};
    std::function<void(const NearProgress&)> on_progress = {};
    bool records = false; // whether the result says what was looked at
};

struct NearProgram {
    std::string text; // an expression of the language with the literals of the program
    double cost = 0;  // nats: its description length, with its numbers as productions
    double price =
        0; // nats: what the sketch costs that it comes from, or less if it is found cheaper
    double loss = 0; // nats of the outputs, as they count for the search
    ExactScore score;
    bool is_answer = false;
    std::string how;          // "expansion", "numbers" or "enumeration"
    std::size_t sketches = 0; // assessed until it was found
    double seconds = 0;

    double total() const { return price + loss; }
};

enum class SketchFate : std::uint8_t {
    expanded,
    cut,       // no better than the answers, as far as can be told
    duplicate, // does what a cheaper sketch does
    failed,    // a part fails on an example
    complete,
    waiting, // in the queue at the end
};
std::string_view name_of(SketchFate fate);

// What the search did with a sketch.
struct SketchRecord {
    std::size_t parent = 0; // by number; the root is its own
    std::string text;
    std::string how; // it came from its parent
    double cost = 0;
    double rest = 0;                    // the least that its holes cost
    std::optional<double> network_loss; // if it was assessed with networks in its holes
    std::optional<double> form_loss;    // with numbers and words
    std::size_t steps = 0;
    SketchFate fate = SketchFate::waiting;
};

// Why a search ended.
enum class NearEnd : std::uint8_t {
    limit,    // of programs, of time, or by the user
    first,    // there were as many answers as were wanted
    estimate, // the priority of what is left is not below the total of the answers
    proof,    // nor can any other program be: not even its cost is
    nothing,  // all sketches below the upper limit were expanded, and there are too few answers
};
std::string_view name_of(NearEnd end);

// Learnt numbers, words and selectors are outside of proofs: a sketch is done once they are learnt.
struct NearResult {
    // As many answers as are wanted, by their totals; if there are fewer, then others after them.
    std::vector<NearProgram> programs;
    std::vector<SketchRecord> records;
    std::size_t sketches = 0;     // assessed
    std::size_t made = 0;         // sketches in all
    std::size_t steps = 0;        // of training
    std::uint64_t enumerated = 0; // programs that enumeration looked at for holes
    double lower_bound = 0;       // nats: no answer has a total below it
    NearEnd end = NearEnd::limit;
    StopReason stopped = StopReason::none;
    double seconds = 0;
};

// Throws InputError for a task whose type has type variables.
NearResult search_near(const enumerator::Language& language, const NearTask& task,
                       Assessor& assessor, const NearOptions& options);

} // namespace rasp_stitch::recognition

#pragma once

// Door of recognition/holes.
//
// Trains the learnt parts of sketches on the examples of a task, by gradient, with all else of the
// sketch relaxed (recognition/relaxed). A task goes in; an assessor for recognition/near comes out.
// Needs libtorch.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "enumerator/solve/example_task.hpp"
// #include "rasp/language/typing.hpp"
// #include "recognition/near/near_search.hpp"
// const std::vector<std::string> examples = {"[0.5, 2] -> [1.75, 4]", "[1, 4, 8] -> [2.5, 7, 13]"};
// const NearTask task = near_task({.task = enumerator::example_task(examples), .literals = {}}, 0);
// enumerator::Language language = enumerator::rasp_language("minimal");
// const GroundGrammar grammar(language, rasp::parse_task_type(language.types, task.task().type));
// const auto trainer = make_hole_trainer(task, grammar, {.steps = 200});
// const NearResult result = search_near(language, task, *trainer, {.first = true});
// CHECK(result.programs[0].text == "(lambda (add (mul 1.5 (tokens $0)) one))");
// ```
//
// What an open hole is, by its type:
//
//     sel         a sigmoid of a low-rank bilinear form of what is known of key and query, and of a
//                 weight for each relation between them, as distances (Shaw et al. 2018)
//     seq(bool)   a network of one hidden layer at each position, on the token, i, n and n-1-i
//     seq(num), seq(str)   the same, with numbers or a distribution over strings as output
//     the last resort of sequences: a recurrent network in both directions, at a price
//
// What is known of a position is the token, one-hot or as a number, i, n-1-i and n, and the squares
// of these numbers, so that a form can tell equal positions on inputs of any length.
//
// Several starts are trained at once, and the best goes on. In the first, the weights of a hole begin
// as in the parent of the sketch, if it was there. Training depends on nothing but the seed and the
// sketch.

#include "recognition/near/assessor.hpp"
#include "recognition/near/near_task.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace rasp_stitch::recognition {

enum class HoleKind : std::uint8_t {
    informed, // as above
    report,   // those of the founding report: networks that see the piped value only
};

struct TrainerOptions {
    HoleKind kind = HoleKind::informed;
    std::size_t steps = 200; // for each sketch
    std::size_t hidden = 24; // numbers in the hidden layer
    std::size_t rank = 6;    // of bilinear forms
    double learning_rate = 0.05;
    double sharpest = 25; // sharpness of comparisons at the end of training; 2 at the beginning
    bool supervises_attention = true;
    bool judges_longer = true;   // the loss is that of longer inputs than those trained on
    bool recurrent = true;       // whether there is a last resort
    double recurrent_price = 20; // nats for each recurrent network
    std::uint64_t seed = 0;
};

// The task must outlive the trainer.
std::unique_ptr<Assessor> make_hole_trainer(const NearTask& task, const GroundGrammar& grammar,
                                            const TrainerOptions& options);

} // namespace rasp_stitch::recognition

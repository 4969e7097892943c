#pragma once

// What rasp-compress knows of RASP: the types of abstractions, and whether rewritten programs still
// do what they did. The compressor itself takes any language.
//
//     MeaningCheck meaning(corpus); // before the search
//     const std::vector<std::optional<std::string>> types = rasp_types(corpus, compression);
//     const CheckedMeaning checked = meaning.check(compression);

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"
#include "rasp/evaluator/evaluate.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::compressor {

// Returns the type of each step's abstraction, from the metavariables to the body: for example
// "seq(t0) -> pred(t0) -> sel" for (select #0 #0 #1). Returns an empty vector if a program of the
// corpus does not type under RASP. The type is nullopt if an abstraction does not type although its
// uses do, because a metavariable has one type in the whole body. Adds to the store.
std::vector<std::optional<std::string>> rasp_types(Corpus& corpus, const Compression& compression);

struct CheckedMeaning {
    std::size_t programs = 0;
    std::size_t examples = 0;

    // Describes, for a person, the first rewritten program whose output differs from that of the
    // original, and where it differs. Empty if there is none.
    std::string difference;
};

// Runs each program and its rewritten form on the inputs of its examples, which are in the document
// of the corpus (Corpus::document, in the form `rasp` of corpora/README.md). Outputs must be equal,
// numbers with their tags; if one program fails, the other must fail too, with any error.
class MeaningCheck {
public:
    // Runs the programs as they are. Throws InputError if there are no examples or a program is not
    // RASP, so that nobody waits for a search whose result cannot be checked. The corpus must
    // outlive this object, and is added to.
    explicit MeaningCheck(Corpus& corpus);

    CheckedMeaning check(const Compression& compression);

private:
    // A program's inputs, and what it gives for them.
    struct Run {
        std::vector<rasp::Input> inputs;
        std::vector<rasp::Evaluation> outputs;
    };

    Corpus& corpus_;
    std::vector<Run> before_; // by program
};

} // namespace rasp_stitch::compressor

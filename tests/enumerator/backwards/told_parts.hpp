#pragma once

// Tells a backward search of parts that are given as programs, and runs what it finds.
//
//     ToldParts told({"abc", "ba"}, "(add (indices $0) (length $0))");
//     told.tell("(indices $0)", 3);
//     told.best({"add"}, 2) // the least cost of a candidate that does the same

#include "enumerator/backwards/backwards.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/batch.hpp"
#include "rasp/language/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

class ToldParts {
public:
    // The outputs are those of the program, which has `$0` for the input, on these words.
    ToldParts(const std::vector<std::string>& words, const std::string& program);
    ToldParts(std::vector<rasp::Input> inputs, const std::string& program);

    // Parts are told in this order.
    void tell(const std::string& program, double nats) { parts_.push_back({program, nats}); }

    struct Best {
        double nats = 0;
        std::string program;
    };
    // Returns the cheapest candidate of a search with these primitives, each of which costs 1 nat,
    // of those that give the outputs when they are run.
    std::optional<Best> best(const std::vector<std::string>& heads);

    // Returns how many candidates of the last search do not give the outputs.
    std::size_t wrong() const { return wrong_; }

private:
    struct Told {
        std::string program;
        double nats = 0;
    };
    struct Values {
        PartKind kind{};
        std::vector<double> numbers;
        std::vector<std::uint64_t> bits;
        std::vector<std::uint32_t> strings;

        PartValues view() const { return {kind, numbers, bits, strings}; }
    };

    std::vector<rasp::Output> outputs_of(const std::string& program) const;
    Values values_of(const std::string& program);
    std::string text_of(const Expression& expression, const std::vector<std::string>& heads) const;

    std::vector<rasp::Input> inputs_;
    std::string program_;
    rasp::Batch batch_;
    std::vector<Told> parts_;
    std::size_t wrong_ = 0;
};

} // namespace rasp_stitch::enumerator::backwards

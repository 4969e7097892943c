#pragma once

// What was learnt of the parts of a sketch, and the terms that it becomes.
//
//     HoleReading reading{.form = HoleForm::affine, .numbers = {1.8, 0, 0, 0.75}};
//     ReadingTerms terms_of(grammar, length_term);
//     terms_of.term(terms, reading) // (add (mul 1.8 (tokens $0)) 0.75)
//
// Numbers that are 0 leave their summand out, and factors of 1 are not written.

#include "lambda/terms/term_store.hpp"
#include "rasp/language/opcode.hpp"
#include "rasp/language/value.hpp"
#include "recognition/near/simple_numbers.hpp"
#include "recognition/sketches/sketch.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

// The order of the numbers of an affine map and of a threshold.
enum class Summand : std::uint8_t { token, index, length, one };
constexpr std::size_t summand_count = 4;

struct HoleReading {
    HoleForm form = HoleForm::open;
    PlaceType type = {};

    // Of a constant: it. Of an affine map and a threshold: the factor of each summand; that of the
    // token is 0 where tokens are no numbers.
    std::vector<double> numbers = {};

    bool is_token = false;                     // of a word: it is the token
    std::string word = {};                     // of a word that is not
    rasp::Comparison comparison{};             // of a predicate
    std::vector<std::string> true_tokens = {}; // of a threshold on strings, if it says something
    std::vector<std::string> false_tokens = {};

    // Of an open hole that was solved: a program that gives what it gives, as an expression.
    std::optional<std::string> program = {};

    // Of an open hole, by example: what it gives, as the nearest output, and how far its cells are
    // from that at most. Nullopt for an example that it was not asked about.
    struct Given {
        rasp::Output output;
        double distance = 0; // of probabilities, or of numbers from whole ones
    };
    std::vector<std::optional<Given>> outputs = {};
};

class ReadingTerms {
public:
    // `length` is a program for the length, in the store that terms are made in; nullopt if the
    // language has none.
    ReadingTerms(const GroundGrammar& grammar, std::optional<lambda::TermId> length);

    bool has_length() const { return length_.has_value(); }

    // Returns a term that gives what was read, for below the lambdas of the program. Returns nullopt
    // if it cannot be said in the language.
    std::optional<lambda::TermId>
    term(lambda::TermStore& terms, const HoleReading& reading,
         Sketch::Abstractions abstractions = Sketch::Abstractions::unfolded) const;

private:
    std::optional<lambda::TermId> affine(lambda::TermStore& terms, std::span<const double> numbers,
                                         bool with_one) const;
    std::optional<lambda::TermId> threshold(lambda::TermStore& terms,
                                            const HoleReading& reading) const;
    lambda::TermId summand(lambda::TermStore& terms, Summand which) const;

    bool has(std::string_view name) const;

    const GroundGrammar* grammar_;
    std::optional<lambda::TermId> length_; // below the lambdas
};

// Returns the term below the lambdas of a program.
lambda::TermId body_of(const lambda::TermStore& terms, lambda::TermId program);

} // namespace rasp_stitch::recognition

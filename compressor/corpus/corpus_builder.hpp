#pragma once

// Builds a corpus program by program, whatever form it is read from.
//
//     CorpusBuilder builder;
//     builder.add_program("length", "length/core", "(lam (f $0))"); // task, name, text
//     const Corpus corpus = builder.finish();

#include "compressor/corpus/corpus.hpp"
#include "compressor/corpus/dreamcoder_form.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace rasp_stitch::compressor {

class CorpusBuilder {
public:
    // `source` is the whole text that the programs come from. A name that occurs in it is not given
    // to an abstraction.
    explicit CorpusBuilder(std::string_view source = {});
    CorpusBuilder(const CorpusBuilder&) = delete;
    CorpusBuilder& operator=(const CorpusBuilder&) = delete;

    // Adds a program to the task of that name, which is created if it is new. Throws InputError
    // with the place in the text.
    void add_program(const std::string& task, std::string name, std::string_view text);

    // Declares an abstraction written `#(...)`, so that it is numbered before those found in
    // programs.
    void add_abstraction(std::string_view text);

    // Returns the corpus. Throws InputError if it has no programs.
    Corpus finish();

private:
    // Programs with something odd in common: how many, and the first of them.
    struct Oddity {
        std::size_t count = 0;
        std::string first;

        void note(const std::string& name, std::string_view text);
    };

    lambda::TermId parse(std::string_view text, bool* looks_like_several = nullptr);
    lambda::TermId abstraction_of(lambda::TermId body);

    Corpus corpus_;
    DreamCoderForm form_;
    std::unordered_map<std::string, std::uint32_t> tasks_;
    std::unordered_map<lambda::TermId, lambda::TermId> abstractions_; // the primitive, by body
    std::unordered_set<std::string> taken_; // the numbers of names that occur in the source
    std::size_t next_abstraction_ = 0;
    Oddity closed_;  // by lambdas around them
    Oddity several_; // terms side by side, without parentheses around them
};

} // namespace rasp_stitch::compressor

#pragma once

// Builds a corpus program by program, whatever form it is read from.

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
    // `source` is the whole text that the programs come from: names that stand in it are not given
    // to abstractions.
    explicit CorpusBuilder(std::string_view source = {});
    CorpusBuilder(const CorpusBuilder&) = delete;
    CorpusBuilder& operator=(const CorpusBuilder&) = delete;

    // Throws InputError with the place in the text.
    void add_program(const std::string& task, std::string name, std::string_view text);

    // Declares an abstraction written `#(...)`, so that it is numbered before those met in
    // programs.
    void add_abstraction(std::string_view text);

    Corpus finish();

private:
    lambda::TermId parse(std::string_view text);
    lambda::TermId abstraction_of(lambda::TermId body);

    Corpus corpus_;
    DreamCoderForm form_;
    std::unordered_map<std::string, std::uint32_t> tasks_;
    std::unordered_map<lambda::TermId, lambda::TermId> abstractions_; // by body: the primitive
    std::unordered_set<std::string> taken_; // numbers of names that stand in the source
    std::size_t next_abstraction_ = 0;
    std::size_t closed_ = 0;   // programs that were closed by lambdas
    std::string first_closed_; // the first of them
};

} // namespace rasp_stitch::compressor

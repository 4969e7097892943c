#pragma once

// What holds of every input whatsoever, for libFuzzer to look for one where it does not.
//
//     try_term("(lam (f $0))");   // nothing happens
//
// Each reads the text. Either that throws an InputError, whose message must be fit to be shown: not
// empty, in UTF-8, without control characters. Or it gives a value, and what is written of it must
// read as the same value again. Whatever else happens is a fault: std::logic_error says what is
// wrong, and any other exception leaves as it is.

#include <array>
#include <string_view>

namespace rasp_stitch::fuzz {

void try_term(std::string_view text);          // of a program and of an abstraction's body
void try_programs_list(std::string_view text); // corpora, by form
void try_dreamcoder(std::string_view text);
void try_rasp(std::string_view text);
void try_library(std::string_view text);
void try_type(std::string_view text);
void try_compression(std::string_view text); // a request of DreamCoder to its compressor
void try_evaluate(std::string_view text);    // tokens as JSON in a line, then a RASP program
void try_source(std::string_view text);      // RASP as people write it

struct Target {
    std::string_view name; // and the folder of its seeds
    void (*attempt)(std::string_view text);
};

inline constexpr std::array targets = {
    Target{"term", try_term},
    Target{"programs_list", try_programs_list},
    Target{"dreamcoder", try_dreamcoder},
    Target{"rasp", try_rasp},
    Target{"library", try_library},
    Target{"type", try_type},
    Target{"compression", try_compression},
    Target{"evaluate", try_evaluate},
    Target{"source", try_source},
};

} // namespace rasp_stitch::fuzz

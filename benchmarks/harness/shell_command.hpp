#pragma once

// Fills in the command line of another compressor for one corpus.
//
//     fill_in("compress {} -i{iterations}", {.corpus = "a.json", .iterations = 10})
//         == "compress 'a.json' -i10"
//     fill_in("compress", {.corpus = "it's.json"}) == "compress 'it'\\''s.json'"

#include <cstdint>
#include <string>
#include <string_view>

namespace rasp_stitch::benchmarks {

struct CommandValues {
    std::string corpus;           // replaces {}, quoted; without {}, it is appended
    std::uint32_t max_arity = 0;  // replaces {arity}
    std::uint32_t iterations = 0; // replaces {iterations}
};

std::string fill_in(std::string_view command, const CommandValues& values);

} // namespace rasp_stitch::benchmarks

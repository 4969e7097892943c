#pragma once

// A command line of another compressor, filled in for one corpus.
//
//     fill_in("compress {} -i{iterations}", {.corpus = "a.json", .iterations = 10})
//         == "compress 'a.json' -i10"
//     fill_in("compress", {.corpus = "it's.json"}) == "compress 'it'\\''s.json'"

#include <cstdint>
#include <string>
#include <string_view>

namespace rasp_stitch::benchmarks {

struct CommandValues {
    std::string corpus;           // for {}, as one word of the shell; at the end if there is no {}
    std::uint32_t max_arity = 0;  // for {arity}
    std::uint32_t iterations = 0; // for {iterations}
};

std::string fill_in(std::string_view command, const CommandValues& values);

} // namespace rasp_stitch::benchmarks

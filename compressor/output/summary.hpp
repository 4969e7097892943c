#pragma once

// Door of compressor/output.
//
// The result of a compression as text for a person.
//
// ```cpp
// #include "compressor/corpus/read_corpus.hpp"
// Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
// const Compression compression = compress(corpus, {.iterations = 1});
// CHECK(summary(corpus, compression, {}) ==
//       "2 programs of 2 tasks, cost 1,008 -> 604, ratio 1.67\n"
//       "\n"
//       "fn_0  arity 1, 2 uses, utility 302, cost 1,008 -> 604\n"
//       "    (f #0 #0)\n"
//       "    in program 0: (fn_0 (g a))\n"
//       "    in program 1: (fn_0 (g b))\n");
// ```

#include "compressor/corpus/corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/output/setting_names.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace rasp_stitch::compressor {

// How the variables of lambdas are written: (lam (f $0)) or (lam x (f x)).
enum class VariableStyle : std::uint8_t { index, name };

// Returns several lines, each ended by a newline. Below an abstraction stands its type, if `types`
// has one for its step, then uses in two programs, then the candidates that came after it
// (Step::candidates):
//
//     2. utility 132,814 (202 less): (select #0 ...)
//
// Last come the meanings of the abstractions of the input that the summary mentions:
//
//     dreamcoder_abstraction_0 is #(lambda (+ $0 1))
//
// Costs and utilities are in the units of the user (compressor/corpus/units.hpp). A long body is
// cut; SettingNames::full_result has all of it.
std::string summary(const Corpus& corpus, const Compression& compression,
                    const StructurePenalty& penalty,
                    std::span<const std::optional<std::string>> types = {},
                    const SettingNames& names = {}, VariableStyle variables = VariableStyle::index);

} // namespace rasp_stitch::compressor

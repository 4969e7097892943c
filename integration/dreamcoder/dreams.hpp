#pragma once

// Dreams as DreamCoder's driver asks for them: the programs of a type that are likely under a
// grammar and differ in what they do on given inputs.
//
//     const Dreams dreams = dream(types, view, request, inputs, {.seconds = 6});
//     dreams.all[0].log_prior, dreams.all[0].programs // the likeliest, all that are as likely
//
// Windows of 1.5 nats are searched one after the other (enumerator/top_down/top_down.hpp), and of programs
// that give the same only the most probable ones are kept. Values are the same that are equal as
// numbers, whole or not. Left out is what fails on all inputs, and what gives on the inputs on
// which it gives something the same as another that gives something on more of them: from that one
// the network would learn to expect failures.

#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/kernels/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace rasp_stitch::dreamcoder {

struct Dream {
    double log_prior = 0;
    std::vector<std::string> programs; // of equal probability, in the order of their texts
};

struct DreamOptions {
    double upper = 99; // nats
    double seconds = std::numeric_limits<double>::infinity();
    std::size_t most_dreams = 50'000; // of more, evenly spaced ones are looked at further
    std::size_t most_memory = std::size_t{2} << 30U; // in bytes, about
    std::stop_token stop = {};
};

struct Dreams {
    std::vector<Dream> all; // best first
    std::uint64_t programs = 0;
    StopReason stopped = StopReason::none;
};

// Empty inputs count as such on which everything fails. InputError as of
// enumerator::RuleApplication.
Dreams dream(const lambda::TypeStore& types, const enumerator::GrammarView& view,
             lambda::TypeId request, std::span<const rasp::Input> inputs,
             const DreamOptions& options);

} // namespace rasp_stitch::dreamcoder

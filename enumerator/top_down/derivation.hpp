#pragma once

// A program as the rules that derive it, and as a term or a text on demand.
//
//     TermBuilder build(table, view.productions(), store);
//     enumerate_top_down(table, options, [&](const Derivation& program) {
//         program.log_prior()   // takes no time
//         build.term(program)   // takes time linear in the size of the program
//     });

#include "enumerator/grammar/description_length.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

// Valid while the callback that it is passed to runs.
struct Derivation {
    // From the root on, arguments from left to right, without the rules of forced symbols.
    std::span<const Rule* const> rules;
    DescriptionLength cost = 0;

    double log_prior() const { return log_prior_of(cost); }
};

// Each thread needs its own.
class TermBuilder {
public:
    // All of these must outlive this object.
    TermBuilder(const ProgramTable& table, std::span<const Production> productions,
                lambda::TermStore& store);

    // Returns the program as read_expression would read it.
    lambda::TermId term(const Derivation& program);

private:
    struct Frame {
        const Rule* rule;
        std::uint32_t next_child;
        std::uint32_t lambdas;
        lambda::TermId term;
    };

    Frame frame_of(const Rule& rule, std::uint32_t lambdas);

    const ProgramTable* table_;
    lambda::TermStore* store_;
    std::vector<lambda::TermId> heads_; // by production
    std::vector<Frame> frames_;
};

// Prints programs so that read_expression can read them. Each thread needs its own.
class ProgramPrinter {
public:
    // All of these must outlive this object.
    ProgramPrinter(const ProgramTable& table, std::span<const Production> productions);

    std::string text(const Derivation& program);

private:
    const ProgramTable* table_;
    std::span<const Production> productions_;
    std::unique_ptr<lambda::TermStore> store_; // replaced by a new one when it has grown large
    std::optional<TermBuilder> build_;
};

} // namespace rasp_stitch::enumerator

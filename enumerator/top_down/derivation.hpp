#pragma once

// A program as the rules that derive it, and as a term where one is wanted.
//
//     TermBuilder build(table, view.productions(), store);
//     enumerate_top_down(table, options, [&](const Derivation& program) {
//         program.log_prior()   // costs nothing
//         build.term(program)   // linear in the program
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

// Valid as long as the function runs that it is given to.
struct Derivation {
    std::span<const Rule* const> rules; // from the root on, arguments from left to right; without
                                        // those of forced symbols
    DescriptionLength cost = 0;

    double log_prior() const { return -nats(cost); }
};

// Not to be shared between threads.
class TermBuilder {
public:
    // All must outlive this.
    TermBuilder(const ProgramTable& table, std::span<const Production> productions,
                lambda::TermStore& store);

    // The program as read_expression would read it.
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

// Programs as texts, as read_expression would read them. Not to be shared between threads.
class ProgramPrinter {
public:
    // All must outlive this.
    ProgramPrinter(const ProgramTable& table, std::span<const Production> productions);

    std::string text(const Derivation& program);

private:
    const ProgramTable* table_;
    std::span<const Production> productions_;
    std::unique_ptr<lambda::TermStore> store_; // begun anew when it has grown
    std::optional<TermBuilder> build_;
};

} // namespace rasp_stitch::enumerator

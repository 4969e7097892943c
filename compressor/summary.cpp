#include "compressor/summary.hpp"

#include "lambda/print.hpp"
#include "support/excerpt.hpp"
#include "support/numbers.hpp"

#include <fmt/format.h>

#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;

namespace {

constexpr std::size_t body_width = 400;
constexpr std::size_t place_width = 90;
constexpr std::size_t places_shown = 2;

std::string counted(std::int64_t count, std::string_view noun) {
    return grouped(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string ratio_text(Cost before, Cost after) {
    return after == 0
               ? "infinite"
               : fmt::format("{:.2f}", static_cast<double>(before) / static_cast<double>(after));
}

bool is_use(const lambda::TermStore& store, TermId term, const lambda::Abstraction& abstraction) {
    for (std::uint32_t i = 0; i < abstraction.arity; ++i) {
        if (!store.is(TermKind::application, term)) {
            return false;
        }
        term = store.function(term);
    }
    return term == abstraction.name;
}

// The leftmost of the outermost uses in a program.
std::optional<TermId> use_in(const lambda::TermStore& store, TermId root,
                             const lambda::Abstraction& abstraction) {
    std::unordered_set<TermId> met;
    std::vector<TermId> pending{root};
    while (!pending.empty()) {
        const TermId part = pending.back();
        pending.pop_back();
        if (!met.insert(part).second) {
            continue;
        }
        if (is_use(store, part, abstraction)) {
            return part;
        }
        if (store.is(TermKind::application, part)) {
            pending.push_back(store.argument(part));
            pending.push_back(store.function(part));
        } else if (store.is(TermKind::lambda, part)) {
            pending.push_back(store.body(part));
        }
    }
    return std::nullopt;
}

// Lines that show uses in programs of different tasks.
std::string places(const Corpus& corpus, const Step& step) {
    std::string text;
    std::vector<std::uint32_t> shown;
    for (std::size_t i = 0; i < corpus.programs.size() && shown.size() < places_shown; ++i) {
        const Program& program = corpus.programs[i];
        if (!shown.empty() && shown.front() == program.task) {
            continue;
        }
        if (const auto use =
                use_in(corpus.store, step.rewriting.roots[i], step.rewriting.abstraction)) {
            text += fmt::format("    in {}: {}\n", safe_excerpt(program.name, place_width),
                                safe_excerpt(lambda::print(corpus.store, *use), place_width));
            shown.push_back(program.task);
        }
    }
    return text;
}

} // namespace

std::string utility_text(Utility utility, std::int64_t scale) {
    if (utility % scale == 0) {
        return grouped(utility / scale);
    }
    return fmt::format("{}", static_cast<double>(utility) / static_cast<double>(scale));
}

std::string summary(const Corpus& corpus, const Compression& compression,
                    const StructurePenalty& penalty) {
    std::string text = fmt::format(
        "{} of {}, {}\n", counted(static_cast<std::int64_t>(corpus.programs.size()), "program"),
        counted(static_cast<std::int64_t>(corpus.tasks.size()), "task"),
        compression.steps.empty()
            ? fmt::format("cost {}: no abstraction makes them shorter",
                          grouped(compression.original_cost))
            : fmt::format("cost {} -> {}, ratio {}", grouped(compression.original_cost),
                          grouped(compression.final_cost()),
                          ratio_text(compression.original_cost, compression.final_cost())));
    for (const Step& step : compression.steps) {
        text +=
            fmt::format("\n{}  arity {}, {}, utility {}, cost {} -> {}\n", step.name,
                        step.rewriting.abstraction.arity, counted(step.rewriting.use_count, "use"),
                        utility_text(step.utility, penalty.scale), grouped(step.cost_before),
                        grouped(step.cost_after));
        text += fmt::format("    {}\n", safe_excerpt(step.body, body_width));
        text += places(corpus, step);
    }
    return text;
}

} // namespace rasp_stitch::compressor

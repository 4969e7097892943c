#include "compressor/output/summary.hpp"

#include "compressor/corpus/units.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/variable_names.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/numbers.hpp"
#include "support/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
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
constexpr std::size_t max_candidates_shown = 20;

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

// A part of a program, and the number of lambdas around it.
struct Part {
    TermId term;
    std::uint32_t depth = 0;
};

// Returns the leftmost of the outermost uses in a program.
std::optional<Part> use_in(const lambda::TermStore& store, TermId root,
                           const lambda::Abstraction& abstraction) {
    std::unordered_set<TermId> met;
    std::vector<Part> pending{{root}};
    while (!pending.empty()) {
        const auto [part, depth] = pending.back();
        pending.pop_back();
        if (!met.insert(part).second) {
            continue;
        }
        if (is_use(store, part, abstraction)) {
            return Part{.term = part, .depth = depth};
        }
        if (store.is(TermKind::application, part)) {
            pending.push_back({store.argument(part), depth});
            pending.push_back({store.function(part), depth});
        } else if (store.is(TermKind::lambda, part)) {
            pending.push_back({store.body(part), depth + 1});
        }
    }
    return std::nullopt;
}

// Returns how terms are printed.
lambda::PrintOptions print_options(const Corpus& corpus, VariableStyle variables) {
    lambda::PrintOptions options;
    if (variables == VariableStyle::name) {
        options.variable = lambda::variable_names(corpus.store);
    }
    return options;
}

// Returns a line with the body, which is cut where it is too long, and another that says so.
std::string body_lines(std::string_view body, const SettingNames& names) {
    const std::size_t length = count_characters(body);
    std::string text = fmt::format("    {}\n", safe_excerpt(body, body_width));
    if (length > body_width) {
        text += fmt::format("    (the first {} of {} characters; {} has all of it)\n",
                            grouped(body_width), grouped(static_cast<std::int64_t>(length)),
                            names.full_result);
    }
    return text;
}

// Returns lines that show uses in programs of different tasks.
std::string places(const Corpus& corpus, const Step& step, lambda::PrintOptions options) {
    options.most_characters = 4 * place_width; // more than is shown
    std::string text;
    std::vector<std::uint32_t> shown;
    for (std::size_t i = 0; i < corpus.programs.size() && shown.size() < places_shown; ++i) {
        const Program& program = corpus.programs[i];
        if (!shown.empty() && shown.front() == program.task) {
            continue;
        }
        if (const auto use =
                use_in(corpus.store, step.rewriting.roots[i], step.rewriting.abstraction)) {
            options.level = use->depth;
            text += fmt::format(
                "    in {}: {}\n", safe_excerpt(program.name, place_width),
                safe_excerpt(lambda::print(corpus.store, use->term, options), place_width));
            shown.push_back(program.task);
        }
    }
    return text;
}

// Returns the body of an abstraction that is at hand only as text.
std::string shown_body(const std::string& body, const lambda::PrintOptions& options) {
    if (!options.variable) {
        return body;
    }
    lambda::TermStore store;
    return lambda::print(store, lambda::parse(store, body, {.metavariables = true}), options);
}

// Returns lines for the candidates after the one that was taken.
std::string runners_up(const Units& units, const Step& step, const SettingNames& names,
                       const lambda::PrintOptions& options) {
    std::string text;
    const std::size_t shown = std::min(step.candidates.size(), max_candidates_shown);
    for (std::size_t i = 1; i < shown; ++i) {
        const StepCandidate& candidate = step.candidates[i];
        text += fmt::format("    {}. utility {} ({} less): {}\n", i + 1,
                            amount_text(units.utility(candidate.utility)),
                            amount_text(units.utility(step.utility - candidate.utility)),
                            safe_excerpt(shown_body(candidate.body, options), place_width));
    }
    if (step.candidates.size() > shown) {
        text += fmt::format("    and {} more, which {} has\n",
                            grouped(static_cast<std::int64_t>(step.candidates.size() - shown)),
                            names.full_result);
    }
    return text;
}

// Returns whether the text contains the name, and not only a longer name that begins with it.
bool mentions(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
        const std::string_view rest = text.substr(at + name.size());
        if (rest.empty() || rest.front() < '0' || rest.front() > '9') {
            return true;
        }
    }
    return false;
}

// Returns lines that say what the numbered abstractions of the input stand for, if the text
// mentions any.
std::string meanings(const Corpus& corpus, std::string_view text) {
    std::string lines;
    for (const KnownAbstraction& known : corpus.known_abstractions) {
        const std::string name = corpus.store.symbol_name(known.symbol);
        if (mentions(text, name)) {
            lines += fmt::format("{}{} is {}\n", lines.empty() ? "\n" : "", name,
                                 safe_excerpt(known.text, body_width));
        }
    }
    return lines;
}

// Says why there is no abstraction.
std::string_view nothing_found(const Compression& compression) {
    if (compression.is_exhausted) {
        return "no abstraction makes them shorter";
    }
    return compression.stopped == StopReason::none ? "no abstraction was asked for"
                                                   : "stopped before the first abstraction";
}

} // namespace

std::string summary(const Corpus& corpus, const Compression& compression,
                    const StructurePenalty& penalty,
                    std::span<const std::optional<std::string>> types, const SettingNames& names,
                    VariableStyle variables) {
    const lambda::PrintOptions options = print_options(corpus, variables);
    const Units units(corpus, penalty);
    const auto cost = [&](Cost amount) { return amount_text(units.cost(amount)); };
    std::string text = fmt::format(
        "{} of {}, {}\n", counted(static_cast<std::int64_t>(corpus.programs.size()), "program"),
        counted(static_cast<std::int64_t>(corpus.tasks.size()), "task"),
        compression.steps.empty()
            ? fmt::format("cost {}: {}", cost(compression.original_cost),
                          nothing_found(compression))
            : fmt::format("cost {} -> {}, ratio {}", cost(compression.original_cost),
                          cost(compression.final_cost()),
                          ratio_text(compression.original_cost, compression.final_cost())));
    for (std::size_t i = 0; i < compression.steps.size(); ++i) {
        const Step& step = compression.steps[i];
        text +=
            fmt::format("\n{}  {}arity {}, {}, utility {}, cost {} -> {}\n", step.name,
                        i < compression.given ? "from the library, "
                        : step.is_refactored  ? "by refactoring, "
                                              : "",
                        step.rewriting.abstraction.arity, counted(step.rewriting.use_count, "use"),
                        amount_text(units.utility(step.utility)), cost(step.cost_before),
                        cost(step.cost_after));
        text += body_lines(shown_body(step.body, options), names);
        if (step.total_without) {
            text += fmt::format("    without it, the total would be {}\n",
                                amount_text(units.utility(*step.total_without)));
        }
        if (i < types.size() && types[i]) {
            text += fmt::format("    type: {}\n", safe_excerpt(*types[i], body_width));
        }
        text += places(corpus, step, options);
        text += runners_up(units, step, names, options);
    }
    return text + meanings(corpus, text);
}

} // namespace rasp_stitch::compressor

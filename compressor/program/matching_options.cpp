#include "compressor/program/matching_options.hpp"

#include "compressor/corpus/automaton.hpp"
#include "compressor/corpus/typing.hpp"
#include "compressor/program/corpus_files.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/options/option_values.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;

namespace {

constexpr std::int64_t most_tag = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t most_arity = 1'000'000;

// Reads numbers between commas.
OptionValue tag_list(std::vector<std::uint32_t>& tags) {
    return {.store = [&tags](std::string_view name, const std::string& text) {
        tags.clear();
        std::size_t begin = 0;
        while (begin <= text.size()) {
            const std::size_t end = std::min(text.find(',', begin), text.size());
            tags.push_back(static_cast<std::uint32_t>(
                read_whole(name, text.substr(begin, end - begin), 0, most_tag)));
            begin = end + 1;
        }
    }};
}

// Returns what `read` makes of the JSON that an option was given.
template <class Read>
auto from_json(std::string_view option, const std::string& text, Read&& read) {
    try {
        const Json json = parse_json(text);
        return read(JsonCursor(json));
    } catch (InputError& error) {
        error.add_source("--" + std::string(option));
        throw;
    }
}

std::vector<std::string> state_list(std::string_view option, const std::string& text) {
    return from_json(option, text, [](const JsonCursor& json) {
        std::vector<std::string> names;
        for (const JsonCursor name : json.elements()) {
            names.push_back(name.string());
        }
        return names;
    });
}

Automaton automaton(const MatchingOptions& options) {
    AutomatonSettings settings{.root = *options.tdfa_root,
                               .valid_metavariables =
                                   state_list("valid-metavars", *options.valid_metavars),
                               .valid_roots = state_list("valid-roots", *options.valid_roots)};
    if (options.tdfa_non_eta_long_states) {
        settings.sequence_of =
            from_json("tdfa-non-eta-long-states", *options.tdfa_non_eta_long_states,
                      [](const JsonCursor& json) {
                          std::map<std::string, std::string> states;
                          for (const auto& [state, inner] : json.members()) {
                              states.emplace(state, inner.string());
                          }
                          return states;
                      });
    }
    settings.split = options.tdfa_split.value_or("");
    const std::string text = read_input(*options.tdfa_json_path);
    return naming(*options.tdfa_json_path, [&] { return read_automaton(text, settings); });
}

// Returns, for each primitive, the fewest arguments that it has in the corpus, so that no function
// is split that the corpus does not split itself.
std::map<std::string, std::uint32_t> fewest_arguments(const Corpus& corpus) {
    const lambda::TermStore& store = corpus.store;
    std::map<std::string, std::uint32_t> fewest;
    const auto note = [&](TermId term) {
        std::uint32_t arguments = 0;
        while (store.is(TermKind::application, term)) {
            term = store.function(term);
            ++arguments;
        }
        if (store.is(TermKind::primitive, term)) {
            std::uint32_t& known = fewest.emplace(store.name(term), arguments).first->second;
            known = std::min(known, arguments);
        }
    };
    const std::vector<TermId> roots = corpus.roots();
    for (const TermId root : roots) {
        note(root);
    }
    for (const TermId part : lambda::subterms(store, roots)) {
        if (store.is(TermKind::application, part)) {
            note(store.argument(part));
        } else if (store.is(TermKind::lambda, part)) {
            note(store.body(part));
        }
    }
    return fewest;
}

std::map<std::string, std::uint32_t> fixed_arities(const std::string& text, const Corpus& corpus) {
    if (text == "all") {
        return fewest_arguments(corpus);
    }
    return from_json("fixed-arity", text, [](const JsonCursor& json) {
        std::map<std::string, std::uint32_t> arities;
        for (const auto& [name, arity] : json.members()) {
            arities.emplace(name, static_cast<std::uint32_t>(arity.integer(0, most_arity)));
        }
        return arities;
    });
}

OutputJson or_null(const std::optional<std::string>& text) {
    return text ? OutputJson(*text) : OutputJson();
}

} // namespace

void add_matching_rows(std::vector<OptionRow>& rows, MatchingOptions& options) {
    const std::vector<OptionRow> more = {
        {"Matching", "fixed-arity", 0, "JSON", text(options.fixed_arity), "",
         "never split functions: as many arguments as {\"add\": 2} says belong to `add`, or with "
         "`all` to each primitive the fewest that it has in the corpus"},
        {"Matching", "fused-lambda-tags", 0, "TAGS", tag_list(options.fused_lambda_tags), "",
         "lambdas with these tags, such as 1,2, belong to what is around them: they are neither "
         "replaced by abstractions nor arguments"},
        {"Matching", "symvar-prefix", 0, "TEXT", text(options.symvar_prefix), "",
         "primitives that begin with this are symbols: abstractions take them as arguments of a "
         "kind of their own, beyond --max-arity, and do not contain them"},
        {"Matching", "tdfa-json-path", 0, "FILE", file(options.tdfa_json_path), "",
         "a tree automaton, which gives each part of a program a state: {\"STATE\": {\"HEAD\": "
         "[\"STATE OF ARGUMENT\", ...]}}"},
        {"Matching", "tdfa-root", 0, "STATE", text(options.tdfa_root), "",
         "the state of the programs"},
        {"Matching", "valid-roots", 0, "JSON", text(options.valid_roots), "",
         "abstractions replace only parts in these states, such as [\"S\", \"E\"]"},
        {"Matching", "valid-metavars", 0, "JSON", text(options.valid_metavars), "",
         "arguments are only parts in these states"},
        {"Matching", "tdfa-non-eta-long-states", 0, "JSON", text(options.tdfa_non_eta_long_states),
         "", "states of sequences, with that of what a sequence goes on with: {\"Ss\": \"S\"}"},
        {"Matching", "tdfa-split", 0, "TEXT", text(options.tdfa_split), "",
         "the automaton reads a name only up to this text"},
    };
    rows.insert(rows.end(), more.begin(), more.end());
}

void add_type_row(std::vector<OptionRow>& rows, MatchingOptions& options) {
    rows.push_back(
        {"Matching", "types", 0, "FILE", file(options.types), "",
         "the types of all primitives, {\"map\": \"(t0 -> t1) -> list(t0) -> list(t1)\"} or the "
         "productions of a DreamCoder grammar: only abstractions with a type are found, and their "
         "types are told; - for standard input"});
}

void check_matching_options(const MatchingOptions& options,
                            const std::optional<std::string>& abstraction_prefix) {
    const std::array needed = {std::pair("--tdfa-root", options.tdfa_root.has_value()),
                               std::pair("--valid-metavars", options.valid_metavars.has_value()),
                               std::pair("--valid-roots", options.valid_roots.has_value())};
    const std::array others = {
        std::pair("--tdfa-non-eta-long-states", options.tdfa_non_eta_long_states.has_value()),
        std::pair("--tdfa-split", options.tdfa_split.has_value())};
    for (const auto& [name, is_given] : needed) {
        if (options.tdfa_json_path && !is_given) {
            throw InputError({.found = "--tdfa-json-path is given, but not " + std::string(name),
                              .expected = "--tdfa-root, --valid-metavars and --valid-roots with an "
                                          "automaton"});
        }
        if (!options.tdfa_json_path && is_given) {
            throw InputError({.found = std::string(name) + " is given, but no automaton",
                              .expected = "--tdfa-json-path with it"});
        }
    }
    for (const auto& [name, is_given] : others) {
        if (!options.tdfa_json_path && is_given) {
            throw InputError({.found = std::string(name) + " is given, but no automaton",
                              .expected = "--tdfa-json-path with it"});
        }
    }
    if (!options.symvar_prefix.empty() && abstraction_prefix &&
        abstraction_prefix->starts_with(options.symvar_prefix)) {
        throw InputError({.found = "the names of abstractions, " +
                                   quote_excerpt(*abstraction_prefix + "0") +
                                   " and so on, would be symbols",
                          .expected = "another --symvar-prefix or --abstraction-prefix"});
    }
}

void check_automaton_form(const MatchingOptions& options, const Forms& forms) {
    if (options.tdfa_json_path && forms.eta_long) {
        throw InputError(
            {.found = "--eta-long passes arguments as lambdas, which no automaton reads",
             .expected = "--tdfa-json-path or --eta-long"});
    }
}

Matching matching(const MatchingOptions& options, const Corpus& corpus) {
    Matching made;
    made.fused_lambda_tags = options.fused_lambda_tags;
    made.symbol_prefix = options.symvar_prefix;
    if (options.fixed_arity) {
        made.fixed_arity = fixed_arities(*options.fixed_arity, corpus);
    }
    if (options.tdfa_json_path) {
        made.automaton = automaton(options);
    }
    if (options.types) {
        const std::string text = read_input(*options.types);
        made.types = naming(*options.types, [&] { return read_types(corpus, text); });
    }
    return made;
}

void write_matching_arguments(const MatchingOptions& options, OutputJson& step) {
    const bool has_tags = !options.fused_lambda_tags.empty();
    step["fused_lambda_tags"] = {
        {"tags", has_tags ? OutputJson(options.fused_lambda_tags) : OutputJson()}};
    step["tdfa"] = {{"tdfa_json_path", or_null(options.tdfa_json_path)},
                    {"tdfa_root", or_null(options.tdfa_root)},
                    {"valid_metavars", or_null(options.valid_metavars)},
                    {"valid_roots", or_null(options.valid_roots)},
                    {"tdfa_non_eta_long_states", or_null(options.tdfa_non_eta_long_states)},
                    {"tdfa_split", or_null(options.tdfa_split)}};
    const bool has_symbols = !options.symvar_prefix.empty();
    step["symvar"] = {
        {"symvar_prefix", has_symbols ? OutputJson(options.symvar_prefix) : OutputJson()}};
    if (options.fixed_arity) {
        step["fixed_arity"] = *options.fixed_arity; // Stitch does not have these
    }
    if (options.types) {
        step["types"] = *options.types;
    }
}

} // namespace rasp_stitch::compressor

#include "compressor/rasp_compress_options.hpp"

#include "compressor/rasp_shared_options.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/excerpt.hpp"
#include "support/input_error.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <string_view>
#include <thread>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::int64_t most_arity = 64;
constexpr std::int64_t most_iterations = 1'000'000;
constexpr std::int64_t most_threads = 1024;
constexpr std::int64_t most_penalty = 1000;

constexpr std::array search_rows = {
    OptionRow{"Search", "max-arity", 'a', "N", "2", "the most arguments an abstraction may have"},
    OptionRow{"Search", "iterations", 'i', "N", "3",
              "how many abstractions to find, one after the other"},
    OptionRow{"Search", "threads", 't', "N", "1",
              "threads to search with, 0 for as many as there are cores; the result does not "
              "depend on it"},
    OptionRow{"Search", "time-limit", 0, "SECONDS", "",
              "stop after this time with the best found so far"},
    OptionRow{"Search", "allow-single-task", 0, "", "",
              "also abstractions that only one task uses"},
    OptionRow{"Search", "allow-constant-arguments", 0, "", "",
              "also abstractions with an argument that is always the same, or two that are always "
              "equal (slow)"},
    OptionRow{"Search", "disable", 0, "RULE", "",
              "search without this pruning rule, for those who doubt it; `--disable list` names "
              "them",
              true},

    OptionRow{"Costs", "structure-penalty", 0, "X", "1",
              "the cost of an abstraction's body, times this, is subtracted from its utility"},
};

constexpr std::array output_rows = {
    OptionRow{"Output", "out", 'o', "FILE", "", "write the result as JSON; - for standard output"},
    OptionRow{"Output", "dot", 0, "FILE", "",
              "write which abstraction uses which, for Graphviz; - for standard output"},
    OptionRow{"Output", "abstraction-prefix", 0, "TEXT", "fn_",
              "abstractions are named by this and a number"},
    OptionRow{"Output", "rewritten-intermediates", 0, "", "",
              "in the JSON, the corpus after each abstraction too"},
    OptionRow{"Output", "rewritten-dreamcoder", 0, "", "",
              "in the JSON, programs with abstractions written out too"},
    OptionRow{"Output", "quiet", 'q', "", "", "no summary and no progress"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] CORPUS.json"};

constexpr std::array<std::string_view, 7> examples = {
    "Three abstractions of at most two arguments:",
    "    rasp-compress corpora/rasp.json",
    "",
    "Ten abstractions of at most three arguments, kept as JSON and as a picture:",
    "    rasp-compress -a3 -i10 corpora/rasp.json --out library.json --dot library.dot",
    "",
    "CORPUS.json may be - for standard input.",
};

constexpr std::string_view about = "Finds the abstractions that shrink a corpus of programs most, "
                                   "each proven to be the best of its "
                                   "step, and rewrites the corpus with them.\n"
                                   "CORPUS.json is a list of programs as text, a list of objects "
                                   "with \"name\" and \"program\", or a "
                                   "DreamCoder request.";

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

std::string rule_list() {
    std::string text = "Rules for --disable; the result is the same without them, only later:\n";
    for (const RuleRow& row : rule_table) {
        text += "  " + std::string(row.name) +
                std::string(std::max<std::size_t>(2, 22 - row.name.size()), ' ') +
                std::string(row.meaning) + "\n";
    }
    return text;
}

RuleSet rules_without(const std::vector<std::string>& names) {
    RuleSet rules;
    for (const std::string& name : names) {
        const std::optional<Rule> rule = rule_named(name);
        if (!rule) {
            std::vector<std::string_view> known;
            for (const RuleRow& row : rule_table) {
                known.push_back(row.name);
            }
            fail_unknown("disable", name, known);
        }
        rules.disable(*rule);
    }
    return rules;
}

StructurePenalty structure_penalty(const Options& options) {
    const Decimal decimal = options.decimal("structure-penalty", 0, most_penalty);
    const std::int64_t common = std::gcd(decimal.units, decimal.scale);
    return {.units = decimal.units / common, .scale = decimal.scale / common};
}

Settings search_settings(const Options& options) {
    Settings settings;
    settings.max_arity = static_cast<std::uint32_t>(options.integer("max-arity", 0, most_arity));
    settings.allow_single_task = options.flag("allow-single-task");
    settings.allow_constant_arguments = options.flag("allow-constant-arguments");
    settings.penalty = structure_penalty(options);
    settings.costs = cost_model(options);
    settings.rules = rules_without(options.texts("disable"));
    return settings;
}

// Stitch's configuration, with its names and nesting. What this program has no option for is what
// it does without one.
OutputJson stitch_arguments(const Options& options, const ProgramOptions& parsed) {
    const Settings& settings = parsed.compression.settings;
    const OutputJson costs = {{"cost_lam", settings.costs.lambda},
                              {"cost_app", settings.costs.application},
                              {"cost_var", settings.costs.variable},
                              {"cost_ivar", lambda::CostModel::metavariable},
                              {"cost_prim_default", settings.costs.primitive},
                              {"cost_prim", options.text("cost-prim")}};
    const OutputJson step = {
        {"max_arity", settings.max_arity},
        {"threads", parsed.threads},
        {"no_stats", false},
        {"batch", 1},
        {"dynamic_batch", false},
        {"eta_long", false},
        {"no_curried_metavars", false},
        {"no_curried_bodies", false},
        {"inv_candidates", 1},
        {"hole_choice", "depth-first"},
        {"cost", costs},
        {"no_mismatch_check", false},
        {"follow", nullptr},
        {"follow_types", nullptr},
        {"follow_prune", false},
        {"verbose_worklist", false},
        {"verbose_best", false},
        {"print_stats", 0},
        {"show_rewritten", false},
        {"rewritten_dreamcoder", parsed.rewritten_dreamcoder},
        {"rewritten_intermediates", parsed.rewritten_intermediates},
        {"inv_arg_cap", false},
        {"allow_single_task", settings.allow_single_task},
        {"no_opt_single_use", !settings.rules.has(Rule::single_location)},
        {"no_opt_upper_bound", !settings.rules.has(Rule::upper_bound)},
        {"no_opt_force_multiuse", !settings.rules.has(Rule::redundant_argument)},
        {"no_opt_useless_abstract", !settings.rules.has(Rule::constant_argument)},
        {"no_opt_arity_zero", !settings.rules.has(Rule::arity_zero_first)},
        {"no_other_util", false},
        {"structure_penalty",
         static_cast<double>(settings.penalty.units) / static_cast<double>(settings.penalty.scale)},
        {"rewrite_check", true},
        {"utility_by_rewrite", false},
        {"dreamcoder_comparison", false},
        {"quiet", parsed.quiet},
        {"fused_lambda_tags", {{"tags", nullptr}}},
        {"tdfa",
         {{"tdfa_json_path", nullptr},
          {"tdfa_root", nullptr},
          {"valid_metavars", nullptr},
          {"valid_roots", nullptr},
          {"tdfa_non_eta_long_states", nullptr},
          {"tdfa_split", nullptr}}},
        {"symvar", {{"symvar_prefix", nullptr}}}};
    return {{"iterations", parsed.compression.iterations},
            {"abstraction_prefix", parsed.compression.abstraction_prefix},
            {"previous_abstractions", 0},
            {"shuffle", false},
            {"truncate", nullptr},
            {"no_opt", false},
            {"silent", parsed.quiet},
            {"verbose_rewrite", false},
            {"step", step}};
}

void check_outputs(const ProgramOptions& parsed) {
    for (const auto& [option, path] :
         {std::pair("--out", parsed.out), std::pair("--dot", parsed.dot)}) {
        if (path && are_same_file(*path, parsed.corpus)) {
            throw InputError(
                {.found = std::string(option) + " names the corpus itself, " + quote_excerpt(*path),
                 .expected = "another file, so that the corpus is not lost"});
        }
    }
    if (parsed.out && parsed.out == parsed.dot) {
        throw InputError(
            {.found = "--out and --dot name the same file, " + quote_excerpt(*parsed.out),
             .expected = "a file for each of them"});
    }
}

bool lists_rules(const Options& options) {
    const std::vector<std::string> names = options.texts("disable");
    return names.size() == 1 && names.front() == "list";
}

} // namespace

std::optional<ProgramOptions> parse_program_options(int argc, const char* const* argv) {
    const std::vector<OptionRow> option_rows =
        joined_rows({search_rows, shared_option_rows(), output_rows});
    const Options options(option_rows, {.name = "CORPUS.json", .least = 0, .most = 1}, argc, argv);
    if (options.flag("help")) {
        print(help_text(
            {.program = "rasp-compress", .summary = about, .usage = usage, .examples = examples},
            option_rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-compress " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    if (lists_rules(options)) {
        print(rule_list());
        return std::nullopt;
    }
    if (options.positional().empty()) {
        throw InputError({.found = "no corpus was named",
                          .expected = "rasp-compress CORPUS.json (--help explains more)"});
    }
    ProgramOptions parsed;
    parsed.corpus = options.positional().front();
    parsed.format = corpus_format(options);
    parsed.compression.iterations =
        static_cast<std::uint32_t>(options.integer("iterations", 0, most_iterations));
    parsed.compression.abstraction_prefix = options.text("abstraction-prefix");
    check_prefix("abstraction-prefix", parsed.compression.abstraction_prefix);
    parsed.compression.settings = search_settings(options);
    parsed.threads = static_cast<std::size_t>(options.integer("threads", 0, most_threads));
    if (parsed.threads == 0) {
        parsed.threads = std::max(1U, std::thread::hardware_concurrency());
    }
    if (options.given("time-limit")) {
        parsed.time_limit = options.seconds("time-limit");
    }
    parsed.out = options.optional_text("out");
    parsed.dot = options.optional_text("dot");
    check_outputs(parsed);
    parsed.rewritten_intermediates = options.flag("rewritten-intermediates");
    parsed.rewritten_dreamcoder = options.flag("rewritten-dreamcoder");
    parsed.quiet = options.flag("quiet");
    parsed.arguments = stitch_arguments(options, parsed);
    return parsed;
}

} // namespace rasp_stitch::compressor

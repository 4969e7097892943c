#include "compressor/program/rasp_compress_options.hpp"

#include "compressor/program/rasp_compress_help.hpp"
#include "compressor/program/rasp_shared_options.hpp"
#include "compressor/program/stitch_arguments.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <numeric>
#include <string_view>
#include <thread>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::int64_t most_arity = 64;
constexpr std::int64_t most_iterations = 1'000'000;
constexpr std::int64_t most_names = 1'000'000'000;
constexpr std::int64_t most_threads = 1024;
constexpr std::int64_t most_candidates = 1000;
constexpr std::int64_t most_penalty = 1000;
constexpr std::int64_t most_memory = 1'000'000'000; // in megabytes
constexpr std::int64_t megabyte = 1'000'000;
constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
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
    if (options.flag("no-other-util")) {
        if (options.given("structure-penalty")) {
            throw InputError({.found = "--no-other-util and --structure-penalty contradict each "
                                       "other",
                              .expected = "one of them; --no-other-util is a penalty of 0"});
        }
        return {.units = 0, .scale = 1};
    }
    const Decimal decimal = options.decimal("structure-penalty", 0, most_penalty);
    const std::int64_t common = std::gcd(decimal.units, decimal.scale);
    return {.units = decimal.units / common, .scale = decimal.scale / common};
}

Settings search_settings(const Options& options) {
    Settings settings;
    settings.max_arity = static_cast<std::uint32_t>(options.integer("max-arity", 0, most_arity));
    settings.allow_single_task = options.flag("allow-single-task");
    settings.allow_constant_arguments = options.flag("allow-constant-arguments");
    settings.forms = {.eta_long = options.flag("eta-long"),
                      .no_curried_metavariables = options.flag("no-curried-metavars"),
                      .no_curried_bodies = options.flag("no-curried-bodies")};
    settings.penalty = structure_penalty(options);
    settings.costs = cost_model(options);
    settings.rules = rules_without(options.texts("disable"));
    return settings;
}

CompressionSettings compression_settings(const Options& options) {
    CompressionSettings settings;
    settings.iterations =
        static_cast<std::uint32_t>(options.integer("iterations", 0, most_iterations));
    settings.abstraction_prefix = options.text("abstraction-prefix");
    check_prefix("abstraction-prefix", settings.abstraction_prefix);
    settings.previous_abstractions =
        static_cast<std::uint32_t>(options.integer("previous-abstractions", 0, most_names));
    settings.candidates =
        static_cast<std::uint32_t>(options.integer("candidates", 1, most_candidates));
    settings.settings = search_settings(options);
    return settings;
}

std::size_t thread_count(const Options& options) {
    const auto threads = static_cast<std::size_t>(options.integer("threads", 0, most_threads));
    return threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
}

std::optional<std::uint64_t> shuffle_seed(const Options& options) {
    const std::int64_t seed = options.integer("seed", 0, unlimited);
    if (options.flag("shuffle")) {
        return static_cast<std::uint64_t>(seed);
    }
    if (options.given("seed")) {
        throw InputError(
            {.found = "--seed is given, but nothing is random", .expected = "--shuffle with it"});
    }
    return std::nullopt;
}

// What stops the search.
void take_limits(const Options& options, ProgramOptions& parsed) {
    if (options.given("time-limit")) {
        parsed.time_limit = options.seconds("time-limit");
    }
    if (options.given("memory-limit")) {
        parsed.memory_limit =
            static_cast<std::uint64_t>(options.integer("memory-limit", 1, most_memory) * megabyte);
    }
}

// What is read: the corpus, and what becomes of it before the search.
void take_inputs(const Options& options, ProgramOptions& parsed) {
    parsed.corpus = options.positional().front();
    parsed.format = corpus_format(options);
    parsed.weights = options.optional_text("weights");
    parsed.shuffle_seed = shuffle_seed(options);
    if (options.given("truncate")) {
        parsed.truncate = static_cast<std::size_t>(options.integer("truncate", 1, unlimited));
    }
}

void take_outputs(const Options& options, ProgramOptions& parsed) {
    parsed.out = options.optional_text("out");
    parsed.dot = options.optional_text("dot");
    parsed.save_rewritten = options.optional_text("save-rewritten");
    parsed.rewritten_intermediates = options.flag("rewritten-intermediates");
    parsed.rewritten_dreamcoder = options.flag("rewritten-dreamcoder");
    parsed.check_meaning = options.flag("check-meaning");
    parsed.quiet = options.flag("quiet");
    const std::array inputs = {NamedPath{"list of weights", parsed.weights},
                               NamedPath{"corpus", parsed.corpus}};
    const std::array outputs = {NamedPath{"--out", parsed.out}, NamedPath{"--dot", parsed.dot},
                                NamedPath{"--save-rewritten", parsed.save_rewritten}};
    check_paths(inputs, outputs);
}

// Whether there was a question about the program, and nothing else to do.
bool answers(const Options& options) {
    if (options.flag("help")) {
        print(rasp_compress_help());
        return true;
    }
    if (options.flag("version")) {
        print("rasp-compress " RASP_STITCH_VERSION "\n");
        return true;
    }
    if (options.texts("disable") == std::vector<std::string>{"list"}) {
        print(rule_list());
        return true;
    }
    return false;
}

} // namespace

std::optional<ProgramOptions> parse_program_options(int argc, const char* const* argv) {
    const Options options(rasp_compress_rows(), {.name = "CORPUS.json", .least = 0, .most = 1},
                          argc, argv);
    if (answers(options)) {
        return std::nullopt;
    }
    if (options.positional().empty()) {
        throw InputError({.found = "no corpus was named",
                          .expected = "rasp-compress CORPUS.json (--help explains more)"});
    }
    ProgramOptions parsed;
    take_inputs(options, parsed);
    parsed.compression = compression_settings(options);
    parsed.follow = options.optional_text("follow");
    parsed.no_other_util = options.flag("no-other-util");
    parsed.threads = thread_count(options);
    take_limits(options, parsed);
    take_outputs(options, parsed);
    parsed.arguments = stitch_arguments(parsed, options.text("cost-prim"));
    return parsed;
}

} // namespace rasp_stitch::compressor

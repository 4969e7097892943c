#include "compressor/program/rasp_rewrite_options.hpp"

#include "compressor/program/rasp_shared_options.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/text/input_error.hpp"

#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr std::array library_rows = {
    OptionRow{"Library", "library", 'l', "FILE", "",
              "the abstractions: what rasp-compress --out or Stitch wrote, or a list of objects "
              "with \"name\" and \"body\"; - for standard input"},
    OptionRow{"Library", "rename", 0, "PREFIX", "",
              "call the abstractions by this and a number, where the corpus uses their names"},
};

constexpr std::array output_rows = {
    OptionRow{"Output", "out", 'o', "FILE", "", "write the result as JSON; - for standard output"},
    OptionRow{"Output", "save-rewritten", 0, "FILE", "",
              "write only the rewritten programs, as a list; - for standard output"},
    OptionRow{"Output", "rewritten-intermediates", 0, "", "",
              "in the JSON, the corpus after each abstraction too"},
    OptionRow{"Output", "rewritten-dreamcoder", 0, "", "",
              "in the JSON, programs with abstractions written out too"},
    OptionRow{"Output", "quiet", 'q', "", "", "no summary"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] --library LIBRARY.json CORPUS.json"};

constexpr std::array<std::string_view, 5> examples = {
    "What was found in some programs, used in others:",
    "    rasp-compress old.json --out library.json",
    "    rasp-rewrite --library library.json new.json --save-rewritten shorter.json",
    "",
    "CORPUS.json may be - for standard input.",
};

constexpr std::string_view about =
    "Rewrites a corpus of programs with a library of abstractions that was found earlier: one "
    "abstraction after the other, in the order of the library, each used wherever that makes the "
    "corpus shortest.\n"
    "CORPUS.json is in any form that rasp-compress reads.";

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

void check_paths(const RewriteOptions& parsed) {
    const std::array inputs = {NamedPath{"library", parsed.library},
                               NamedPath{"corpus", parsed.corpus}};
    const std::array outputs = {NamedPath{"--out", parsed.out},
                                NamedPath{"--save-rewritten", parsed.save_rewritten}};
    check_paths(inputs, outputs);
}

OutputJson arguments_json(const Options& options, const RewriteOptions& parsed) {
    OutputJson json;
    json["library"] = parsed.library;
    json["rename"] = parsed.rename ? OutputJson(*parsed.rename) : OutputJson();
    json["cost"] = {{"cost_lam", parsed.costs.lambda},
                    {"cost_app", parsed.costs.application},
                    {"cost_var", parsed.costs.variable},
                    {"cost_ivar", lambda::CostModel::metavariable},
                    {"cost_prim_default", parsed.costs.primitive},
                    {"cost_prim", options.text("cost-prim")}};
    json["rewritten_intermediates"] = parsed.rewritten_intermediates;
    json["rewritten_dreamcoder"] = parsed.rewritten_dreamcoder;
    json["quiet"] = parsed.quiet;
    return json;
}

} // namespace

std::optional<RewriteOptions> parse_rewrite_options(int argc, const char* const* argv) {
    const std::vector<OptionRow> rows =
        joined_rows({library_rows, shared_option_rows(), output_rows});
    const Options options(rows, {.name = "CORPUS.json", .least = 0, .most = 1}, argc, argv);
    if (options.flag("help")) {
        print(help_text(
            {.program = "rasp-rewrite", .summary = about, .usage = usage, .examples = examples},
            rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-rewrite " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    const std::optional<std::string> library = options.optional_text("library");
    if (!library || options.positional().empty()) {
        throw InputError({.found = library ? "no corpus was named" : "no library was named",
                          .expected = "rasp-rewrite --library LIBRARY.json CORPUS.json (--help "
                                      "explains more)"});
    }
    RewriteOptions parsed{.library = *library,
                          .corpus = options.positional().front(),
                          .format = corpus_format(options),
                          .rename = options.optional_text("rename"),
                          .costs = cost_model(options),
                          .out = options.optional_text("out"),
                          .save_rewritten = options.optional_text("save-rewritten"),
                          .rewritten_intermediates = options.flag("rewritten-intermediates"),
                          .rewritten_dreamcoder = options.flag("rewritten-dreamcoder"),
                          .quiet = options.flag("quiet"),
                          .arguments = {}};
    if (parsed.rename) {
        check_prefix("rename", *parsed.rename);
    }
    check_paths(parsed);
    parsed.arguments = arguments_json(options, parsed);
    return parsed;
}

} // namespace rasp_stitch::compressor

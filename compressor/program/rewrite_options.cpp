#include "compressor/program/rewrite_options.hpp"

#include "compressor/program/corpus_options.hpp"
#include "support/cli/options.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

Command command_of(RewriteOptions& options, std::string& cost_prim) {
    Command command = {
        .name = "rasp-rewrite",
        .version = RASP_STITCH_VERSION,
        .summary =
            "Rewrites a corpus of programs with a library of abstractions that was found earlier: "
            "with one abstraction after the other, in the order of the library, each used wherever "
            "that makes the corpus smallest.\n"
            "CORPUS.json is in any form that rasp-compress reads.",
        .usage = {"[OPTIONS] --library LIBRARY.json CORPUS.json"},
        .examples = {"Use what was found in some programs in others:",
                     "    rasp-compress old.json --out library.json",
                     "    rasp-rewrite --library library.json new.json --save-rewritten "
                     "shorter.json",
                     "", "CORPUS.json may be - for standard input."},
        .rows = {{"Library", "library", 'l', "FILE", file(options.library), "",
                  "the abstractions: what rasp-compress --out or Stitch wrote, or a JSON list of "
                  "objects with \"name\" and \"body\"; - for standard input"},
                 {"Library", "rename", 0, "PREFIX", name_prefix(options.rename), "",
                  "name the abstractions by this and a number, in case the corpus uses their "
                  "names"}},
        .arguments = {.name = "CORPUS.json", .least = 0, .most = 1}};
    add_cost_rows(command.rows, options.costs, cost_prim);
    const std::vector<OptionRow> more = {
        format_row(options.format),
        out_row("Output", file(options.out), "", "write the result as JSON"),
        {"Output", "save-rewritten", 0, "FILE", file(options.save_rewritten), "",
         "write only the rewritten programs, as a JSON list; - for standard output"},
        {"Output", "rewritten-intermediates", 0, "", flag(options.rewritten_intermediates), "",
         "include in the JSON the corpus after each abstraction"},
        {"Output", "rewritten-dreamcoder", 0, "", flag(options.rewritten_dreamcoder), "",
         "include in the JSON the programs with abstractions written out"},
        quiet_row("Output", options.quiet, "print no summary"),
    };
    command.rows.insert(command.rows.end(), more.begin(), more.end());
    return command;
}

void check_paths_of(const RewriteOptions& options) {
    const std::array inputs = {NamedPath{"library", options.library},
                               NamedPath{"corpus", options.corpus}};
    const std::array outputs = {NamedPath{"--out", options.out},
                                NamedPath{"--save-rewritten", options.save_rewritten}};
    check_paths(inputs, outputs);
}

OutputJson arguments_json(const RewriteOptions& options, const std::string& cost_prim) {
    OutputJson json;
    json["library"] = options.library;
    json["rename"] = options.rename ? OutputJson(*options.rename) : OutputJson();
    json["cost"] = {{"cost_lam", options.costs.lambda},
                    {"cost_app", options.costs.application},
                    {"cost_var", options.costs.variable},
                    {"cost_ivar", lambda::CostModel::metavariable},
                    {"cost_prim_default", options.costs.primitive},
                    {"cost_prim", cost_prim}};
    json["rewritten_intermediates"] = options.rewritten_intermediates;
    json["rewritten_dreamcoder"] = options.rewritten_dreamcoder;
    json["quiet"] = options.quiet;
    return json;
}

} // namespace

std::optional<RewriteOptions> parse_rewrite_options(int argc, const char* const* argv) {
    RewriteOptions options;
    std::string cost_prim;
    const std::optional<GivenOptions> given =
        parse_options(command_of(options, cost_prim), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    const bool has_library = given->has("library");
    if (!has_library || given->arguments().empty()) {
        throw InputError({.found = has_library ? "no corpus was named" : "no library was named",
                          .expected = "rasp-rewrite --library LIBRARY.json CORPUS.json (--help "
                                      "explains more)"});
    }
    options.corpus = given->arguments().front();
    check_paths_of(options);
    options.arguments = arguments_json(options, cost_prim);
    return options;
}

} // namespace rasp_stitch::compressor

#include "compressor/program/rewrite_options.hpp"

#include "compressor/program/corpus_options.hpp"
#include "support/cli/options.hpp"
#include "support/options/named_paths.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"
#include "support/version/program_version.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

Command command_of(RewriteOptions& options, CostTexts& cost_texts) {
    Command command = {
        .name = "rasp-rewrite",
        .version = program_version(),
        .title = "rewrite a corpus of programs with a library of abstractions",
        .summary =
            "Rewrites a corpus of programs with a library of abstractions that was found earlier: "
            "with one abstraction after the other, in the order of the library, each used wherever "
            "that makes the corpus smallest.\n"
            "CORPUS.json is in any form that rasp-compress reads, and so are files of RASP; the "
            "library may be a file of RASP, too.",
        .usage = {"[OPTIONS] --library LIBRARY.json CORPUS.json",
                  "[OPTIONS] --library LIBRARY.rasp FILE.rasp..."},
        .examples = {"Use what was found in some programs in others:",
                     "    rasp-compress old.json --out library.json",
                     "    rasp-rewrite --library library.json new.json --save-rewritten "
                     "shorter.json",
                     "", "CORPUS.json may be - for standard input."},
        .rows = library_rows(file(options.library), options.rename, "the abstractions to use"),
        .arguments = {.name = "CORPUS.json", .least = 0, .most = 1000}};
    command.rows.push_back({"Forms", "eta-long", 0, "", flag(options.forms.eta_long), "",
                            "only uses in eta-long form: none is a lambda or is applied to further "
                            "arguments, and an argument that the body applies is passed as "
                            "lambdas"});
    command.rows.push_back({"Forms", "no-curried-bodies", 0, "",
                            flag(options.forms.no_curried_bodies), "",
                            "only uses that are applied to no further arguments"});
    add_matching_rows(command.rows, options.matching);
    add_cost_rows(command.rows, options.costs, cost_texts);
    const std::vector<OptionRow> more = {
        format_row(options.format),
        out_row("Output", file(options.out), "", "write the result as JSON"),
        json_row("Output", options.as_json),
        {"Output", "save-rewritten", 0, "FILE", file(options.save_rewritten), "",
         "write only the rewritten programs, as a corpus; - for standard output"},
        rasp::print_row("Output", options.print,
                        "print the abstractions and the rewritten programs; the summary then goes "
                        "to standard error"),
        report_row("Output", file(options.report), "the abstractions and the programs"),
        names_row(options.names),
        {"Output", "rewritten-intermediates", 0, "", flag(options.rewritten_intermediates), "",
         "include in the JSON the corpus after each abstraction"},
        {"Output", "rewritten-dreamcoder", 0, "", flag(options.rewritten_dreamcoder), "",
         "include in the JSON the programs with abstractions written out"},
        named_variables_row(options.named_variables),
        quiet_row("Output", options.quiet, "print no summary"),
    };
    command.rows.insert(command.rows.end(), more.begin(), more.end());
    return command;
}

void check_paths_of(const RewriteOptions& options) {
    const std::array inputs = {NamedPath{"library", options.library},
                               NamedPath{"automaton", options.matching.tdfa_json_path},
                               NamedPath{"list of names", options.names.path},
                               NamedPath{"corpus", options.corpus}};
    const std::array outputs = {
        NamedPath{"--out", options.out}, NamedPath{"--save-rewritten", options.save_rewritten},
        NamedPath{"--report", options.report}, NamedPath{"--json", printed_path(options.as_json)},
        NamedPath{"--print", printed_path(options.print.form.has_value())}};
    check_paths(inputs, outputs);
    rasp::check_names(options.print);
}

OutputJson arguments_json(const RewriteOptions& options, const CostTexts& cost_texts) {
    OutputJson json;
    json["library"] = options.library;
    json["rename"] = options.rename ? OutputJson(*options.rename) : OutputJson();
    json["eta_long"] = options.forms.eta_long;
    json["no_curried_bodies"] = options.forms.no_curried_bodies;
    write_matching_arguments(options.matching, json);
    json["cost"] = costs_json(options.costs, cost_texts);
    json["rewritten_intermediates"] = options.rewritten_intermediates;
    json["rewritten_dreamcoder"] = options.rewritten_dreamcoder;
    json["quiet"] = options.quiet;
    return json;
}

} // namespace

std::optional<RewriteOptions> parse_rewrite_options(int argc, const char* const* argv) {
    RewriteOptions options;
    CostTexts cost_texts;
    const std::optional<GivenOptions> given =
        parse_options(command_of(options, cost_texts), argc, argv);
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
    options.sources = sources_of(given->arguments());
    check_matching_options(options.matching);
    check_automaton_form(options.matching, options.forms);
    check_paths_of(options);
    options.plain_names = read_names(options.names, {.on_page = options.report.has_value(),
                                                     .in_rasp = options.print.form.has_value()});
    options.print.changes = options.plain_names;
    options.arguments = arguments_json(options, cost_texts);
    return options;
}

Settings rewrite_settings(const RewriteOptions& options, const Corpus& corpus) {
    Settings settings;
    settings.forms = options.forms;
    settings.matching = matching(options.matching, corpus);
    settings.costs = options.costs;
    return settings;
}

} // namespace rasp_stitch::compressor

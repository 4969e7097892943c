#include "rasp/program/eval_options.hpp"

#include "support/cli/options.hpp"
#include "support/json/json_input.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/report/command.hpp"
#include "support/text/input_error.hpp"
#include "support/text/utf8.hpp"
#include "support/version/program_version.hpp"

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

// The options, and the flags that say what to do.
struct Parsed {
    EvalOptions options;
    bool repl = false;
    bool primitives = false;
    bool serve = false;
};

OptionValue json(std::optional<Json>& variable) {
    return {.store = [&variable](std::string_view name, const std::string& text) {
        try {
            variable = parse_json(text, NonFinite::number); // whoever reads a NaN refuses it
        } catch (InputError& error) {
            error.add_source("--" + std::string(name));
            throw;
        }
    }};
}

std::vector<OptionRow> rows_of(Parsed& parsed) {
    EvalOptions& options = parsed.options;
    return {
        {"Input", "input", 'i', "WORD", text(options.word), "",
         "run the program on the characters of a word"},
        {"Input", "input-json", 'j', "JSON", json(options.json), "",
         "run it on a list of tokens, '[3, 1, 2]', or, if it takes two arguments, on a list and an "
         "atom, '[[3, 1, 2], 7]'"},
        {"Input", "rasp", 'r', "TEXT", text(options.source_text), "",
         "run a text of RASP as people write it, 'aggregate(full_s, indices)': the value of its "
         "last statement"},
        {"Input", "name", 0, "NAME", text(options.name), "",
         "of a file of RASP, run only what it defines as NAME"},
        {"Input", "file", 'f', "FILE.json", file(options.file), "",
         "run the programs of a corpus on its examples, and print those that fail; or the programs "
         "of frontiers that rasp-enumerate or rasp-dream wrote, which have no examples: with "
         "--tasks, --input or --input-json; - for standard input"},
        {"Input", "tasks", 0, "TASKS.json", file(options.tasks), "",
         "with --file, run its programs on the examples of the tasks of the same names in this "
         "file; - for standard input"},

        {"Input", "causal", 0, "", flag(options.causal), "",
         "let a position select only keys up to its own, as in RASP-L; length is then the number "
         "of tokens up to here"},

        {"Output", "type", 't', "", flag(options.type_only), "", "print only the type"},
        print_row("Output", options.print, "print the program itself, or with --file all programs"),
        names_row("Output", options.print),
        {"Output", "trace", 0, "", flag(options.trace), "",
         "print every intermediate value, selectors as grids with a row for each query and a "
         "column for each key"},
        {"Output", "architecture", 'a', "", flag(options.architecture), "",
         "print the transformer that the program compiles to: its layers and heads"},
        {"Output", "dot", 0, "FILE", file(options.dot), "",
         "write the transformer as a graph for Graphviz; - for standard output"},
        json_row(
            "Output", options.as_json,
            "everything as JSON: types, outputs and errors, the values of --trace, the layers of "
            "--architecture, the outcome of --file, or the reference of --primitives"),
        report_row("Output", file(options.report),
                   "the program, its transformer and, with an input, every intermediate value, "
                   "selectors as heat maps"),
        quiet_row("Output", options.quiet, "with --file, print only what fails"),

        {"Language", "repl", 0, "", flag(parsed.repl), "",
         "read expressions line by line, and run them"},
        {"Language", "primitives", 'p', "", flag(parsed.primitives), "",
         "print the reference of the language"},
        {"Language", "markdown", 0, "", flag(options.markdown), "",
         "print the reference in Markdown"},
        {"Language", "serve", 0, "", flag(parsed.serve), "",
         "answer the requests of other programs, one JSON document per line: {\"program\": \"(lam "
         "...)\", \"inputs\": [[TOKENS], ...]}"},
    };
}

Command command_of(Parsed& parsed) {
    return {
        .name = "rasp-eval",
        .version = program_version(),
        .title = "run programs of RASP, and show their types and transformers",
        .summary =
            "Runs programs of RASP, the language whose programs are transformers (Weiss, Goldberg "
            "and Yahav 2021): files and texts as people write them, and programs in a typed form "
            "of "
            "the lambda calculus, in which `$0` is the input, and `(lam BODY)` is a function of "
            "it. "
            "Without an input, it prints the type of the program.",
        .usage = {"FILE.rasp [--name NAME] [--input WORD | --input-json JSON] [OPTIONS]",
                  "--rasp TEXT [--input WORD | --input-json JSON] [OPTIONS]",
                  "PROGRAM [--input WORD | --input-json JSON] [OPTIONS]",
                  "--file FILE.json [--tasks TASKS.json | --input WORD | --input-json JSON]",
                  "--repl", "--primitives", "--serve"},
        .examples = {"Reverse a word, and see how:",
                     "    rasp-eval --rasp 'aggregate(select(indices, length - indices - 1, ==), "
                     "tokens)'",
                     "        --input hello --trace", "", "The same in the lambda form:",
                     "    rasp-eval '(lam (aggregate (select (indices $0)",
                     "        (sub (sub (length $0) (indices $0)) one) eq) (tokens $0)))' --input "
                     "hello",
                     "", "Draw the transformer that a program is:",
                     "    rasp-eval '(lam (length $0))' --architecture --dot length.dot", "",
                     "Do the programs that were found hold on other examples of their tasks?",
                     "    rasp-eval --file frontiers.json --tasks fresh.json", "",
                     "PROGRAM may be - for standard input."},
        .rows = rows_of(parsed),
        .arguments = {.name = "PROGRAM", .least = 0, .most = 1}};
}

[[noreturn]] void fail(std::string found, std::string expected) {
    throw InputError({.found = std::move(found), .expected = std::move(expected)});
}

// Throws InputError for options that exclude each other, or of which one needs the other.
void check_together(const GivenOptions& given) {
    const auto refuse = [&](std::string_view option,
                            std::initializer_list<std::string_view> others) {
        for (const std::string_view other : others) {
            if (given.has(option) && given.has(other)) {
                fail("--" + std::string(option) + " and --" + std::string(other) +
                         " do not go together",
                     "one of them");
            }
        }
    };
    refuse("input", {"input-json", "tasks", "repl", "primitives", "serve", "type"});
    refuse("input-json", {"tasks", "repl", "primitives", "serve", "type"});
    refuse("file",
           {"repl", "primitives", "serve", "trace", "architecture", "dot", "report", "type"});
    refuse("type", {"architecture", "dot", "report", "trace"});
    refuse("repl", {"primitives", "serve", "trace", "architecture", "dot", "report", "type"});
    refuse("primitives", {"serve", "trace", "architecture", "dot", "report", "type"});
    refuse("serve", {"trace", "architecture", "dot", "report", "type"});
    refuse("rasp", {"name", "file", "repl", "primitives", "serve"});
    refuse("name", {"file", "repl", "primitives", "serve"});
    refuse("print", {"input", "input-json", "type", "trace", "architecture", "dot", "report",
                     "tasks", "quiet", "repl", "primitives", "serve"});
    if (given.has("names") && !given.has("print")) {
        fail("--names without --print", "both");
    }
    refuse("causal", {"primitives", "serve"});
    refuse("json", {"markdown", "print", "repl", "serve"});
    if (given.has("trace") && !given.has("input") && !given.has("input-json")) {
        fail("--trace without an input", "--input WORD or --input-json JSON");
    }
    if (given.has("tasks") && !given.has("file")) {
        fail("--tasks without --file", "both: --file has the programs, --tasks the examples");
    }
    if (given.has("quiet") && (given.has("input") || given.has("input-json"))) {
        fail("--quiet and an input do not go together", "one of them");
    }
    if (given.has("quiet") && !given.has("file")) {
        fail("--quiet without --file", "both");
    }
    if (given.has("architecture") && given.texts("dot") == std::vector<std::string>{"-"}) {
        fail("--architecture and --dot - both print on standard output", "a file for --dot");
    }
    if (given.texts("report") == std::vector<std::string>{"-"}) {
        for (const std::string_view other : {"input", "input-json", "architecture", "json"}) {
            if (given.has(other)) {
                fail("--" + std::string(other) + " and --report - both print on standard output",
                     "a file for --report");
            }
        }
    }
    if (given.has("json") && given.texts("dot") == std::vector<std::string>{"-"}) {
        fail("--json and --dot - both print on standard output", "a file for --dot");
    }
    if (given.has("markdown") && !given.has("primitives")) {
        fail("--markdown without --primitives", "both");
    }
}

// The tokens of an input are characters, as in corpora.
void check_utf8(const std::string& word) {
    for (std::size_t at = 0; at < word.size();) {
        const Utf8Character character = character_at(word, at);
        if (!character.valid) {
            throw InputError({.found = "--input with a byte that is not UTF-8",
                              .expected = "a word in UTF-8",
                              .text = word,
                              .offset = at});
        }
        at += character.length;
    }
}

EvalMode mode_of(const GivenOptions& given) {
    const bool has_program = !given.arguments().empty() || given.has("rasp");
    const bool is_file = !given.arguments().empty() && given.arguments().front().ends_with(".rasp");
    if (given.has("name") && !is_file) {
        fail("--name without a file of RASP", "FILE.rasp --name NAME");
    }
    const EvalMode mode = given.has("file")               ? EvalMode::file
                          : given.has("repl")             ? EvalMode::repl
                          : given.has("serve")            ? EvalMode::serve
                          : given.has("primitives")       ? EvalMode::reference
                          : is_file && !given.has("name") ? EvalMode::source_file
                                                          : EvalMode::program;
    if (mode == EvalMode::program && !has_program) {
        fail("no program was given",
             "rasp-eval PROGRAM --input WORD, or --file FILE.json (--help explains more)");
    }
    if (has_program && given.has("rasp") && !given.arguments().empty()) {
        fail("--rasp besides the program \"" + given.arguments().front() + "\"", "one of them");
    }
    if (mode == EvalMode::source_file) {
        for (const std::string_view option : {"trace", "architecture", "dot", "report", "print"}) {
            if (given.has(option)) {
                fail("--" + std::string(option) + " of a whole file",
                     "--name NAME, which says of what in it");
            }
        }
        return mode;
    }
    if (mode != EvalMode::program && has_program) {
        fail("the program \"" + given.arguments().front() + "\" besides an option that takes none",
             "one of them");
    }
    return mode;
}

} // namespace

std::optional<EvalOptions> parse_eval_options(int argc, const char* const* argv) {
    Parsed parsed;
    const std::optional<GivenOptions> given = parse_options(command_of(parsed), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    check_together(*given);
    if (parsed.options.word) {
        check_utf8(*parsed.options.word);
    }
    parsed.options.mode = mode_of(*given);
    parsed.options.command = repeatable_command("rasp-eval", argc, argv);
    parsed.options.program = given->arguments().empty() ? "" : given->arguments().front();
    return std::move(parsed.options);
}

} // namespace rasp_stitch::rasp

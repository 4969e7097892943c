#include "rasp/program/rasp_eval_options.hpp"

#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <initializer_list>
#include <string_view>

namespace rasp_stitch::rasp {

namespace {

constexpr std::array rows = {
    OptionRow{"Input", "input", 'i', "WORD", "", "run the program on the characters of a word"},
    OptionRow{"Input", "input-json", 'j', "JSON", "",
              "run it on a list of tokens, '[3, 1, 2]', or for a program of two arguments on a "
              "list and an atom, '[[3, 1, 2], 7]'"},
    OptionRow{"Input", "file", 'f', "CORPUS.json", "",
              "run each program of a corpus on its examples, and print those that fail; - for "
              "standard input"},

    OptionRow{"Output", "type", 't', "", "", "print the type only"},
    OptionRow{"Output", "trace", 0, "", "",
              "print every value on the way, selectors as grids: rows are queries, columns keys"},
    OptionRow{"Output", "architecture", 'a', "", "",
              "print the transformer that the program compiles to: its layers and heads"},
    OptionRow{"Output", "dot", 0, "FILE", "",
              "write the transformer as a graph for Graphviz; - for standard output"},
    OptionRow{"Output", "quiet", 'q', "", "", "with --file, print only what fails"},

    OptionRow{"Language", "repl", 0, "", "", "read and run expressions, line by line"},
    OptionRow{"Language", "primitives", 'p', "", "", "print the reference of the language"},
    OptionRow{"Language", "markdown", 0, "", "", "print the reference in Markdown"},
    OptionRow{"Language", "json", 0, "", "", "print the reference as JSON"},
    OptionRow{"Language", "serve", 0, "", "",
              "answer other programs' requests, JSON, one a line: {\"program\": \"(lam ...)\", "
              "\"inputs\": [[TOKENS], ...]}"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 5> usage = {
    "PROGRAM [--input WORD | --input-json JSON] [OPTIONS]", "--file CORPUS.json", "--repl",
    "--primitives", "--serve"};

constexpr std::array<std::string_view, 8> examples = {
    "Reverse a word, and see how:",
    "    rasp-eval '(lam (aggregate (select (indices $0)",
    "        (sub (sub (length $0) (indices $0)) one) eq) (tokens $0)))' --input hello --trace",
    "",
    "The transformer that it is:",
    "    rasp-eval '(lam (length $0))' --architecture --dot length.dot",
    "",
    "PROGRAM may be - for standard input.",
};

constexpr std::string_view about =
    "Runs programs of RASP, the language whose programs are transformers (Weiss, Goldberg and "
    "Yahav 2021), in a typed form of the lambda calculus: `$0` is the input, `(lam BODY)` a "
    "function of it. Without an input, it prints the program's type.\n"
    "The exit code is 1 where a program fails on its input or an example does not hold, 2 for bad "
    "input.";

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

[[noreturn]] void fail(std::string found, std::string expected) {
    throw InputError({.found = std::move(found), .expected = std::move(expected)});
}

// Options of which each says by itself what is to be done, or that go with one such only.
void check_together(const Options& options) {
    const auto refuse = [&](std::string_view option,
                            std::initializer_list<std::string_view> others) {
        for (const std::string_view other : others) {
            if (options.given(option) && options.given(other)) {
                fail("--" + std::string(option) + " and --" + std::string(other) +
                         " do not go together",
                     "one of them");
            }
        }
    };
    refuse("input", {"input-json", "file", "repl", "primitives", "serve", "type"});
    refuse("input-json", {"file", "repl", "primitives", "serve", "type"});
    refuse("file", {"repl", "primitives", "serve", "trace", "architecture", "dot", "type"});
    refuse("type", {"architecture", "dot", "trace"});
    refuse("repl", {"primitives", "serve", "trace", "architecture", "dot", "type"});
    refuse("primitives", {"serve", "trace", "architecture", "dot", "type"});
    refuse("serve", {"trace", "architecture", "dot", "type"});
    refuse("markdown", {"json"});
    if (options.flag("trace") && !options.given("input") && !options.given("input-json")) {
        fail("--trace without an input", "--input WORD or --input-json JSON");
    }
    if (options.flag("quiet") && !options.given("file")) {
        fail("--quiet without --file", "both");
    }
    if (options.flag("architecture") && options.optional_text("dot") == "-") {
        fail("--architecture and --dot - both print on standard output", "a file for --dot");
    }
    for (const std::string_view format : {"markdown", "json"}) {
        if (options.flag(format) && !options.flag("primitives")) {
            fail("--" + std::string(format) + " without --primitives", "both");
        }
    }
}

EvalMode mode_of(const Options& options) {
    const bool has_program = !options.positional().empty();
    const EvalMode mode = options.given("file")        ? EvalMode::file
                          : options.flag("repl")       ? EvalMode::repl
                          : options.flag("serve")      ? EvalMode::serve
                          : options.flag("primitives") ? EvalMode::reference
                                                       : EvalMode::program;
    if (mode == EvalMode::program && !has_program) {
        fail("no program was given",
             "rasp-eval PROGRAM --input WORD, or --file CORPUS.json (--help explains more)");
    }
    if (mode != EvalMode::program && has_program) {
        fail("the program \"" + options.positional().front() +
                 "\" besides an option that takes none",
             "one of them");
    }
    return mode;
}

} // namespace

std::optional<EvalOptions> parse_eval_options(int argc, const char* const* argv) {
    const Options options(rows, {.name = "PROGRAM", .least = 0, .most = 1}, argc, argv);
    if (options.flag("help")) {
        print(help_text(
            {.program = "rasp-eval", .summary = about, .usage = usage, .examples = examples},
            rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        print("rasp-eval " RASP_STITCH_VERSION "\n");
        return std::nullopt;
    }
    check_together(options);
    EvalOptions parsed{.mode = mode_of(options),
                       .program = options.positional().empty() ? "" : options.positional().front(),
                       .word = options.optional_text("input"),
                       .json = std::nullopt,
                       .file = options.optional_text("file").value_or(""),
                       .dot = options.optional_text("dot"),
                       .type_only = options.flag("type"),
                       .trace = options.flag("trace"),
                       .architecture = options.flag("architecture"),
                       .markdown = options.flag("markdown"),
                       .as_json = options.flag("json"),
                       .quiet = options.flag("quiet")};
    if (const std::optional<std::string> json = options.optional_text("input-json")) {
        try {
            parsed.json = parse_json(*json);
        } catch (InputError& error) {
            error.add_source("--input-json");
            throw;
        }
    }
    return parsed;
}

} // namespace rasp_stitch::rasp

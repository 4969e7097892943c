#include "recognition/program/near_options.hpp"

#include "support/cli/options.hpp"
#include "support/options/named_paths.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"
#include "support/version/program_version.hpp"

#include <array>
#include <fmt/format.h>

#include <string_view>

namespace rasp_stitch::recognition {

namespace {

struct Parsed {
    NearProgramOptions options;
    std::optional<std::string> literals;
    std::optional<std::size_t> held_out;
};

std::vector<OptionRow> rows_of(Parsed& parsed) {
    NearProgramOptions& options = parsed.options;
    NearOptions& search = options.search;
    TrainerOptions& trainer = options.trainer;
    return {
        {"Tasks", "example", 'e', "'IN -> OUT'", texts(options.examples), "",
         "find a program for one task that has this example, in place of a file of tasks: words, "
         "of "
         "which each character is a token, or lists in JSON"},
        {"Tasks", "task", 0, "NAME", text(options.only), "", "only the task of this name"},
        {"Tasks", "noise", 0, "X", real(options.noise, 0, 0.49), "",
         "the share of output cells that may be wrong; otherwise what the file says of a task, or "
         "0"},
        {"Tasks", "check", 0, "N", whole(parsed.held_out, 1, 1'000'000), "",
         "keep the last N examples of each task from the search, and say which programs meet them"},
        with_default_note(
            {"Tasks", "literals", 0, "WHICH", text(parsed.literals), "",
             "the literals that programs may use besides the primitives and the numbers that are "
             "learnt: auto (those that the examples suggest), none, or file (those that the file "
             "names for each task)"},
            "auto, for a file of tasks file"),

        {"Grammar", "grammar", 'g', "FILE", file(options.grammar), "",
         "a grammar as DreamCoder writes it, unigram or contextual, or a file with one as its "
         "member \"DSL\", such as the frontiers that rasp-enumerate and rasp-dream write"},
        {"Grammar", "primitives", 'p', "NAMES", text(options.primitives), "minimal",
         "the primitives if there is no --grammar, each with the same weight: minimal, all, names "
         "of primitives and literals such as str.a, separated by commas (minimal,length)"},
        {"Grammar", "library", 0, "FILE", file(options.library), "",
         "also use the abstractions of this library, which rasp-compress --out wrote, or what a "
         "file "
         "of RASP defines, FILE.rasp"},

        {"Search", "order", 0, "KIND",
         choice(search.order,
                std::vector<NamedValue<NearOrder>>{
                    {"best-first", NearOrder::best_first},
                    {"iterative-deepening", NearOrder::iterative_deepening}}),
         "best-first",
         "best-first is A*; iterative-deepening is branch and bound, depth first below a bound "
         "that grows; both by a priority that counts the loss of what was trained, which is no "
         "lower bound (not admissible): only --cut cost proves what is best"},
        {"Search", "frontier", 'k', "N", whole(search.wanted, 1, 255), "1",
         "how many programs to find for each task"},
        {"Search", "upper", 'u', "X", real(search.upper, 0, 1e5), "100",
         "the description length that programs must stay below, in nats"},
        {"Search", "first", 0, "", flag(search.first), "",
         "end with the first answers, not with the best ones"},
        {"Search", "cut", 0, "KIND",
         choice(search.cut, std::vector<NamedValue<NearCut>>{{"priority", NearCut::priority},
                                                             {"cost", NearCut::cost},
                                                             {"nothing", NearCut::nothing}}),
         "priority",
         "what is cut off once there are answers: partial programs whose cost and loss are not "
         "below the best answer's, which is an estimate; those whose cost alone is not, so that "
         "the end is a proof; or nothing"},
        {"Search", "keep-duplicates", 0, "", cleared(search.drops_duplicates), "",
         "keep partial programs that do what cheaper ones do on the examples"},
        {"Search", "keep-failing", 0, "", cleared(search.drops_failing), "",
         "keep partial programs with a part that fails on an example"},
        {"Search", "no-let", 0, "", cleared(search.expansion.lets), "",
         "do not use a part of a program twice without paying for it twice"},
        {"Search", "no-numbers", 0, "", cleared(search.forms), "",
         "do not learn constants, affine maps, thresholds and words; holes are networks only"},
        {"Search", "networks", 0, "", flag(search.networks), "",
         "also assess partial programs with networks in place of their sequences, not only with "
         "what can be learnt of numbers and words; takes twice the time, and selectors are "
         "networks "
         "anyway"},
        {"Search", "no-enumeration", 0, "", cleared(search.enumerate_holes), "",
         "do not search by enumeration for programs that do what a network in a hole does"},
        {"Search", "hole-programs", 0, "N", whole(search.holes.programs, 1, unlimited), "500000",
         "how many programs to look at for each hole that is enumerated"},

        {"Networks", "holes", 0, "KIND",
         choice(trainer.kind, std::vector<NamedValue<HoleKind>>{{"informed", HoleKind::informed},
                                                                {"report", HoleKind::report}}),
         "informed",
         "informed holes see the token, the position and the length; those of the founding report "
         "see the piped value as a number and are judged by what they were trained on"},
        {"Networks", "no-attention", 0, "", cleared(trainer.supervises_attention), "",
         "do not tell selectors which positions the outputs may be copies of"},
        {"Networks", "steps", 0, "N", whole(trainer.steps, 1, 1'000'000), "200",
         "steps of training for each partial program, at most"},
        {"Networks", "hidden", 0, "N", whole(trainer.hidden, 1, 1024), "24",
         "numbers in the hidden layer of a network"},
        {"Networks", "learning-rate", 0, "X", real(trainer.learning_rate, 0, 1), "0.05",
         "the learning rate of Adam; it falls towards the end"},
        seed_row("Networks", whole(trainer.seed, 0, unlimited), "0",
                 "the seed of all random choices"),

        threads_row("Limits", options.threads,
                    "each task is one thread's; what is found does not depend on it unless a limit "
                    "of time ends the search"),
        time_limit_row("Limits", seconds(search.budget.seconds), "120",
                       "stop the search for a task after this time"),
        max_programs_row("Limits", whole(search.budget.programs, 1, unlimited),
                         "stop the search for a task after N partial programs"),

        out_row("Output", file(options.out), "",
                "write the programs as JSON, and what became of each partial program"),
        json_row("Output", options.as_json, "what --out writes, in place of the summary"),
        rasp::print_row("Output", options.print,
                        "print only the programs on standard output, and the report on standard "
                        "error"),
        rasp::names_row("Output", options.print),
        quiet_row("Output", options.quiet),
    };
}

Command command_of(Parsed& parsed) {
    return {
        .name = "rasp-near",
        .version = program_version(),
        .title = "find RASP programs from examples by gradient",
        .summary =
            "Finds RASP programs from examples by gradient: partial programs with neural networks "
            "in their holes are trained on the shorter examples and judged on the longer ones, and "
            "what a network has learnt becomes a number, a word, or a program.\n"
            "This is for tasks with constants that nobody has named, with wrong cells, and with "
            "outputs that are probabilities; for exact examples rasp-enumerate is faster.",
        .usage = {"TASKS.json [OPTIONS]", "--example 'hello -> olleh' [--example ...] [OPTIONS]"},
        .examples =
            {"Which line do these points lie on?",
             "    rasp-near -e '[0.5, 2, 3] -> [1.75, 4, 5.5]' -e '[1, 4, 8] -> [2.5, 7, 13]'",
             "Which program gives these outputs, of which one in twenty is wrong?",
             "    rasp-near benchmarks/near/noise.json --task reverse --primitives all",
             "Why were the others not taken?",
             "    rasp-near benchmarks/near/constants.json --out found.json"},
        .rows = rows_of(parsed),
        .arguments = {.name = "TASKS.json", .least = 0, .most = 1}};
}

void read_literals(const Parsed& parsed, NearProgramOptions& options) {
    const std::string which = parsed.literals.value_or(options.tasks ? "file" : "auto");
    if (which == "auto") {
        options.literals = NearLiterals::examples;
    } else if (which == "none") {
        options.literals = NearLiterals::none;
    } else if (which == "file" && options.tasks) {
        options.literals = NearLiterals::file;
    } else {
        throw InputError({.found = "--literals " + which,
                          .expected = options.tasks ? "auto, none or file" : "auto or none"});
    }
}

} // namespace

std::optional<NearProgramOptions> parse_near_options(int argc, const char* const* argv) {
    Parsed parsed;
    const std::optional<GivenOptions> given = parse_options(command_of(parsed), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    NearProgramOptions& options = parsed.options;
    if (!given->arguments().empty()) {
        options.tasks = given->arguments().front();
    }
    if (options.tasks.has_value() == !options.examples.empty()) {
        throw InputError({.found = options.tasks ? "both a file of tasks and --example were given"
                                                 : "there is nothing to search for",
                          .expected = "a file of tasks, or --example 'IN -> OUT'"});
    }
    given->check_replaced("grammar", {"primitives", "library", "literals"},
                          "a grammar has its own productions");
    check_paths(std::array{NamedPath{"list of tasks", options.tasks},
                           NamedPath{"grammar", options.grammar},
                           NamedPath{"library", options.library}},
                std::array{NamedPath{"--out", options.out},
                           NamedPath{"--json", printed_path(options.as_json)},
                           NamedPath{"--print", printed_path(options.print.form.has_value())}});
    rasp::check_names(options.print);
    read_literals(parsed, options);
    options.held_out = parsed.held_out.value_or(0);
    options.search.expansion.forms = options.search.forms;
    if (options.trainer.kind == HoleKind::report) {
        options.search.forms = false;
        options.search.expansion.forms = false;
        options.search.enumerate_holes = false;
        options.trainer.judges_longer = false;
        options.trainer.supervises_attention = false;
    }
    options.search.records = options.out.has_value() || options.as_json;
    return std::move(options);
}

} // namespace rasp_stitch::recognition

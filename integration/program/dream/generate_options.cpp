#include "integration/program/dream/generate_options.hpp"

#include "integration/program/dream/default_corpus.hpp"
#include "support/cli/options.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/version/program_version.hpp"

namespace rasp_stitch::loop {

namespace {

Command command_of(GenerateOptions& options) {
    return {.name = "rasp-dream generate",
            .version = program_version(),
            .title = "make examples for the tasks of a corpus",
            .summary =
                "Makes examples for the tasks of a corpus, corpora/rasp.json unless another is "
                "named: inputs drawn like those in the corpus, and the outputs of its programs for "
                "them. The lengths of the inputs vary, and the inputs are chosen so that their "
                "outputs differ as much as possible.\n"
                "The tasks come out as JSON, easy ones first, with types, literals and examples, "
                "and without the programs. rasp-dream and rasp-enumerate --tasks read them.",
            .usage = {"[OPTIONS] [CORPUS.json]"},
            .examples = {"A hundred examples of what a program for \"sort\" is to do:",
                         "    rasp-dream generate --task sort --count 100 --seed 7",
                         "The tasks that come with rasp-stitch:",
                         "    rasp-dream generate corpora/rasp.json --out corpora/tasks.json"},
            .rows = generate_rows(options),
            .arguments = {.name = "CORPUS.json", .least = 0, .most = 1}};
}

} // namespace

std::vector<OptionRow> generate_rows(GenerateOptions& options) {
    return {
        with_default_note(
            {"Tasks", "task", 0, "NAME", texts(options.tasks), "", "only the task of this name"},
            "all tasks"),
        {"Tasks", "count", 'n', "N", whole(options.examples.count, 1, 1000), "12",
         "examples for each task"},
        seed_row("Tasks", whole(options.examples.seed, 0, unlimited), "1",
                 "another seed gives other examples"),
        out_row("Output", file(options.out), "-", "where to write the tasks"),
    };
}

std::optional<GenerateOptions> parse_generate_options(int argc, const char* const* argv) {
    GenerateOptions options;
    const std::optional<GivenOptions> given = parse_options(command_of(options), argc, argv);
    if (!given) {
        return std::nullopt;
    }
    options.corpus = given->arguments().empty() ? default_corpus() : given->arguments().front();
    return options;
}

} // namespace rasp_stitch::loop

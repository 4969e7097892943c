#include "integration/program/dream/dream_options.hpp"

#include "integration/program/dream/generate_options.hpp"
#include "integration/run/setting_table.hpp"
#include "support/cli/options.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/options/named_paths.hpp"
#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"
#include "support/text/input_error.hpp"
#include "support/version/program_version.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::loop {

namespace {

// All that the options set.
struct Parsed {
    RaspDreamOptions options = {
        .tasks = {}, .run = {}, .resume = {}, .dot = {}, .print = {}, .settings = {}};
    std::optional<std::string> config;
    Settings settings;
};

// What a file of settings can have.
std::vector<OptionRow> config_rows(Parsed& parsed) {
    RaspDreamOptions& options = parsed.options;
    std::vector<OptionRow> rows = {
        with_default_note({"Files", "run", 0, "DIR", folder(options.run), "",
                           "the folder for everything that the run learns"},
                          "rasp-dream-run, or with a number after it if there is one")};
    for (SettingRow& setting : setting_table(parsed.settings)) {
        rows.push_back(std::move(setting.option));
    }
    rows.push_back(threads_row("This computer", options.threads,
                               "what is learnt does not depend on it unless time or memory runs "
                               "short"));
    rows.push_back(json_row("This computer", options.as_json,
                            "a summary as JSON at the end, in place of all other text"));
    rows.push_back(quiet_row("This computer", options.quiet));
    return rows;
}

std::vector<OptionRow> all_rows(Parsed& parsed) {
    std::vector<OptionRow> rows = config_rows(parsed);
    const std::vector<OptionRow> only_in_command_lines = {
        {"Files", "resume", 0, "DIR", folder(parsed.options.resume), "",
         "continue the run in this folder where it was interrupted; the folder has its tasks and "
         "settings, of which --iterations can be raised and --time-limit changed"},
        {"Files", "dot", 0, "FILE", file(parsed.options.dot), "",
         "write which abstraction uses which, as a graph for Graphviz"},
        rasp::print_row("Files", parsed.options.print,
                        "at the end, print the library and the best program of each task, and "
                        "everything else on standard error"),
        rasp::names_row("Files", parsed.options.print),
        {"Files", "config", 'c', "FILE", file(parsed.config), "",
         "read settings by the names of these options, from a JSON object or from lines NAME = "
         "VALUE, where # begins a comment; options given on the command line take precedence"},
    };
    rows.insert(rows.begin() + 1, only_in_command_lines.begin(), only_in_command_lines.end());
    return rows;
}

Command command_of(Parsed& parsed, GenerateOptions& generation) {
    return {
        .name = "rasp-dream",
        .version = program_version(),
        .title = "learn to write RASP from examples",
        .summary =
            "Learns to write RASP from tasks, which are examples: searches for programs that solve "
            "them (wake), trains a network on these and on programs drawn from its language "
            "(dreaming), searches where the network points to (recognition), and turns what "
            "programs share into new primitives (abstraction); again and again.\n"
            "After each phase, everything it has learnt is in the folder of the run. Ctrl-C stops "
            "in the middle of a phase; the programs found by then are kept, and --resume goes on "
            "with the rest of the phase.",
        .usage = {"TASKS.json [OPTIONS]", "--resume DIR [OPTIONS]",
                  "generate [CORPUS.json] [OPTIONS]"},
        .examples = {"Learn from the tasks of the corpus, half an hour in all:",
                     "    rasp-dream corpora/tasks.json --time-limit 1800 --run learnt",
                     "Continue after Ctrl-C or a power cut, for an hour in all:",
                     "    rasp-dream --resume learnt --time-limit 3600",
                     "The same result each time:",
                     "    rasp-dream corpora/tasks.json --programs-per-task 1000000 "
                     "--training-steps 2000"},
        .rows = all_rows(parsed),
        .arguments = {.name = "TASKS.json", .least = 0, .most = 1},
        .subcommands = {{.name = "generate", .rows = generate_rows(generation)}}};
}

std::optional<GivenOptions> parse(const std::vector<std::string>& words, Parsed& parsed) {
    parsed = {};
    GenerateOptions generation; // nothing sets it
    return parse_options(command_of(parsed, generation), words);
}

bool is_flag(std::span<const OptionRow> rows, std::string_view name) {
    return std::ranges::any_of(
        rows, [&](const OptionRow& row) { return row.name == name && row.value.is_flag; });
}

std::vector<std::string> words_of(const OptionTexts& texts) {
    Parsed parsed;
    const std::vector<OptionRow> rows = config_rows(parsed);
    std::vector<std::string> words;
    for (const auto& [name, value] : texts) {
        words.push_back(is_flag(rows, name) ? "--" + name : "--" + name + "=" + value);
    }
    return words;
}

// Reads a file of settings. They are checked by themselves, so that a message about them names the
// file.
OptionTexts texts_of_file(const std::string& path) {
    return naming(path, [&] {
        Parsed parsed;
        OptionTexts texts = config_options(read_input(path), config_rows(parsed));
        settings_of(texts);
        return texts;
    });
}

OptionTexts given_settings(const GivenOptions& given) {
    Settings settings;
    OptionTexts texts;
    for (const SettingRow& row : setting_table(settings)) {
        if (given.has(row.option.name)) {
            texts.emplace(row.option.name, given.texts(row.option.name).back());
        }
    }
    return texts;
}

void check_used(const RaspDreamOptions& options) {
    check_paths(std::array{NamedPath{"list of tasks", options.tasks}},
                std::array{NamedPath{"--dot", options.dot},
                           NamedPath{"--json", printed_path(options.as_json)},
                           NamedPath{"--print", printed_path(options.print.form.has_value())}});
    rasp::check_names(options.print);
    if (options.resume && options.run) {
        throw InputError({.found = "both --run and --resume were given",
                          .expected = "--resume alone: it continues in the same folder"});
    }
    if (!options.resume && !options.tasks) {
        throw InputError({.found = "no tasks are given",
                          .expected = "rasp-dream TASKS.json, or --resume DIR (--help explains "
                                      "more)"});
    }
}

} // namespace

Settings settings_of(const OptionTexts& given) {
    Parsed parsed;
    parse(words_of(given), parsed);
    return parsed.settings;
}

OptionTexts saved_settings(const JsonCursor& json) {
    Parsed parsed;
    return json_options(json, config_rows(parsed));
}

std::optional<RaspDreamOptions> parse_rasp_dream_options(int argc, const char* const* argv) {
    std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    Parsed parsed;
    std::optional<GivenOptions> given = parse(words, parsed);
    if (!given) {
        return std::nullopt;
    }
    if (parsed.config) {
        OptionTexts texts = texts_of_file(*parsed.config);
        std::erase_if(texts, [&](const auto& option) { return given->has(option.first); });
        const std::vector<std::string> more = words_of(texts);
        words.insert(words.begin(), more.begin(), more.end());
        given = parse(words, parsed);
    }
    RaspDreamOptions& options = parsed.options;
    if (!given->arguments().empty()) {
        options.tasks = given->arguments().front();
    }
    options.settings = given_settings(*given);
    check_used(options);
    return std::move(options);
}

} // namespace rasp_stitch::loop

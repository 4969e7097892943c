#include "integration/program/rasp_dream_help.hpp"

#include "integration/run/setting_table.hpp"
#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace rasp_stitch::loop {

namespace {

constexpr std::array first_rows = {
    OptionRow{"Files", "run", 0, "DIR", "",
              "folder for all that the run learns: rasp-dream-run unless given, or with a number "
              "behind it where there is one"},
    OptionRow{"Files", "resume", 0, "DIR", "",
              "go on with the run in this folder where it was interrupted; it has its tasks and "
              "settings, of which --iterations can be raised and --time changed"},
    OptionRow{"Files", "config", 'c', "FILE", "",
              "settings by the names of these options, as a JSON object or as lines NAME = VALUE, "
              "where # begins a comment; options given here win"},
};

constexpr std::array last_rows = {
    OptionRow{"This computer", "threads", 't', "N", "0",
              "threads to work with, 0 for as many as there are cores; what is learnt depends on "
              "it only as far as time or memory is short"},
    OptionRow{"This computer", "quiet", 'q', "", "", "print only warnings and errors"},

    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 3> usage = {
    "TASKS.json [OPTIONS]",
    "--resume DIR [OPTIONS]",
    "generate --task NAME [OPTIONS]",
};

constexpr std::array<std::string_view, 6> examples = {
    "Learn from the tasks of the corpus, half an hour in all:",
    "    rasp-dream corpora/tasks.json --time 1800 --run learnt",
    "Go on after Ctrl-C or a power cut, for an hour in all:",
    "    rasp-dream --resume learnt --time 3600",
    "The same result each time:",
    "    rasp-dream corpora/tasks.json --programs-per-task 1000000 --training-steps 2000",
};

constexpr std::string_view about =
    "Learns to write RASP from tasks, which are examples: searches for programs that solve them "
    "(wake), trains a network on these and on programs drawn from its language (dreaming), "
    "searches where the network points to (recognition), and makes what programs share new "
    "primitives (abstraction); again and again.\n"
    "What it has learnt is in the folder of the run after each phase. Ctrl-C ends the phase under "
    "way, of which nothing is kept.";

} // namespace

std::span<const OptionRow> rasp_dream_rows() {
    static const std::vector<OptionRow> rows = [] {
        std::vector<OptionRow> all(first_rows.begin(), first_rows.end());
        for (const SettingRow& setting : setting_table()) {
            all.push_back({.group = setting.group,
                           .name = setting.name,
                           .letter = setting.letter,
                           .value_name = setting.value_name,
                           .default_value = setting.default_value,
                           .help = setting.help});
        }
        all.insert(all.end(), last_rows.begin(), last_rows.end());
        return all;
    }();
    return rows;
}

std::string rasp_dream_help() {
    return help_text(
        {.program = "rasp-dream", .summary = about, .usage = usage, .examples = examples},
        rasp_dream_rows());
}

} // namespace rasp_stitch::loop

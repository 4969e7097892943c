#include "integration/program/rasp_dream_options.hpp"

#include "enumerator/solve/solve_groups.hpp"
#include "integration/program/rasp_dream_help.hpp"
#include "integration/run/setting_table.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::loop {

namespace {

constexpr std::int64_t most_threads = 1024;
constexpr PositionalArguments positional = {.name = "TASKS.json", .least = 0, .most = 1};

Options parsed(const std::vector<std::string>& words) {
    std::vector<const char*> pointers = {"rasp-dream"};
    for (const std::string& word : words) {
        pointers.push_back(word.c_str());
    }
    return {rasp_dream_rows(), positional, static_cast<int>(pointers.size()), pointers.data()};
}

bool is_flag(std::string_view name) {
    return std::ranges::any_of(
        rasp_dream_rows(), [&](const OptionRow& row) { return row.name == name && row.is_flag(); });
}

std::vector<std::string> words_of(const OptionTexts& texts) {
    std::vector<std::string> words;
    for (const auto& [name, value] : texts) {
        words.push_back(is_flag(name) ? "--" + name : "--" + name + "=" + value);
    }
    return words;
}

Settings settings_of(const Options& options) {
    Settings settings;
    for (const SettingRow& row : setting_table()) {
        const auto read = [&](const auto& kind) {
            using Kind = std::decay_t<decltype(kind)>;
            auto& value = settings.*kind.member;
            if constexpr (std::is_same_v<Kind, Flag>) {
                value = options.flag(row.name);
            } else if constexpr (std::is_same_v<Kind, ClearingFlag>) {
                value = !options.flag(row.name);
            } else if constexpr (std::is_same_v<Kind, Word>) {
                value = options.text(row.name);
            } else if constexpr (std::is_same_v<Kind, Whole>) {
                value =
                    static_cast<std::uint64_t>(options.integer(row.name, kind.least, kind.most));
            } else if constexpr (std::is_same_v<Kind, Real>) {
                value = options.real(row.name, kind.least, kind.most);
            } else if (options.given(row.name)) {
                if constexpr (std::is_same_v<Kind, OptionalWhole>) {
                    value = static_cast<std::uint64_t>(
                        options.integer(row.name, kind.least, kind.most));
                } else {
                    value = options.seconds(row.name);
                }
            }
        };
        std::visit(read, row.kind);
    }
    if (!enumerator::search_kind_named(settings.search)) {
        throw InputError({.found = "--search " + quote_excerpt(settings.search),
                          .expected = "bottom-up or top-down"});
    }
    return settings;
}

// Those of a file, which are looked at by themselves, so that what is wrong there is told as such.
OptionTexts texts_of_file(const std::string& path) {
    return naming(path, [&] {
        OptionTexts texts = config_options(read_input(path));
        settings_of(parsed(words_of(texts)));
        return texts;
    });
}

OptionTexts given_settings(const Options& options) {
    OptionTexts texts;
    for (const SettingRow& row : setting_table()) {
        if (options.given(row.name)) {
            const bool has_value = !row.value_name.empty();
            texts.emplace(row.name, has_value ? options.text(row.name) : "");
        }
    }
    return texts;
}

void check_used(const DreamOptions& options) {
    if (options.resume && options.run) {
        throw InputError({.found = "both --run and --resume were given",
                          .expected = "--resume alone: it goes on in the same folder"});
    }
    if (!options.resume && !options.tasks) {
        throw InputError({.found = "no tasks are given",
                          .expected = "rasp-dream TASKS.json, or --resume DIR (--help explains "
                                      "more)"});
    }
}

} // namespace

Settings settings_of(const OptionTexts& given) {
    return settings_of(parsed(words_of(given)));
}

std::optional<DreamOptions> parse_dream_options(int argc, const char* const* argv) {
    std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    const Options command_line = parsed(words);
    if (command_line.flag("help")) {
        fmt::print("{}", rasp_dream_help());
        return std::nullopt;
    }
    if (command_line.flag("version")) {
        fmt::print("rasp-dream {}\n", RASP_STITCH_VERSION);
        return std::nullopt;
    }
    if (const auto config = command_line.optional_text("config")) {
        OptionTexts texts = texts_of_file(*config);
        std::erase_if(texts, [&](const auto& option) { return command_line.given(option.first); });
        const std::vector<std::string> more = words_of(texts);
        words.insert(words.begin(), more.begin(), more.end());
    }
    const Options options = parsed(words);
    settings_of(options);
    const auto threads = static_cast<std::size_t>(options.integer("threads", 0, most_threads));
    DreamOptions result{
        .tasks = options.positional().empty() ? std::nullopt
                                              : std::optional(options.positional().front()),
        .run = options.optional_text("run"),
        .resume = options.optional_text("resume"),
        .settings = given_settings(options),
        .threads = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads,
        .quiet = options.flag("quiet")};
    check_used(result);
    return result;
}

} // namespace rasp_stitch::loop

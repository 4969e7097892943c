#include "integration/program/wake_options.hpp"

#include "support/cli/help_text.hpp"
#include "support/cli/option_table.hpp"
#include "support/cli/options.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace rasp_stitch::dreamcoder {

namespace {

constexpr std::int64_t megabyte = 1'000'000;

constexpr std::array option_rows = {
    OptionRow{"Search", "memory", 0, "MB", "2000", "answer when the search takes more"},
    OptionRow{"Help", "help", 'h', "", "", "show this page"},
    OptionRow{"Help", "version", 0, "", "", "show the version"},
};

constexpr std::array<std::string_view, 1> usage = {"[OPTIONS] < REQUEST > REPLY"};

} // namespace

std::optional<WakeOptions> parse_wake_options(const WakeProgram& program, int argc,
                                              const char* const* argv) {
    const Options options(option_rows, {.name = "", .least = 0, .most = 0}, argc, argv);
    if (options.flag("help")) {
        fmt::print(
            "{}",
            help_text(
                {.program = program.name, .summary = program.about, .usage = usage, .examples = {}},
                option_rows));
        return std::nullopt;
    }
    if (options.flag("version")) {
        fmt::print("{} {}\n", program.name, RASP_STITCH_VERSION);
        return std::nullopt;
    }
    return WakeOptions{.most_memory = static_cast<std::size_t>(
                           options.integer("memory", 1, 1'000'000) * megabyte)};
}

} // namespace rasp_stitch::dreamcoder

#include "integration/run/setting_table.hpp"

#include <array>
#include <limits>
#include <type_traits>

namespace rasp_stitch::loop {

namespace {

using S = Settings;

constexpr std::int64_t most_whole = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t most_megabytes = most_whole / 1'000'000;
constexpr double most_penalty = 1e6;

// Kinds of limits in one place: `OptionalSeconds` are finite and not negative.
constexpr std::array rows = {
    SettingRow{"Run", "iterations", 'i', "N", "5", "how often to wake, dream and abstract",
               Whole{&S::iterations, 1, 1'000'000}, true},
    SettingRow{"Run", "time", 0, "SECONDS", "",
               "end after this time; searches and training under way end then, too, and what they "
               "found is kept",
               OptionalSeconds{&S::time}, true},
    SettingRow{"Run", "seed", 0, "N", "0",
               "of all choices by chance; with --programs-per-task and --training-steps the same "
               "seed gives the same files, apart from times",
               Whole{&S::seed, 0, most_whole}},

    SettingRow{"Search", "search", 's', "KIND", "bottom-up", "bottom-up or top-down",
               Word{&S::search}},
    SettingRow{"Search", "search-seconds", 0, "SECONDS", "",
               "time to search in each iteration: 300 unless given, without limit if "
               "--programs-per-task is",
               OptionalSeconds{&S::search_seconds}},
    SettingRow{"Search", "programs-per-task", 0, "N", "",
               "programs to look at for each task that is searched for",
               OptionalWhole{&S::programs_per_task, 1, most_whole}},
    SettingRow{
        "Search", "solved-share", 0, "X", "0.1",
        "how much of the time, and of the programs where each task is searched for alone, is "
        "for tasks that are solved already",
        Real{&S::solved_share, 0, 1}},
    SettingRow{"Search", "upper", 'u', "X", "100", "leave out programs from this many nats on",
               Real{&S::upper, 0, 1e5}},
    SettingRow{"Search", "frontier", 'k', "N", "2",
               "programs to keep for each task: the most probable ones",
               Whole{&S::frontier, 1, 255}},
    SettingRow{"Search", "memory", 0, "MB", "8000", "memory for searches, of all threads together",
               Whole{&S::memory, 1, most_megabytes}},
    SettingRow{"Search", "primitives", 'p', "NAMES", "minimal",
               "the language at the beginning: minimal, all, and names, with commas between; "
               "tasks add their literals",
               Word{&S::primitives}},

    SettingRow{"Recognition", "no-recognition", 0, "", "",
               "without a network: no dreams, and no search in the grammars that it predicts",
               ClearingFlag{&S::recognition}},
    SettingRow{"Recognition", "unigram", 0, "", "",
               "the network predicts one weight for each production, not one for each parent and "
               "argument",
               ClearingFlag{&S::contextual}},
    SettingRow{"Recognition", "recognition-share", 0, "X", "0.5",
               "how much of the time to search is for the grammars that the network predicts",
               Real{&S::recognition_share, 0, 1}},
    SettingRow{"Recognition", "dreams", 0, "N", "300000",
               "programs to draw from the grammar in each iteration",
               Whole{&S::dreams, 0, 1'000'000'000}},
    SettingRow{"Recognition", "helmholtz-ratio", 'r', "X", "0.5",
               "of what the network learns from, how much are dreams; the rest are programs that "
               "were found",
               Real{&S::helmholtz_ratio, 0, 1}},
    SettingRow{"Recognition", "training-seconds", 0, "SECONDS", "",
               "time to dream and to train in each iteration: 120 unless given, without limit if "
               "--training-steps is",
               OptionalSeconds{&S::training_seconds}},
    SettingRow{"Recognition", "training-steps", 0, "N", "", "steps of training in each iteration",
               OptionalWhole{&S::training_steps, 1, most_whole}},

    SettingRow{"Abstraction", "no-abstraction", 0, "", "",
               "learn no abstractions, only the weights of the grammar",
               ClearingFlag{&S::abstraction}},
    SettingRow{"Abstraction", "arity", 'a', "N", "2", "most arguments of an abstraction",
               Whole{&S::arity, 0, 20}},
    SettingRow{"Abstraction", "top-k", 0, "N", "2",
               "programs of each task that count when libraries are compared",
               Whole{&S::top_k, 1, 255}},
    SettingRow{"Abstraction", "pseudo-counts", 0, "X", "30",
               "uses of each production that weights begin with",
               Real{&S::pseudo_counts, 0, most_penalty}},
    SettingRow{"Abstraction", "aic", 0, "X", "1", "what a production costs, in nats",
               Real{&S::aic, 0, most_penalty}},
    SettingRow{"Abstraction", "structure-penalty", 0, "X", "1",
               "what each name and variable in an abstraction costs, in nats",
               Real{&S::structure_penalty, 0, most_penalty}},

    SettingRow{"Held-out tasks", "test-fraction", 0, "X", "0",
               "how many of the tasks to keep out of learning; each iteration tells how many of "
               "them it can solve",
               Real{&S::test_fraction, 0, 0.99}},
    SettingRow{"Held-out tasks", "test-seconds", 0, "SECONDS", "",
               "time to search for them in each iteration: 60 unless given, without limit if "
               "--programs-per-task is",
               OptionalSeconds{&S::test_seconds}},
};

template <class Value>
nlohmann::ordered_json as_json(const Value& value) {
    return value;
}

template <class Value>
nlohmann::ordered_json as_json(const std::optional<Value>& value) {
    return value ? nlohmann::ordered_json(*value) : nullptr;
}

} // namespace

std::span<const SettingRow> setting_table() {
    return rows;
}

nlohmann::ordered_json settings_json(const Settings& settings) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const SettingRow& row : rows) {
        json[std::string(row.name)] = std::visit(
            [&](const auto& kind) {
                if constexpr (std::is_same_v<std::decay_t<decltype(kind)>, ClearingFlag>) {
                    return as_json(!(settings.*kind.member));
                } else {
                    return as_json(settings.*kind.member);
                }
            },
            row.kind);
    }
    return json;
}

std::vector<std::string_view> differing_settings(const Settings& a, const Settings& b) {
    std::vector<std::string_view> names;
    for (const SettingRow& row : rows) {
        const bool is_same = std::visit(
            [&](const auto& kind) { return a.*kind.member == b.*kind.member; }, row.kind);
        if (!is_same && !row.may_change) {
            names.push_back(row.name);
        }
    }
    return names;
}

} // namespace rasp_stitch::loop

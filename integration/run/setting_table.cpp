#include "integration/run/setting_table.hpp"

#include "support/options/option_values.hpp"
#include "support/options/shared_rows.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>

namespace rasp_stitch::loop {

namespace {

constexpr double most_penalty = 1e6;

std::vector<SettingRow> run_rows(Settings& s) {
    return {
        {{"Run", "iterations", 'i', "N", whole(s.iterations, 1, 1'000'000), "5",
          "how many times to search, dream and abstract"},
         true},
        {time_limit_row("Run", seconds(s.time), "",
                        "stop after this time; searches and training under way stop then, too, and "
                        "what they found is kept"),
         true},
        {seed_row("Run", whole(s.seed, 0, unlimited), "0",
                  "the seed of all random choices; with --programs-per-task and --training-steps "
                  "the same seed gives the same files, apart from times")},
    };
}

std::vector<SettingRow> search_rows(Settings& s) {
    return {
        {{"Search", "search", 's', "KIND",
          word(s.search, {"bottom-up", "top-down", std::string(near_search)}), "bottom-up",
          "bottom-up or top-down, or near: by gradient, as rasp-near does; programs then are "
          "partial programs"}},
        {{"Search", "near-phase", 0, "PHASE",
          word(s.near_phase, {"all", "wake", "recognition", "test"}), "all",
          "with --search near, the phase whose searches are by gradient; the others are bottom-up"},
         false,
         true},
        {with_default_note({"Search", "near-iteration", 0, "N",
                            whole(s.near_iteration, 1, 1'000'000), "",
                            "with --search near, the iteration whose searches are by gradient; the "
                            "others are bottom-up"},
                           "each"),
         false, true},
        {with_default_note({"Search", "search-seconds", 0, "SECONDS", seconds(s.search_seconds), "",
                            "the time to search in each iteration"},
                           "300, or no limit with --programs-per-task")},
        {{"Search", "programs-per-task", 0, "N", whole(s.programs_per_task, 1, unlimited), "",
          "how many programs to try for each task"}},
        {{"Search", "solved-share", 0, "X", real(s.solved_share, 0, 1), "0.1",
          "the share of the time for tasks that are solved already, and of the programs where each "
          "task is searched for alone"}},
        {{"Search", "unsure-share", 0, "X", real(s.unsure_share, 0, 1), "0.5",
          "the time for a task whose solution is not sure, as a share of that for a task that is "
          "not solved"},
         false,
         true},
        {{"Search", "upper", 'u', "X", real(s.upper, 0, 1e5), "100",
          "the description length that programs must stay below, in nats"}},
        {{"Search", "frontier", 'k', "N", whole(s.frontier, 1, 255), "5",
          "how many programs to keep for each task, the most probable ones"}},
        {memory_limit_row("Search", whole(s.memory, 1, max_megabytes), "8000",
                          "the memory for searches, of all threads together; millions of bytes")},
        {{"Search", "primitives", 'p', "NAMES", text(s.primitives), "minimal",
          "the primitives to begin with: minimal, all, extended, names of primitives and literals "
          "such as "
          "str.a, separated by commas (minimal,str.a); tasks add their literals"}},
        {{"Search", "no-few-examples", 0, "", cleared(s.few_examples), "",
          "search for all tasks of a type together and on all of their examples, not for each task "
          "on few examples first"},
         false,
         true},
        {{"Search", "no-backwards", 0, "", cleared(s.backwards), "",
          "do not use outputs backwards, which finds larger programs"},
         false,
         true},
        {{"Search", "abstraction-discount", 0, "X", real(s.abstraction_discount, 0, 30), "2",
          "the nats by which each abstraction is made less probable in searches for tasks that are "
          "not solved: their programs mostly are longer, with fewer abstractions, than those "
          "found"},
         false,
         true},
    };
}

std::vector<SettingRow> recognition_rows(Settings& s) {
    return {
        {{"Recognition", "no-recognition", 0, "", cleared(s.recognition), "",
          "work without a network: no dreams, and no search in the grammars that it predicts"}},
        {{"Recognition", "unigram", 0, "", cleared(s.contextual), "",
          "the network predicts one weight for each production, not one for each parent and "
          "argument"}},
        {{"Recognition", "recognition-share", 0, "X", real(s.recognition_share, 0, 1), "0.5",
          "the share of the time to search that is for the grammars the network predicts"}},
        {{"Recognition", "network-trust", 0, "X", real(s.network_trust, 0, 1), "0.4",
          "how far to go from the fitted weights to those that the network predicts, in searches "
          "for tasks that are not solved; it has learnt from solved ones, and is too sure"},
         false,
         true},
        {{"Recognition", "dreams", 0, "N", whole(s.dreams, 0, 1'000'000'000), "300000",
          "programs to draw from the grammar in each iteration"}},
        {{"Recognition", "helmholtz-ratio", 'r', "X", real(s.helmholtz_ratio, 0, 1), "0.5",
          "the share of dreams among what the network learns from; the rest are programs that were "
          "found"}},
        {with_default_note({"Recognition", "training-seconds", 0, "SECONDS",
                            seconds(s.training_seconds), "",
                            "the time to dream and to train in each iteration"},
                           "120, or no limit with --training-steps")},
        {{"Recognition", "training-steps", 0, "N", whole(s.training_steps, 1, unlimited), "",
          "steps of training in each iteration"}},
    };
}

std::vector<SettingRow> abstraction_rows(Settings& s) {
    return {
        {{"Abstraction", "no-abstraction", 0, "", cleared(s.abstraction), "",
          "learn no abstractions, only the weights of the grammar"}},
        {{"Abstraction", "sure-only", 0, "", flag(s.sure_only), "",
          "train the network, and learn abstractions and weights, only from solutions that are "
          "sure"},
         false,
         true},
        {{"Abstraction", "inverse-beta", 0, "", flag(s.inverse_beta), "",
          "also learn abstractions by inverse beta reduction, as DreamCoder does: functions that "
          "are "
          "applied are taken out of their places; takes longer"},
         false,
         true},
        {max_arity_row("Abstraction", whole(s.arity, 0, 20), "2")},
        {{"Abstraction", "top-k", 0, "N", whole(s.top_k, 1, 255), "2",
          "how many programs of each task count when libraries are compared"}},
        {{"Abstraction", "pseudo-counts", 0, "X", real(s.pseudo_counts, 0, most_penalty), "30",
          "uses of each production to start from when weights are estimated"}},
        {{"Abstraction", "aic", 0, "X", real(s.aic, 0, most_penalty), "1",
          "the cost of each production, in nats"}},
        {{"Abstraction", "structure-penalty", 0, "X", real(s.structure_penalty, 0, most_penalty),
          "1", "the cost of each name and variable in an abstraction, in nats"}},
    };
}

std::vector<SettingRow> held_out_rows(Settings& s) {
    return {
        {{"Held-out tasks", "test-fraction", 0, "X", real(s.test_fraction, 0, 0.99), "0",
          "the share of the tasks to keep out of learning; each iteration reports how many of them "
          "it can solve"}},
        {with_default_note({"Held-out tasks", "test-seconds", 0, "SECONDS", seconds(s.test_seconds),
                            "", "the time to search for them in each iteration"},
                           "60, or no limit with --programs-per-task")},
    };
}

nlohmann::ordered_json as_json(const OptionScalar& scalar) {
    return std::visit(
        [](const auto& value) -> nlohmann::ordered_json {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
                return nullptr;
            } else {
                return value;
            }
        },
        scalar);
}

// Returns whether the setting of this row has its default in these settings.
bool has_default(const SettingRow& row, const Settings& settings) {
    if (!row.option.value.is_flag && row.option.default_text.empty()) {
        return row.option.value.load() == OptionScalar(); // it is not set
    }
    Settings copy = settings;
    for (const SettingRow& other : setting_table(copy)) {
        const OptionValue& value = other.option.value;
        if (other.option.name == row.option.name && !value.is_flag) {
            value.store(other.option.name, other.option.default_text);
            return value.load() == row.option.value.load();
        }
    }
    return row.option.value.load() == OptionScalar(false); // a flag
}

} // namespace

std::vector<SettingRow> setting_table(Settings& settings) {
    std::vector<SettingRow> rows;
    for (const auto& part : {run_rows(settings), search_rows(settings), recognition_rows(settings),
                             abstraction_rows(settings), held_out_rows(settings)}) {
        rows.insert(rows.end(), part.begin(), part.end());
    }
    return rows;
}

nlohmann::ordered_json settings_json(const Settings& settings) {
    Settings read = settings;
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const SettingRow& row : setting_table(read)) {
        json[std::string(row.option.name)] = as_json(row.option.value.load());
    }
    return json;
}

nlohmann::json settings_identity(const Settings& settings) {
    Settings read = settings;
    nlohmann::json json = nlohmann::json::object();
    for (const SettingRow& row : setting_table(read)) {
        if (!row.may_change && !(row.is_newer && has_default(row, settings))) {
            const std::string_view first_name =
                row.option.old_names.empty() ? row.option.name : row.option.old_names.front();
            json[std::string(first_name)] = nlohmann::json(as_json(row.option.value.load()));
        }
    }
    return json;
}

std::vector<std::string_view> differing_settings(const Settings& a, const Settings& b) {
    Settings first = a;
    Settings second = b;
    const std::vector<SettingRow> first_rows = setting_table(first);
    const std::vector<SettingRow> second_rows = setting_table(second);
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < first_rows.size(); ++i) {
        if (!first_rows[i].may_change &&
            first_rows[i].option.value.load() != second_rows[i].option.value.load()) {
            names.push_back(first_rows[i].option.name);
        }
    }
    return names;
}

} // namespace rasp_stitch::loop

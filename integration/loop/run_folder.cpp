#include "integration/loop/run_folder.hpp"

#include "integration/loop/run_text.hpp"
#include "support/excerpt.hpp"
#include "support/file.hpp"
#include "support/input_error.hpp"
#include "support/json_cursor.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <system_error>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;

namespace {

constexpr std::string_view settings_name = "settings.json";
constexpr std::string_view state_name = "state.json";

} // namespace

std::string digest_of(const Json& tasks) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : tasks.dump()) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return fmt::format("{:016x}", hash);
}

bool RunFolder::has_run() const {
    return std::filesystem::exists(file(settings_name)) ||
           std::filesystem::exists(file(state_name));
}

void RunFolder::begin(const RunDescription& description) const {
    std::error_code error;
    std::filesystem::create_directories(path_, error);
    if (error) {
        throw InputError(
            {.found = "this folder cannot be made (" + error.message() + ")", .source = path_});
    }
    const OutputJson json = {{"version", description.version},
                             {"tasks_file", description.tasks_name},
                             {"tasks_digest", digest_of(description.tasks)},
                             {"settings", description.settings},
                             {"tasks", OutputJson(description.tasks)}};
    write_output(file(settings_name), json.dump(1) + "\n");
}

RunDescription RunFolder::description() const {
    if (!std::filesystem::exists(file(settings_name))) {
        throw InputError({.found = "there is no run here",
                          .expected = "a folder that rasp-dream --run has made",
                          .source = path_});
    }
    return naming(file(settings_name), [&] {
        const Json document = parse_json(read_input(file(settings_name)));
        const JsonCursor json(document);
        RunDescription description{.version = json.member("version").string(),
                                   .tasks_name = json.member("tasks_file").string(),
                                   .tasks = json.member("tasks").value(),
                                   .settings = OutputJson(json.member("settings").value())};
        if (const JsonCursor digest = json.member("tasks_digest");
            digest.string() != digest_of(description.tasks)) {
            digest.fail("the tasks have the digest " + digest_of(description.tasks),
                        quote_excerpt(digest.string()) +
                            ", that of the tasks that the run began with");
        }
        return description;
    });
}

LoopState RunFolder::state(const Run& run) const {
    if (!std::filesystem::exists(file(state_name))) {
        return first_state(run); // it was interrupted in its first phase
    }
    return naming(file(state_name), [&] { return read_state(run, read_input(file(state_name))); });
}

void RunFolder::save(const Run& run, const LoopState& state, std::string_view version) const {
    write_output(file(state_name), state_text(state));
    write_output(file("grammar.json"), grammar_file(state));
    write_output(file("library.json"), library_file(run, state));
    write_output(file("frontiers.json"), frontiers_file(run, state, version));
    write_output(file("statistics.json"), statistics_file(state));
    if (!state.model.empty()) {
        write_output(file("model.json"), state.model);
    }
}

} // namespace rasp_stitch::loop

#include "integration/run_folder/run_folder.hpp"

#include "integration/run_folder/digest.hpp"
#include "integration/run_folder/readable_library.hpp"
#include "integration/run_folder/run_files.hpp"
#include "integration/run_folder/run_report.hpp"
#include "integration/run_folder/state_text.hpp"
#include "recognition/lessons/model.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/report/command.hpp"
#include "support/report/page.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>

namespace rasp_stitch::loop {

using OutputJson = nlohmann::ordered_json;

namespace {

constexpr std::string_view settings_name = "settings.json";
constexpr std::string_view state_name = "state.json";
constexpr std::string_view grammar_name = "grammar.json";
constexpr std::string_view library_name = "library.json";
constexpr std::string_view library_text_name = "library.txt";
constexpr std::string_view library_rasp_name = "library.rasp";
constexpr std::string_view frontiers_name = "frontiers.json";
constexpr std::string_view statistics_name = "statistics.json";
constexpr std::string_view model_name = "model.json";
constexpr std::string_view report_name = "report.html";

constexpr std::array file_names = {
    settings_name,   state_name, grammar_name,      library_name,      frontiers_name,
    statistics_name, model_name, library_text_name, library_rasp_name, report_name};

} // namespace

bool RunFolder::has(std::string_view name) const {
    std::error_code error; // such as a name that is too long: the folder cannot be made then either
    return std::filesystem::exists(file(name), error);
}

void RunFolder::check_free() const {
    if (has(settings_name) && has(state_name)) {
        throw InputError({.found = "there is a run here already",
                          .expected = "another folder for a new one",
                          .source = path_,
                          .code = problem::run_exists});
    }
    for (const std::string_view name : file_names) {
        if (has(name)) {
            throw InputError({.found = fmt::format("there is a file {} here, which a run would "
                                                   "replace",
                                                   name),
                              .expected = "another folder for a new run",
                              .source = path_,
                              .code = problem::run_interrupted_early});
        }
    }
}

RunLock RunFolder::lock() const {
    std::error_code error;
    std::filesystem::create_directories(path_, error);
    if (error) {
        throw InputError(
            {.found = "this folder cannot be made (" + error.message() + ")", .source = path_});
    }
    Descriptor folder = Descriptor::open(path_, O_RDONLY | O_DIRECTORY);
    if (!folder.is_open()) {
        throw cannot(path_, "be opened", errno);
    }
    int result = 0;
    do {
        result = ::flock(folder.number(), LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    if (result != 0 && errno == EWOULDBLOCK) {
        throw InputError({.found = "a run is under way here, in another process",
                          .expected = "its end, or another folder",
                          .source = path_});
    }
    return RunLock(std::move(folder)); // also on a file system that has no locks
}

RunLock RunFolder::lock_existing() const {
    if (!has(settings_name)) {
        throw InputError({.found = "there is no run here",
                          .expected = "the folder of a run",
                          .source = path_,
                          .code = problem::no_run});
    }
    return lock();
}

void RunFolder::begin(const RunDescription& description) const {
    const OutputJson json = {{"version", description.version},
                             {"tasks_file", description.tasks_name},
                             {"tasks_digest", digest_of(description.tasks)},
                             {"settings", description.settings},
                             {"tasks", OutputJson(description.tasks)}};
    write_output(file(settings_name), json.dump(1) + "\n");
}

RunDescription RunFolder::description() const {
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
    if (!has(state_name)) {
        return first_state(run); // it was interrupted in its first phase
    }
    return naming(file(state_name), [&] { return read_state(run, read_input(file(state_name))); });
}

void RunFolder::save(const Run& run, const LoopState& state, std::string_view version) const {
    write_output(file(state_name), state_text(run, state));
    write_output(file(grammar_name), grammar_file(state));
    write_output(file(library_name), library_file(run, state));
    write_output(file(library_text_name), library_text(library_of(run, state)));
    write_output(file(library_rasp_name), library_rasp(run, state));
    write_output(file(frontiers_name), frontiers_file(run, state, version));
    write_output(file(statistics_name), statistics_file(state));
    write_page(run, state, version);
    if (state.model) {
        write_output(file(model_name), recognition::model_text(state.model->model));
    }
}

void RunFolder::write_page(const Run& run, const LoopState& state, std::string_view version) const {
    std::optional<RunDescription> begun; // an example of a run may be saved without one
    if (has(settings_name)) {
        begun = description();
    }
    const std::filesystem::path folder(path_);
    const std::array words = {"rasp-dream", "--resume", path_.c_str()};
    write_output(
        file(report_name),
        report_page(run_report(
            run, state,
            {.title = "Run " +
                      (folder.has_filename() ? folder : folder.parent_path()).filename().string(),
             .version = version,
             .command =
                 repeatable_command("rasp-dream", static_cast<int>(words.size()), words.data()),
             .tasks = begun ? &begun->tasks : nullptr})));
}

} // namespace rasp_stitch::loop

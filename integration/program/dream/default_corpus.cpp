#include "integration/program/dream/default_corpus.hpp"

#include "support/text/input_error.hpp"

#include <system_error>

namespace rasp_stitch::loop {

namespace {

bool is_there(const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

} // namespace

std::optional<std::string> find_corpus(std::filesystem::path folder) {
    while (true) {
        for (const char* name : {"corpora/rasp.json", "share/rasp_stitch/corpora/rasp.json"}) {
            if (is_there(folder / name)) {
                return folder / name;
            }
        }
        if (folder == folder.parent_path()) {
            return std::nullopt;
        }
        folder = folder.parent_path();
    }
}

std::string default_corpus() {
    if (is_there("corpora/rasp.json")) {
        return "corpora/rasp.json";
    }
    std::error_code error; // then the path is empty, and nothing is found
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (const std::optional<std::string> found = find_corpus(program.parent_path())) {
        return *found;
    }
    throw InputError({.found = "no corpus is named, and corpora/rasp.json is neither here nor "
                               "near the program",
                      .expected = "rasp-dream generate CORPUS.json"});
}

} // namespace rasp_stitch::loop

#include "benchmarks/harness/corpus_files.hpp"

#include "support/text/input_error.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace rasp_stitch::benchmarks {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& path, const std::error_code& error) {
    throw InputError({.found = "cannot be read (" + error.message() + ")", .source = path});
}

std::vector<CorpusFile> files_in(const std::string& folder) {
    std::vector<CorpusFile> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        if (entry->path().extension() == ".json" && entry->is_regular_file(ignored)) {
            files.push_back({.path = entry->path().string(),
                             .name = entry->path().lexically_relative(folder).string()});
        }
    }
    if (error) {
        fail(folder, error);
    }
    if (files.empty()) {
        throw InputError(
            {.found = "has no corpus", .expected = "a folder with files *.json", .source = folder});
    }
    std::ranges::sort(files, {}, &CorpusFile::path);
    return files;
}

} // namespace

std::vector<CorpusFile> find_corpora(std::span<const std::string> paths) {
    std::vector<CorpusFile> files;
    for (const std::string& path : paths) {
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (!fs::exists(status)) {
            fail(path, error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
        }
        if (fs::is_directory(status)) {
            std::ranges::move(files_in(path), std::back_inserter(files));
        } else {
            files.push_back(
                {.path = path, .name = fs::path(path).filename().string(), .is_certain = true});
        }
    }
    return files;
}

} // namespace rasp_stitch::benchmarks

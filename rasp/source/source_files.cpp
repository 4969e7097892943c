#include "rasp/source/source_files.hpp"

#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <unordered_map>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t most_characters = 200; // of a path in a message

} // namespace

std::function<LoadedText(std::string_view, const std::string&)> source_loader() {
    return [](std::string_view name, const std::string& from) -> LoadedText {
        const std::string file = std::string(name) + ".rasp";
        const std::string beside = (std::filesystem::path(from).parent_path() / file).string();
        for (const std::string& path : {beside, file}) {
            std::error_code ignored;
            if (std::filesystem::exists(path, ignored)) {
                return {.text = read_input(path), .source = path};
            }
        }
        throw InputError({.found = fmt::format("load {}, but there is no file {}",
                                               quote_excerpt(std::string(name)),
                                               safe_excerpt(beside, most_characters)),
                          .expected =
                              "a file of RASP in the folder of the one that loads it, or in "
                              "that in which the program runs"});
    };
}

std::vector<SourceItem> last_values(const std::vector<SourceItem>& items) {
    std::unordered_map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < items.size(); ++i) {
        last.insert_or_assign(items[i].name, i);
    }
    std::vector<SourceItem> kept;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].name == "out" || items[i].name == example_item ||
            last.at(items[i].name) == i) {
            kept.push_back(items[i]);
        }
    }
    return kept;
}

} // namespace rasp_stitch::rasp

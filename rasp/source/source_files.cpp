#include "rasp/source/source_files.hpp"

#include "support/files/file.hpp"

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <unordered_map>

namespace rasp_stitch::rasp {

std::function<std::string(std::string_view, const std::string&)> source_loader() {
    return [](std::string_view name, const std::string& from) {
        const std::string file = std::string(name) + ".rasp";
        const std::filesystem::path beside = std::filesystem::path(from).parent_path() / file;
        std::error_code ignored;
        return read_input(std::filesystem::exists(beside, ignored) ? beside.string() : file);
    };
}

std::vector<SourceItem> last_values(const std::vector<SourceItem>& items) {
    std::unordered_map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < items.size(); ++i) {
        last.insert_or_assign(items[i].name, i);
    }
    std::vector<SourceItem> kept;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].name == "out" || last.at(items[i].name) == i) {
            kept.push_back(items[i]);
        }
    }
    return kept;
}

} // namespace rasp_stitch::rasp

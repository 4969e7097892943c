#include "lambda/terms/variable_names.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::lambda {

namespace {

constexpr std::string_view letters = "xyzuvw";

// The name at a place of the sequence x, y, ..., w, x1, y1, ...
std::string name_at(std::size_t place) {
    std::string name(1, letters[place % letters.size()]);
    const std::size_t round = place / letters.size();
    return round == 0 ? name : name + std::to_string(round);
}

} // namespace

std::function<std::string(std::uint32_t level)> variable_names(const TermStore& store) {
    return [&store, names = std::vector<std::string>(),
            next = std::size_t{0}](std::uint32_t level) mutable {
        while (names.size() <= level) {
            std::string name = name_at(next++);
            if (!store.has_primitive(name)) {
                names.push_back(std::move(name));
            }
        }
        return names[level];
    };
}

} // namespace rasp_stitch::lambda

#include "lambda/terms/variable_names.hpp"

#include <string_view>
#include <utility>

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

std::vector<std::string> first_variable_names(const TermStore& store, std::size_t count) {
    const auto name = variable_names(store);
    std::vector<std::string> names;
    for (std::uint32_t level = 0; level < count; ++level) {
        names.push_back(name(level));
    }
    return names;
}

} // namespace rasp_stitch::lambda

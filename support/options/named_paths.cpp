#include "support/options/named_paths.hpp"

#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <system_error>

namespace rasp_stitch {

namespace {

bool is_standard_output(const std::string& path) {
    return path == "-" || path == "/dev/stdout";
}

// Whether two paths lead to one file. Standard streams ("-") are no files.
bool are_same_file(const std::string& left, const std::string& right) {
    std::error_code ignored;
    return left != "-" && right != "-" &&
           (left == right || std::filesystem::equivalent(left, right, ignored));
}

void check_inputs(std::span<const NamedPath> inputs) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        for (const NamedPath& other : inputs.subspan(i + 1)) {
            if (inputs[i].path == "-" && other.path == "-") {
                throw InputError({.found = fmt::format("the {} and the {} are both to come from "
                                                       "standard input",
                                                       inputs[i].name, other.name),
                                  .expected = "a file for one of them"});
            }
        }
    }
}

void check_two_outputs(const NamedPath& one, const NamedPath& other) {
    if (!one.path || !other.path) {
        return;
    }
    if (is_standard_output(*one.path) && is_standard_output(*other.path)) {
        throw InputError(
            {.found = fmt::format("{} and {} both go to standard output", one.name, other.name),
             .expected = "one of them, or a file for one"});
    }
    if (*one.path == *other.path) {
        throw InputError({.found = fmt::format("{} and {} name the same file, {}", one.name,
                                               other.name, quote_excerpt(*one.path)),
                          .expected = "a file for each of them"});
    }
}

} // namespace

std::optional<std::string> printed_path(bool is_given) {
    return is_given ? std::optional<std::string>("-") : std::nullopt;
}

void check_paths(std::span<const NamedPath> inputs, std::span<const NamedPath> outputs) {
    check_inputs(inputs);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const NamedPath& output = outputs[i];
        for (const NamedPath& input : inputs) {
            if (output.path && input.path && are_same_file(*output.path, *input.path)) {
                throw InputError({.found = fmt::format("{} names the {} itself, {}", output.name,
                                                       input.name, quote_excerpt(*output.path)),
                                  .expected = fmt::format(
                                      "another file, so that the {} is not lost", input.name)});
            }
        }
        for (const NamedPath& other : outputs.subspan(i + 1)) {
            check_two_outputs(output, other);
        }
    }
}

} // namespace rasp_stitch

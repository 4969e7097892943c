// rasp-benchmark-bottom-up TASKS.json PROGRAMS FRONTIER [PRIMITIVES]: measures how many programs a
// second bottom-up search looks at, and how much memory a behaviour takes. All tasks of a request
// are searched for together until PROGRAMS programs have been looked at, so it is the same work
// each time.

#include "enumerator/bottom_up/bottom_up.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/tasks/task.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::enumerator {
namespace {

// Returns the type with num in place of int and float.
std::string with_numbers(std::string type) {
    for (const std::string_view tag : {"(int)", "(float)"}) {
        for (std::size_t at = type.find(tag); at != std::string::npos; at = type.find(tag, at)) {
            type.replace(at, tag.size(), "(num)");
        }
    }
    return type;
}

int run(int argc, const char* const* argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 3) {
        throw InputError({.found = "too few arguments",
                          .expected = "TASKS.json PROGRAMS FRONTIER [PRIMITIVES]"});
    }
    std::map<std::string, std::vector<rasp::Task>> requests;
    for (const rasp::TaskEntry& entry : rasp::read_tasks(read_input(arguments[0]))) {
        requests[with_numbers(entry.task.type)].push_back(entry.task);
    }
    const std::string primitives = arguments.size() > 3 ? arguments[3] : "minimal";
    fmt::print("{:>5} {:>7} {:>9} {:>8} {:>10} {:>10} {:>11} {:>7} {:>7}  {}\n", "tasks", "solved",
               "programs", "seconds", "programs/s", "behaviours", "behaviours/s", "bytes", "nats",
               "request");
    for (const auto& [request, tasks] : requests) {
        Language language = rasp_language(primitives);
        const BottomUpResult found = search_bottom_up(
            language, lambda::parse_type(language.types, request), tasks,
            {.frontier_size = std::stoul(arguments[2]),
             .budget = {.programs = std::stoull(arguments[1]), .memory = std::size_t{8} << 30U}});
        const auto solved = std::ranges::count_if(
            found.solutions, [](const auto& solutions) { return !solutions.empty(); });
        fmt::print("{:>5} {:>7} {:>9} {:>8.2f} {:>10.0f} {:>10} {:>11.0f} {:>7.0f} {:>7.2f}  {}\n",
                   tasks.size(), solved, found.programs, found.seconds,
                   static_cast<double>(found.programs) / found.seconds, found.behaviours,
                   static_cast<double>(found.behaviours) / found.seconds,
                   static_cast<double>(found.behaviour_bytes) /
                       static_cast<double>(std::max<std::size_t>(found.behaviours, 1)),
                   found.reached, request);
    }
    return exit_done;
}

} // namespace
} // namespace rasp_stitch::enumerator

int main(int argc, char** argv) {
    return rasp_stitch::run_program("rasp-benchmark-bottom-up",
                                    [&] { return rasp_stitch::enumerator::run(argc, argv); });
}

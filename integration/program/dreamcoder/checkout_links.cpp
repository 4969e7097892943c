#include "integration/program/dreamcoder/checkout_links.hpp"

#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace rasp_stitch::dreamcoder {

namespace fs = std::filesystem;

namespace {

struct LinkedProgram {
    std::string_view link; // in the root of the checkout
    std::string_view program;
};

constexpr std::array linked_programs = {LinkedProgram{"compression", "rasp-stitch-compression"},
                                        LinkedProgram{"solver", "rasp-stitch-solver"},
                                        LinkedProgram{"helmholtz", "rasp-stitch-helmholtz"}};

// A link and what it may hide.
struct Place {
    fs::path link;
    fs::path kept; // what had the name before
};

Place place_of(const fs::path& checkout, const LinkedProgram& linked) {
    const fs::path link = checkout / linked.link;
    return {.link = link, .kept = link.string() + ".before-rasp-stitch"};
}

// Symbolic links that lead nowhere exist, too.
bool is_there(const fs::path& path) {
    return fs::symlink_status(path).type() != fs::file_type::not_found;
}

bool is_ours(const fs::path& path) {
    return fs::is_symlink(path) &&
           std::ranges::any_of(linked_programs, [&](const LinkedProgram& linked) {
               return fs::read_symlink(path).filename() == linked.program;
           });
}

LinkStep renaming(const fs::path& from, const fs::path& to) {
    return {.what = fmt::format("rename {} to {}", from.string(), to.filename().string()),
            .act = [=] { fs::rename(from, to); }};
}

LinkStep linking(const fs::path& link, const fs::path& target) {
    return {.what = fmt::format("link {} to {}", link.string(), target.string()),
            .act = [=] { fs::create_symlink(target, link); }};
}

LinkStep removing(const fs::path& link) {
    return {.what = fmt::format("remove the link {}", link.string()),
            .act = [=] { fs::remove(link); }};
}

void check_checkout(const fs::path& checkout) {
    for (const std::string_view part : {"dreamcoder/dreamcoder.py", "dreamcoder/compression.py"}) {
        if (!fs::is_regular_file(checkout / part)) {
            throw InputError({.found = fmt::format("{} is not a checkout of ec: it has no {}",
                                                   checkout.string(), part),
                              .expected = "the folder that `git clone "
                                          "https://github.com/ellisk42/ec` made"});
        }
    }
}

fs::path program_in(const fs::path& folder, std::string_view name) {
    const fs::path path = folder / name;
    if (!fs::is_regular_file(path) || access(path.c_str(), X_OK) != 0) {
        throw InputError({.found = fmt::format("{} is not in {}", name, folder.string()),
                          .expected = "the programs of rasp-stitch in one folder, which the "
                                      "environment variable RASP_STITCH_BIN may name"});
    }
    return path;
}

[[noreturn]] void refuse(const Place& place, std::string_view problem) {
    throw InputError(
        {.found = fmt::format("{} is not ours, {}", place.link.string(),
                              fmt::format(fmt::runtime(problem), place.kept.filename().string())),
         .expected = "one of them moved away"});
}

} // namespace

fs::path programs_folder() {
    const char* const given = std::getenv("RASP_STITCH_BIN");
    if (given != nullptr && *given != '\0') {
        return fs::absolute(given);
    }
    return fs::read_symlink("/proc/self/exe").parent_path();
}

std::vector<LinkStep> steps_to_link(const fs::path& checkout, const fs::path& programs) {
    check_checkout(checkout);
    std::vector<LinkStep> steps;
    for (const LinkedProgram& linked : linked_programs) {
        const Place place = place_of(checkout, linked);
        const fs::path target = program_in(programs, linked.program);
        if (is_ours(place.link)) {
            if (fs::read_symlink(place.link) == target) {
                continue;
            }
            steps.push_back(removing(place.link));
        } else if (is_there(place.link)) {
            if (is_there(place.kept)) {
                refuse(place, "and {} already keeps another one");
            }
            steps.push_back(renaming(place.link, place.kept));
        }
        steps.push_back(linking(place.link, target));
    }
    return steps;
}

std::vector<LinkStep> steps_to_undo(const fs::path& checkout) {
    check_checkout(checkout);
    std::vector<LinkStep> steps;
    for (const LinkedProgram& linked : linked_programs) {
        const Place place = place_of(checkout, linked);
        if (is_ours(place.link)) {
            steps.push_back(removing(place.link));
        } else if (is_there(place.link)) {
            if (is_there(place.kept)) {
                refuse(place, "so {} cannot be given back its name");
            }
            continue;
        }
        if (is_there(place.kept)) {
            steps.push_back(renaming(place.kept, place.link));
        }
    }
    return steps;
}

} // namespace rasp_stitch::dreamcoder

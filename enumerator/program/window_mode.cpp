#include "enumerator/program/window_mode.hpp"

#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/rasp_language/printed_programs.hpp"
#include "enumerator/solutions/stopped_text.hpp"
#include "enumerator/top_down/best_programs.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/language/type_names.hpp"
#include "rasp/language/typing.hpp"
#include "support/cli/interruption.hpp"
#include "support/cli/program.hpp"
#include "support/files/file.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

using OutputJson = nlohmann::ordered_json;

namespace {

// Adds the names of the constructors in the type, from left to right.
void add_names(const lambda::TypeStore& types, lambda::TypeId root,
               std::vector<std::string>& names) {
    std::vector<lambda::TypeId> pending{root};
    while (!pending.empty()) {
        const lambda::TypeId type = pending.back();
        pending.pop_back();
        if (!types.is_variable(type)) {
            const std::span<const lambda::TypeId> parts = types.arguments(type);
            names.push_back(types.name(type));
            pending.insert(pending.end(), parts.rbegin(), parts.rend());
        }
    }
}

// Primitives that RASP does not have may have types of any name. A name in a request that none of
// them has is a slip: no program has such a type.
lambda::TypeId read_foreign_request(Language& language, const std::string& text) {
    const lambda::TypeId request = lambda::parse_type(language.types, text);
    std::vector<std::string> known = {"->"};
    for (const Production& production : view_of(language).productions()) {
        add_names(language.types, production.type, known);
    }
    std::vector<std::string> wanted;
    add_names(language.types, request, wanted);
    for (const std::string& name : wanted) {
        if (std::ranges::find(known, name) == known.end()) {
            throw InputError({.found = "no production has a type with " + quote_excerpt(name),
                              .expected = "types of the productions",
                              .text = text,
                              .offset = rasp::place_in_type(text, name)});
        }
    }
    return request;
}

lambda::TypeId read_request(const EnumerateOptions& options, Language& language) {
    try {
        return options.primitive_types ? read_foreign_request(language, options.request)
                                       : rasp::parse_task_type(language.types, options.request);
    } catch (InputError& error) {
        error.add_source("--request");
        throw;
    }
}

void print_source(const EnumerateOptions& options, const BestPrograms& best) {
    PrintedPrograms programs;
    for (const ListedProgram& program : best.programs) {
        programs.add({.name = "program",
                      .expression = program.text,
                      .comment = fmt::format("log prior {:.12g}", program.log_prior())});
    }
    rasp::show_printed("rasp-enumerate",
                       programs.print(*options.print.form, options.print.changes));
}

void print_lines(const BestPrograms& best) {
    for (const ListedProgram& program : best.programs) {
        fmt::print("{:.12g}\t{}\n", program.log_prior(), program.text);
    }
}

OutputJson window_json(const EnumerateOptions& options, const std::string& request) {
    return {{"version", RASP_STITCH_VERSION},
            {"request", request},
            {"lower", options.lower},
            {"upper", options.upper}};
}

OutputJson programs_json(std::span<const ListedProgram> programs) {
    OutputJson list = OutputJson::array();
    for (const ListedProgram& program : programs) {
        list.push_back({{frontier_field::program, program.text},
                        {frontier_field::log_prior, program.log_prior()}});
    }
    return list;
}

} // namespace

int run_window(const EnumerateOptions& options, Language& language, Interruption& interruption) {
    const lambda::TypeId request = read_request(options, language);
    TopDownOptions search{.lower = options.lower,
                          .upper = options.upper,
                          .threads = options.threads,
                          .budget = options.budget};
    search.budget.stop = interruption.token();
    OutputJson json = window_json(options, lambda::print_type(language.types, request));
    StopReason stopped = StopReason::none;
    if (options.mode == EnumerateMode::count) {
        const TopDownResult result =
            enumerate_top_down(language.types, view_of(language), request, search);
        stopped = result.stopped;
        if (options.as_json) {
            json["programs"] = result.programs;
        } else {
            fmt::print("{}\n", result.programs);
        }
    } else {
        const BestPrograms best = best_programs(language, request, search);
        stopped = best.stopped;
        if (options.as_json) {
            json["programs"] = programs_json(best.programs);
        } else if (options.print.form) {
            print_source(options, best);
        } else {
            print_lines(best);
        }
    }
    if (options.as_json) {
        json["stopped"] = stopped == StopReason::none ? OutputJson() : OutputJson(name_of(stopped));
        write_output("-", json.dump(1) + "\n");
    }
    if (stopped != StopReason::none) {
        fmt::print(stderr, "rasp-enumerate: {}: there may be more programs\n",
                   stopped_text(stopped));
    }
    return interruption.exit_code();
}

} // namespace rasp_stitch::enumerator

#include "enumerator/grammar/frontier_json.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/types/type_json.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"

#include <nlohmann/json.hpp>

#include <limits>
#include <string>

namespace rasp_stitch::enumerator {

namespace field = frontier_field;

using OutputJson = nlohmann::ordered_json;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// As Python writes numbers, or 0 if there is no such member.
double read_log_probability(const JsonCursor& json, std::string_view name) {
    const auto member = json.optional_member(name);
    if (!member) {
        return 0;
    }
    if (member->is_string() && member->string() == "NaN") {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (member->is_string() && member->string() == "-Infinity") {
        return -infinity;
    }
    const bool is_infinite = member->is_string() && member->string() == "Infinity";
    const double value = is_infinite ? infinity : member->number();
    if (value == infinity) {
        member->fail("a log likelihood of infinity", "a finite number or -Infinity");
    }
    return value;
}

} // namespace

OutputJson frontier_json(const Language& language, std::string_view task,
                         const Frontier& frontier) {
    OutputJson programs = OutputJson::array();
    for (const FrontierProgram& program : frontier.programs) {
        const double log_likelihood = program.log_likelihood;
        programs.push_back({{field::program, print_expression(language.terms, program.term)},
                            {field::log_likelihood,
                             log_likelihood == 0 ? OutputJson(0) : OutputJson(log_likelihood)},
                            {field::log_prior, program.log_prior}});
    }
    return {{field::task, task},
            {field::request, lambda::type_json(language.types, frontier.request)},
            {field::programs, std::move(programs)}};
}

FrontierProgram read_frontier_program(lambda::TermStore& terms, const JsonCursor& json) {
    const JsonCursor text = json.member(field::program);
    FrontierProgram program;
    try {
        program.term = read_expression(terms, text.string());
    } catch (InputError& error) {
        error.add_pointer(text.pointer());
        throw;
    }
    program.log_likelihood = read_log_probability(json, field::log_likelihood);
    program.log_prior = read_log_probability(json, field::log_prior);
    return program;
}

std::vector<FrontierProgram> read_frontier_programs(lambda::TermStore& terms,
                                                    const JsonCursor& frontier) {
    std::vector<FrontierProgram> programs;
    for (const JsonCursor program : frontier.member(field::programs).elements()) {
        programs.push_back(read_frontier_program(terms, program));
    }
    return programs;
}

Frontier read_frontier(lambda::TypeStore& types, lambda::TermStore& terms,
                       const JsonCursor& frontier) {
    return {.request = lambda::read_type(types, frontier.member(field::request)),
            .programs = read_frontier_programs(terms, frontier)};
}

} // namespace rasp_stitch::enumerator

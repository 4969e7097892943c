#include "integration/dreamcoder/solver_request.hpp"

#include "integration/dreamcoder/message_fields.hpp"
#include "integration/dreamcoder/rasp_parts.hpp"
#include "rasp/tasks/dreamcoder_task.hpp"
#include "rasp/tasks/task_check.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace rasp_stitch::dreamcoder {

namespace {

constexpr std::int64_t most_threads = 1024;
constexpr double least_increment = 1e-6; // nats

double number_or(const JsonCursor& json, std::string_view member, double otherwise) {
    const auto number = json.optional_member(member);
    if (number && number->is_string() && number->string() == "Infinity") {
        return std::numeric_limits<double>::infinity();
    }
    return number ? number->number() : otherwise;
}

std::size_t count_or(const JsonCursor& json, std::string_view member, std::int64_t least,
                     std::int64_t most, std::size_t otherwise) {
    const auto count = json.optional_member(member);
    return count ? static_cast<std::size_t>(count->integer(least, most)) : otherwise;
}

void read_task(const JsonCursor& json, SolverRequest& request) {
    check_is_rasp(json, field::special_task);
    const rasp::Task task = rasp::dreamcoder_task_from_json(json);
    lambda::TypeId type{};
    try {
        type = rasp::check_task(request.language.types, task);
    } catch (InputError& error) {
        error.add_pointer(json.pointer());
        throw;
    }
    if (!request.tasks.empty() && type != request.request) {
        json.member(field::request)
            .fail("the request of this task differs from that of the tasks before it",
                  "tasks of one type in each message");
    }
    if (task.examples.empty()) {
        json.member(field::examples)
            .fail("no examples", "at least one, or every program would solve the task");
    }
    request.request = type;
    request.tasks.push_back(task);
    request.wanted.push_back(
        count_or(json, field::maximum_frontier, 0, std::numeric_limits<std::int64_t>::max(), 1));
}

void read_tasks(const JsonCursor& json, SolverRequest& request) {
    std::unordered_set<std::string_view> names;
    for (const JsonCursor task : json.elements()) {
        const std::string& name = task.member(field::name).string();
        if (name == field::number_enumerated) {
            task.member(field::name)
                .fail("a task with the name of the reply's own count",
                      "another name, since the reply has tasks by name");
        }
        if (!names.insert(name).second) {
            task.member(field::name)
                .fail("two tasks are called " + quote_excerpt(name),
                      "a unique name for each, since the reply has tasks by name");
        }
        read_task(task, request);
    }
}

} // namespace

SolverRequest read_solver_request(const JsonCursor& json) {
    SolverRequest request;
    request.language = read_rasp_language(json.member(field::dsl));
    read_tasks(json.member(field::tasks), request);
    request.lower = number_or(json, field::lower_bound, request.lower);
    request.upper = number_or(json, field::upper_bound, request.upper);
    request.increment = number_or(json, field::budget_increment, request.increment);
    request.seconds = number_or(json, field::timeout, request.seconds);
    request.threads = count_or(json, field::cpus, 1, most_threads, 1);
    if (!(request.lower >= 0)) {
        json.member(field::lower_bound).fail("a negative description length", "at least 0 nats");
    }
    if (!(request.increment >= least_increment)) {
        json.member(field::budget_increment)
            .fail("windows that are too narrow", "at least a millionth of a nat");
    }
    return request;
}

} // namespace rasp_stitch::dreamcoder

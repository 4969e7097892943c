#include "integration/dreamcoder/compression_reply.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "integration/abstraction/unfolding.hpp"
#include "integration/dreamcoder/message_fields.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>
#include <variant>

namespace rasp_stitch::dreamcoder {

namespace {

// Writes a number as Python's json module does.
std::string number_text(double number) {
    if (std::isnan(number)) {
        return "NaN";
    }
    if (std::isinf(number)) {
        return number > 0 ? "Infinity" : "-Infinity";
    }
    return Json(number).dump();
}

std::string member(std::string_view name, std::string_view value) {
    return fmt::format("\"{}\": {}", name, value);
}

std::string frontier_text(const lambda::TermStore& store, const JsonCursor& json,
                          const enumerator::Frontier& frontier) {
    std::string programs;
    for (const enumerator::FrontierProgram& program : frontier.programs) {
        const std::string text = Json(enumerator::print_expression(store, program.term)).dump();
        programs +=
            fmt::format("{}{{{}, {}}}", programs.empty() ? "" : ", ", member(field::program, text),
                        member(field::log_likelihood, number_text(program.log_likelihood)));
    }
    const auto task = json.optional_member(field::task);
    return fmt::format("{{{}, {}{}}}",
                       member(field::request, json.member(field::request).value().dump()),
                       task ? member(field::task, task->value().dump()) + ", " : "",
                       member(field::programs, fmt::format("[{}]", programs)));
}

void require(bool holds, std::string_view what) {
    if (!holds) {
        throw std::logic_error(fmt::format("the reply is not valid: {}", what));
    }
}

bool is_same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

std::span<const enumerator::Production> productions_of(const CompressionRequest& request) {
    return std::get<enumerator::Grammar>(request.language.grammar).productions;
}

void check_productions(std::span<const enumerator::Production> received,
                       std::span<const enumerator::Production> replied) {
    require(replied.size() >= received.size(), "a production is missing");
    const auto old = replied.last(received.size());
    require(std::equal(received.begin(), received.end(), old.begin(),
                       [](const auto& a, const auto& b) { return a.expression == b.expression; }),
            "the received productions do not follow in order");
}

void check_program(const JsonCursor& received, const JsonCursor& replied) {
    const std::string& before = received.member(field::program).string();
    const std::string& after = replied.member(field::program).string();
    if (before != after) {
        lambda::TermStore store;
        const std::optional<lambda::TermId> meant = abstraction::unfolded(store, before);
        require(meant && meant == abstraction::unfolded(store, after),
                fmt::format("{} does not unfold to {}", safe_excerpt(after, 200),
                            safe_excerpt(before, 200)));
    }
}

void check_frontier(const enumerator::Frontier& received, const enumerator::Frontier& replied) {
    require(received.request == replied.request, "the request of a frontier has changed");
    require(received.programs.size() == replied.programs.size(),
            "the number of programs of a frontier has changed");
    for (std::size_t i = 0; i < received.programs.size(); ++i) {
        require(is_same(received.programs[i].log_likelihood, replied.programs[i].log_likelihood),
                "a log likelihood has changed");
    }
}

} // namespace

std::string compression_reply(const CompressionRequest& request, const JsonCursor& json,
                              const abstraction::LearntLibrary& learnt) {
    std::string frontiers;
    std::size_t index = 0;
    for (const JsonCursor received : json.member(field::frontiers).elements()) {
        frontiers += frontiers.empty() ? "" : ", ";
        frontiers += frontier_text(request.language.terms, received, learnt.frontiers[index++]);
    }
    const std::string scores =
        fmt::format("{{{}, {}}}", member(field::before, number_text(learnt.score_before)),
                    member(field::after, number_text(learnt.score_after)));
    return fmt::format(
        "{{{}, {}, {}, {}}}\n",
        member(field::dsl, enumerator::grammar_text(request.language.types, learnt.grammar)),
        member(field::frontiers, fmt::format("[{}]", frontiers)), member(field::scores, scores),
        member(field::is_complete, learnt.stopped == StopReason::none ? "true" : "false"));
}

void check_compression_reply(const CompressionRequest& request, const JsonCursor& json,
                             const std::string& reply) {
    const Json document = parse_json(reply, NonFinite::text);
    const JsonCursor replied(document);
    std::optional<CompressionRequest> again;
    try {
        again = read_compression_reply(request, replied);
    } catch (const InputError& error) {
        require(false, error.what());
    }
    check_productions(productions_of(request), productions_of(*again));
    require(request.frontiers.size() == again->frontiers.size(), "a frontier is missing");
    for (std::size_t f = 0; f < request.frontiers.size(); ++f) {
        check_frontier(request.frontiers[f], again->frontiers[f]);
        const auto before = json.member(field::frontiers).elements()[f].member(field::programs);
        const auto after = replied.member(field::frontiers).elements()[f].member(field::programs);
        for (std::size_t p = 0; p < request.frontiers[f].programs.size(); ++p) {
            check_program(before.elements()[p], after.elements()[p]);
        }
    }
}

} // namespace rasp_stitch::dreamcoder

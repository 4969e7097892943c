#include "enumerator/ranks/search_bytes.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/ranks/transfer.hpp"
#include "enumerator/solve/solve_groups.hpp"
#include "tests/enumerator/solve/number_groups.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::enumerator;

namespace {

const SearchTask task =
    number_task("(lam (add (indices $0) (add one (indices $0))))", {"abca", "b", "ccab"});

TaskSearchOptions limited(std::uint64_t programs) {
    TaskSearchOptions options;
    options.frontier_size = 4;
    options.upper = 14;
    options.budget.programs = programs;
    return options;
}

// All of a result but the times.
std::string text_of(const Language& language, const TaskSearchResult& result) {
    std::string text = std::to_string(result.reached) + " " + std::to_string(result.programs) +
                       " " + std::string(name_of(result.stopped)) + "\n";
    for (const std::vector<Solution>& solutions : result.solutions) {
        for (const Solution& solution : solutions) {
            text += print_expression(language.terms, solution.program.term) + " " +
                    std::to_string(solution.program.log_prior) + " " +
                    std::to_string(solution.programs) + (solution.proven ? " proven\n" : "\n");
        }
        text += "-\n";
    }
    return text;
}

// Weights that differ in every place.
Language contextual(Language language) {
    const auto plain = std::get<Grammar>(language.grammar);
    ContextualGrammar grammar{.productions = plain.productions,
                              .no_parent = plain.weights,
                              .variable_parent = plain.weights,
                              .arguments = {}};
    double weight = 0;
    for (const Production& production : plain.productions) {
        std::vector<Weights>& arguments = grammar.arguments.emplace_back(
            arity_of(language.types, production.type), plain.weights);
        for (Weights& weights : arguments) {
            weights.productions.front() = weight -= 0.125;
        }
    }
    language.grammar = grammar;
    return language;
}

} // namespace

TEST_CASE("A search that is sent finds what it finds here, round after round") {
    for (const bool is_contextual : {false, true}) {
        SearchGroup group = group_of("indices,add,one,mul", {0});
        if (is_contextual) {
            group.language = contextual(std::move(group.language));
        }
        Language sent_language = group.language;
        FewExamplesSearch here(group.language, group.request, task.task);
        FewExamplesSearch sent(sent_language, group.request, task.task);
        for (const std::uint64_t programs : {5U, 300U, 4'000U, 1'000'000U}) {
            here.run(limited(programs));
            const SearchWork work{.language = &sent_language,
                                  .request = group.request,
                                  .tasks = {&task.task},
                                  .few_examples = &sent,
                                  .options = limited(programs)};
            take_answer(answer_to(order_of(work), {}, {}), work);
            CAPTURE(is_contextual, programs);
            CHECK(text_of(sent_language, sent.result()) == text_of(group.language, here.result()));
            CHECK(sent.result().examples == here.result().examples);
            CHECK(sent.result().searches == here.result().searches);
            CHECK(sent.is_finished() == here.is_finished());
        }
        CHECK(here.result().solutions[0].size() == 4);
    }
}

TEST_CASE("A search for several tasks that is sent finds what it finds here") {
    const SearchTask other = number_task("(lam (mul (indices $0) (indices $0)))", {"abca", "b"});
    for (const SearchKind kind : {SearchKind::bottom_up, SearchKind::top_down}) {
        SearchGroup here = group_of("indices,add,one,mul", {0, 1});
        SearchGroup sent = here;
        TaskSearchResult expected;
        TaskSearchResult found;
        SearchWork work{.search = kind,
                        .language = &here.language,
                        .request = here.request,
                        .tasks = {&task.task, &other.task},
                        .result = &expected,
                        .options = limited(20'000)};
        make_search(work);
        work.language = &sent.language;
        work.result = &found;
        take_answer(answer_to(order_of(work), {}, {}), work);
        CHECK(text_of(sent.language, found) == text_of(here.language, expected));
        CHECK(found.solutions.size() == 2);
        CHECK_FALSE(found.solutions[1].empty());
    }
}

TEST_CASE("Examples of every kind arrive as they are") {
    rasp::Task all{.name = "all", .type = "input(str) -> str -> seq(bool)", .arity = 2};
    all.examples = {
        {.input = {.tokens = rasp::characters("ab"), .atom = rasp::Value(std::string("a"))},
         .output = rasp::Output(rasp::Sequence{true, false})},
        {.input = {.tokens = {rasp::Value(std::int64_t{3}), rasp::Value(0.5)}, .atom = {}},
         .output = rasp::Output(rasp::Matrix{{true, false}, {false, true}})},
        {.input = {.tokens = rasp::characters("b"), .atom = rasp::Value(true)}, .output = {}}};
    const std::string bytes = bytes_of(all);
    rasp::Task read{.type = {}};
    read_bytes(bytes, read);
    CHECK(read.name == all.name);
    CHECK(read.type == all.type);
    CHECK(read.arity == 2);
    REQUIRE(read.examples.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(read.examples[i].input == all.examples[i].input);
        CHECK(read.examples[i].output == all.examples[i].output);
    }
}

TEST_CASE("An order whose seconds are changed is otherwise the same") {
    SearchGroup group = group_of("indices,add,one", {0});
    FewExamplesSearch search(group.language, group.request, task.task);
    SearchWork work{.language = &group.language,
                    .request = group.request,
                    .tasks = {&task.task},
                    .few_examples = &search,
                    .options = limited(1000)};
    const std::string unlimited = order_of(work);
    const std::string none = with_seconds(unlimited, 0);
    CHECK(none != unlimited);
    CHECK(with_seconds(none, Budget::no_seconds_limit) == unlimited);
    take_answer(answer_to(none, {}, {}), work);
    CHECK(search.result().stopped == StopReason::time);
    CHECK(search.result().programs < 1000);
}

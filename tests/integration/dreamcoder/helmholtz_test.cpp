// Compares the programs of rasp-stitch-helmholtz with all programs, run one by one.

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/top_down/derivation.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "integration/dreamcoder/dominated_rows.hpp"
#include "integration/dreamcoder/helmholtz.hpp"
#include "integration/dreamcoder/helmholtz_messages.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/types/type_text.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/input_error.hpp"
#include "tests/integration/dreamcoder/wake_messages.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder;

namespace {

using Outputs = std::vector<std::optional<rasp::Output>>;

bool gives_the_same(const std::optional<rasp::Output>& a, const std::optional<rasp::Output>& b) {
    return a.has_value() == b.has_value() && (!a || rasp::are_equal(*a, *b));
}

// Returns whether b equals a wherever a has an output, and has an output where a has none.
bool is_dominated(const Outputs& a, const Outputs& b) {
    bool has_more = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] && !gives_the_same(a[i], b[i])) {
            return false;
        }
        has_more |= !a[i] && b[i];
    }
    return has_more;
}

struct Plain {
    Outputs outputs;
    enumerator::DescriptionLength cost = 0;
    std::vector<std::string> programs;
};

std::vector<Plain> plain_entries(const enumerator::Language& language, lambda::TypeId request,
                                 const std::vector<rasp::Input>& inputs, double upper) {
    const enumerator::GrammarView view = view_of(language);
    const enumerator::ProgramTable table = enumerator::make_program_table(
        language.types, view, request, enumerator::bound_of(upper), {});
    lambda::TermStore store;
    enumerator::TermBuilder build(table, view.productions(), store);
    std::vector<Plain> all;
    enumerate_top_down(table, {.upper = upper}, [&](const enumerator::Derivation& program) {
        const std::string text = enumerator::print_expression(store, build.term(program));
        lambda::TermStore terms;
        Plain plain{.outputs = {}, .cost = program.cost, .programs = {text}};
        for (rasp::Evaluation& evaluation :
             rasp::evaluate(terms, lambda::parse(terms, text), inputs)) {
            plain.outputs.push_back(std::move(evaluation.output));
        }
        const auto same = std::ranges::find_if(all, [&](const Plain& other) {
            return std::ranges::equal(plain.outputs, other.outputs, gives_the_same);
        });
        if (same == all.end()) {
            all.push_back(plain);
        } else if (plain.cost < same->cost) {
            *same = plain;
        } else if (plain.cost == same->cost) {
            same->programs.push_back(text);
        }
    });
    std::vector<Plain> kept;
    for (Plain& plain : all) {
        std::ranges::sort(plain.programs);
        const bool fails =
            std::ranges::none_of(plain.outputs, [](const auto& o) { return o.has_value(); });
        const bool is_less = std::ranges::any_of(
            all, [&](const Plain& other) { return is_dominated(plain.outputs, other.outputs); });
        if (!fails && !is_less) {
            kept.push_back(plain);
        }
    }
    return kept;
}

std::vector<rasp::Input> inputs_of(std::initializer_list<const char*> words) {
    std::vector<rasp::Input> inputs;
    for (const char* word : words) {
        inputs.push_back({.tokens = rasp::characters(word)});
    }
    return inputs;
}

} // namespace

TEST_CASE("Entries hold the likeliest of the programs that behave alike") {
    struct Case {
        const char* primitives;
        const char* request;
        double upper;
    };
    for (const Case& c :
         {Case{"indices,one,add,div,sub", "input(str) -> seq(num)", 11},
          Case{"tokens,if,eq,str.a,str.b,aggregate,full", "input(str) -> seq(str)", 12},
          Case{"indices,eq,lt,not,one,true", "input(str) -> seq(bool)", 10},
          Case{"tokens,select,selector_not,equals_to,at_most", "input(str) -> sel", 8}}) {
        CAPTURE(c.primitives);
        enumerator::Language language = enumerator::rasp_language(c.primitives);
        const lambda::TypeId request = lambda::parse_type(language.types, c.request);
        const std::vector<rasp::Input> inputs = inputs_of({"abca", "b", "ab", "cc"});
        const HelmholtzResult result =
            helmholtz_enumeration(language, request, inputs, {.upper = c.upper});
        CHECK(result.stopped == StopReason::none);
        std::map<std::vector<std::string>, double> found;
        for (const HelmholtzEntry& entry : result.entries) {
            found.emplace(entry.programs, entry.log_prior);
        }
        std::map<std::vector<std::string>, double> wanted;
        for (const Plain& plain : plain_entries(language, request, inputs, c.upper)) {
            wanted.emplace(plain.programs, -enumerator::nats(plain.cost));
        }
        REQUIRE(wanted.size() > 3);
        CHECK(found == wanted);
        CHECK(std::ranges::is_sorted(result.entries, std::ranges::greater{},
                                     &HelmholtzEntry::log_prior));
    }
}

TEST_CASE("A row is dominated by rows that agree with it and have more values") {
    constexpr ValueId none = ValueRows::failed;
    const std::vector<ValueRow> rows = {{1, 2, none},    {1, 2, 3},      {none, 2, none},
                                        {none, 4, 3},    {1, none, 3},   {none, 2, 5},
                                        {none, none, 7}, {none, none, 3}};
    CHECK(dominated_rows(rows) ==
          std::vector<bool>{true, false, true, false, true, false, false, true});
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        std::vector<ValueRow> drawn;
        for (int i = 0; i < 30; ++i) {
            ValueRow row(3);
            for (ValueId& value : row) {
                value = static_cast<ValueId>(random() % 3);
            }
            if (std::ranges::find(drawn, row) == drawn.end()) {
                drawn.push_back(row);
            }
        }
        std::vector<bool> wanted;
        for (const ValueRow& row : drawn) {
            wanted.push_back(std::ranges::any_of(drawn, [&](const ValueRow& other) {
                bool agrees = other != row;
                for (std::size_t i = 0; i < row.size(); ++i) {
                    agrees = agrees && (row[i] == none || row[i] == other[i]);
                }
                return agrees;
            }));
        }
        CHECK(dominated_rows(drawn) == wanted);
    }
}

TEST_CASE("Too many entries are thinned out evenly") {
    enumerator::Language language = enumerator::rasp_language("indices,one,add,mul");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
    const std::vector<rasp::Input> inputs = inputs_of({"abca"});
    const HelmholtzResult all = helmholtz_enumeration(language, request, inputs, {.upper = 14});
    const HelmholtzResult some =
        helmholtz_enumeration(language, request, inputs, {.upper = 14, .max_entries = 10});
    REQUIRE(all.entries.size() > 20);
    REQUIRE(some.entries.size() == 10);
    for (std::size_t i = 0; i < 10; ++i) {
        CHECK(some.entries[i].programs == all.entries[i * all.entries.size() / 10].programs);
    }
}

TEST_CASE("Enumeration ends when its time or its memory is used up") {
    enumerator::Language language = enumerator::rasp_language("minimal");
    const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
    const std::vector<rasp::Input> inputs = inputs_of({"abca", "dbd"});
    const HelmholtzResult timed =
        helmholtz_enumeration(language, request, inputs, {.budget = {.seconds = 0.2}});
    CHECK(timed.stopped == StopReason::time);
    CHECK_FALSE(timed.entries.empty());
    CHECK(helmholtz_enumeration(language, request, inputs, {.budget = {.seconds = 0}})
              .entries.empty());
    const HelmholtzResult small =
        helmholtz_enumeration(language, request, inputs, {.budget = {.memory = 3'000'000}});
    CHECK(small.stopped == StopReason::memory);
    CHECK_FALSE(small.entries.empty());
    CHECK(helmholtz_enumeration(language, request, {}, {}).entries.empty());
}

TEST_CASE("A helmholtz request is read and answered") {
    Json json = {{"request", type_of("input(str) -> seq(num)")},
                 {"timeout", 5.0},
                 {"DSL", grammar_of("indices,one")},
                 {"extras", parse_json(R"([[["a", "b"]], [[]], [["a"]]])")},
                 {"evaluationTimeout", 1.0},
                 {"special", "rasp"}};
    HelmholtzRequest request = read_helmholtz_request(JsonCursor(json));
    REQUIRE(request.inputs.size() == 3);
    CHECK(request.seconds == 5.0);
    CHECK(request.inputs[0].tokens == rasp::characters("ab"));
    const HelmholtzResult result =
        helmholtz_enumeration(request.language, request.request, request.inputs, {.upper = 3});
    const Json reply = parse_json(helmholtz_reply(result));
    REQUIRE(reply.size() == 2);
    CHECK(reply[0]["ll"] == Approx(-std::log(2)).margin(1e-12));
    CHECK(reply[0]["programs"] == Json::array({"(lambda (indices $0))"}));
    CHECK(reply[1]["programs"] == Json::array({"(lambda one)"}));
    const auto complaint = [&](const char* member, const Json& value) {
        Json changed = json;
        changed[member] = value;
        return message_of([&] { read_helmholtz_request(JsonCursor(changed)); });
    };
    CHECK(complaint("special", "tower").find("at /special") != std::string::npos);
    CHECK(complaint("request", type_of("list(int) -> int")).find("at /request") !=
          std::string::npos);
    CHECK(complaint("extras", parse_json(R"([[["a"]], [[1]]])")).find("at /extras/1") !=
          std::string::npos);
    CHECK(complaint("extras", parse_json(R"([[["a"], 1]])")).find("2 inputs") != std::string::npos);
}

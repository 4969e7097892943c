// Each way to use outputs backwards, by itself: the parts of a program are told, and the program
// around them, or one that costs no more, must be found.

#include "enumerator/backwards/candidate_queue.hpp"
#include "tests/enumerator/backwards/told_parts.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

namespace {

const std::vector<std::string> words = {"abca", "b", "ccab", "abacus"};

// Parts with their costs, the primitives, and a program whose cost follows from them.
struct Step {
    const char* program;
    std::vector<std::pair<std::string, double>> parts;
    std::vector<std::string> heads;
    double nats;
};

void check_found(const Step& step, std::vector<rasp::Input> inputs) {
    INFO(step.program);
    ToldParts told(std::move(inputs), step.program);
    for (const auto& part : step.parts) {
        told.tell(part.first, part.second);
    }
    const std::optional<ToldParts::Best> best = told.best(step.heads);
    REQUIRE(best);
    CHECK(best->nats <= step.nats + 1e-9);
}

std::vector<rasp::Input> letters() {
    std::vector<rasp::Input> inputs;
    for (const std::string& word : words) {
        inputs.push_back({.tokens = rasp::characters(word)});
    }
    return inputs;
}

std::vector<rasp::Input> numbers() {
    return {{.tokens = {rasp::Value(3), rasp::Value(1), rasp::Value(2), rasp::Value(1)}},
            {.tokens = {rasp::Value(5)}},
            {.tokens = {rasp::Value(-2), rasp::Value(7), rasp::Value(4)}}};
}

bool is_found(const char* program, const std::vector<std::string>& parts,
              const std::vector<std::string>& heads) {
    ToldParts told(letters(), program);
    double nats = 1;
    for (const std::string& part : parts) {
        told.tell(part, nats++);
    }
    return told.best(heads).has_value();
}

// (tokens $0 == "a"), and like it
const std::string is_a = "(eq (tokens $0) str.a)";
const std::string is_b = "(eq (tokens $0) str.b)";
const std::string is_c = "(eq (tokens $0) str.c)";
const std::string is_first = "(eq (indices $0) zero)";
const std::string up_to_here = "(select (indices $0) (indices $0) at_most)";
const std::string from_here = "(select (indices $0) (indices $0) at_least)";
const std::string mirrored =
    "(select (indices $0) (sub (sub (length $0) one) (indices $0)) equals_to)";

} // namespace

TEST_CASE("Arithmetic of two parts is undone, on either side") {
    const std::vector<std::pair<std::string, double>> parts = {{"(indices $0)", 3},
                                                               {"(add (length $0) one)", 7}};
    for (const char* name : {"add", "sub", "mul", "div"}) {
        const std::string program =
            "(" + std::string(name) + " (indices $0) (add (length $0) one))";
        check_found({program.c_str(), parts, {name}, 11}, letters());
    }
    check_found({"(sub (add (length $0) one) (indices $0))", parts, {"sub"}, 11}, letters());
    const std::vector<std::pair<std::string, double>> positive = {{"(add (indices $0) one)", 3},
                                                                  {"(add (length $0) one)", 7}};
    check_found({"(div (add (length $0) one) (add (indices $0) one))", positive, {"div"}, 11},
                letters());
    check_found({"(mul (add (length $0) one) (add (indices $0) one))", positive, {"mul"}, 11},
                letters());
}

TEST_CASE("Products with zeros and remainders are found among the cheapest parts") {
    check_found({"(mul (indicator (eq (tokens $0) str.a)) (sub (indices $0) one))",
                 {{"(sub (indices $0) one)", 4}, {"(indicator " + is_a + ")", 8}},
                 {"mul"},
                 13},
                letters());
    check_found({"(mod (sub (indices $0) two) (length $0))",
                 {{"(length $0)", 4}, {"(sub (indices $0) two)", 8}},
                 {"mod"},
                 13},
                letters());
    check_found({"(round (div (indices $0) (length $0)))",
                 {{"(div (indices $0) (length $0))", 8}},
                 {"round"},
                 9},
                letters());
}

TEST_CASE("Several primitives are undone one after the other") {
    check_found(
        {"(sub (mul (indices $0) (length $0)) (div (indices $0) (add (length $0) two)))",
         {{"(indices $0)", 3}, {"(mul (indices $0) (length $0))", 7}, {"(add (length $0) two)", 9}},
         {"add", "sub", "mul", "div"},
         21},
        letters());
    check_found({"(neg (add (length $0) (indices $0)))",
                 {{"(indices $0)", 3}, {"(length $0)", 3}},
                 {"add", "neg"},
                 8},
                letters());
    check_found({"(indicator (not (and (eq (tokens $0) str.a) (eq (indices $0) zero))))",
                 {{is_a, 6}, {is_first, 6}},
                 {"indicator", "and", "not"},
                 15},
                letters());
}

TEST_CASE("Division by what has zeros is not undone") {
    CHECK_FALSE(is_found("(add (indices $0) one)", {"(indices $0)", "(length $0)"}, {"mul"}));
    CHECK_FALSE(is_found("(add (indices $0) one)", {"zero", "(indices $0)"}, {"div", "mul"}));
}

TEST_CASE("Aggregation by a permutation is undone, but not by another selector") {
    const std::string program = "(aggregate " + mirrored + " (add (indices $0) two))";
    check_found(
        {program.c_str(), {{"(add (indices $0) two)", 9}, {mirrored, 12}}, {"aggregate"}, 22},
        letters());
    const std::string text = "(aggregate " + mirrored + " (concat (tokens $0) str.x))";
    check_found(
        {text.c_str(), {{"(concat (tokens $0) str.x)", 9}, {mirrored, 12}}, {"aggregate"}, 22},
        letters());
    const std::string several = "(aggregate " + mirrored + " (concat (tokens $0) str.x))";
    check_found({several.c_str(),
                 {{"(tokens $0)", 3}, {"str.x", 3}, {mirrored, 12}},
                 {"aggregate", "concat"},
                 20},
                letters());
    const BatchShape shape{rasp::Batch(letters())};
    std::vector<std::uint64_t> rows(shape.matrix_words, 1); // each selects the first key
    CHECK_FALSE(inverse_of(shape, rows));
    rows.assign(shape.matrix_words, 0);
    CHECK_FALSE(inverse_of(shape, rows));
}

TEST_CASE("Means of all before and of all after are undone, up to rounding") {
    for (const std::string& selector : {up_to_here, from_here}) {
        const std::string counts =
            "(aggregate " + selector + " (indicator (eq (tokens $0) str.a)))";
        check_found(
            {counts.c_str(), {{selector, 9}, {"(indicator " + is_a + ")", 10}}, {"aggregate"}, 20},
            letters());
        // The thirds do not sum up to whole numbers.
        const std::string thirds = "(aggregate " + selector + " (div (indices $0) 3))";
        check_found(
            {thirds.c_str(), {{selector, 9}, {"(div (indices $0) 3)", 10}}, {"aggregate"}, 20},
            letters());
    }
    const std::string sums =
        "(mul (aggregate " + up_to_here + " (tokens $0)) (add (indices $0) one))";
    check_found({sums.c_str(),
                 {{"(tokens $0)", 3}, {"(add (indices $0) one)", 7}, {up_to_here, 9}},
                 {"aggregate", "mul"},
                 21},
                numbers());
}

TEST_CASE("Positions of the tokens wanted are looked for") {
    const std::string selector =
        "(select (indices $0) (sub (sub (length $0) one) (indices $0)) equals_to)";
    const std::string reverse = "(aggregate " + selector + " (tokens $0))";
    // By the difference of two parts, and by a part.
    check_found({reverse.c_str(),
                 {{"(tokens $0)", 3}, {"(indices $0)", 3}, {"(sub (length $0) one)", 8}},
                 {"aggregate", "select", "equals_to", "sub"},
                 21},
                letters());
    check_found({reverse.c_str(),
                 {{"(tokens $0)", 3},
                  {"(indices $0)", 3},
                  {"(sub (sub (length $0) one) (indices $0))", 12}},
                 {"aggregate", "select", "equals_to"},
                 21},
                letters());
    // Distinct tokens have one source each, so the positions are a goal that is undone further.
    std::vector<rasp::Input> distinct = {{.tokens = rasp::characters("abcd")},
                                         {.tokens = rasp::characters("xy")}};
    check_found({"(aggregate (select (indices $0) (sub (sub (length $0) one) (mul (indices $0) "
                 "one)) equals_to) (tokens $0))",
                 {{"(tokens $0)", 3}, {"(indices $0)", 3}, {"one", 3}, {"(length $0)", 3}},
                 {"aggregate", "select", "equals_to", "sub", "add"},
                 20},
                distinct);
}

TEST_CASE("Equal tokens are taken in order, so that the keys of a sort are a sum of two parts") {
    const std::string smaller = "(selector_width (select (tokens $0) (tokens $0) less_than))";
    const std::string same_before =
        "(selector_width (selector_and (select (tokens $0) (tokens $0) equals_to) (select (indices "
        "$0) (indices $0) less_than)))";
    const std::string sorted = "(aggregate (select (add " + smaller + " " + same_before +
                               ") (indices $0) equals_to) (tokens $0))";
    check_found({sorted.c_str(),
                 {{"(tokens $0)", 3}, {"(indices $0)", 3}, {smaller, 11}, {same_before, 22}},
                 {"aggregate", "select", "equals_to", "add"},
                 43},
                letters());
    const std::string descending = "(aggregate (select (sub (sub (sub (length $0) one) " + smaller +
                                   ") " + same_before + ") (indices $0) equals_to) (tokens $0))";
    check_found({descending.c_str(),
                 {{"(tokens $0)", 3},
                  {"(indices $0)", 3},
                  {"(sub (length $0) one)", 8},
                  {smaller, 11},
                  {same_before, 22}},
                 {"aggregate", "select", "equals_to", "sub"},
                 53},
                letters());
}

// Keys are told as parts, and whatever sorts by them follows.
TEST_CASE("Ranks by a key are found from the key") {
    const auto rank_by = [](const std::string& key, const std::string& predicate) {
        return "(selector_width (select " + key + " " + key + " " + predicate + "))";
    };
    for (const char* predicate : {"less_than", "at_most", "greater_than", "at_least"}) {
        check_found({rank_by("(tokens $0)", predicate).c_str(),
                     {{"(tokens $0)", 3}},
                     {"selector_width", "select", predicate},
                     9},
                    letters());
    }
    // The key is a difference.
    check_found({rank_by("(sub (tokens $0) (indices $0))", "less_than").c_str(),
                 {{"(indices $0)", 3}, {"(tokens $0)", 4}},
                 {"selector_width", "select", "less_than", "sub"},
                 19},
                numbers());
    // With another predicate, the ranks are others.
    const std::string at_most = rank_by("(tokens $0)", "at_most");
    CHECK_FALSE(
        is_found(at_most.c_str(), {"(tokens $0)"}, {"selector_width", "select", "less_than"}));
}

TEST_CASE("Tokens are sorted by any key, equal keys in the order of their places") {
    const std::string frequency = "(selector_width (select (tokens $0) (tokens $0) equals_to))";
    const auto sorted_by = [&](const std::string& order, const std::string& places) {
        return "(aggregate (select (selector_width (selector_or (select " + frequency + " " +
               frequency + " " + order + ") (selector_and (select " + frequency + " " + frequency +
               " equals_to) (select (indices $0) (indices $0) " + places +
               ")))) (indices $0) equals_to) (tokens $0))";
    };
    for (const char* order : {"less_than", "greater_than"}) {
        for (const char* places : {"less_than", "greater_than"}) {
            check_found({sorted_by(order, places).c_str(),
                         {{"(tokens $0)", 3}, {"(indices $0)", 3}, {frequency, 6}},
                         {"aggregate", "select", "equals_to", "selector_width", "selector_or",
                          "selector_and", "less_than", "greater_than"},
                         49},
                        letters());
        }
    }
}

TEST_CASE("Keys and queries that select the tokens wanted are looked for") {
    // The token before, with a default at the first position.
    const std::string before = "(aggregate_default (select (add (indices $0) one) (indices $0) "
                               "equals_to) (tokens $0) str.x)";
    check_found(
        {before.c_str(),
         {{"(tokens $0)", 3}, {"(indices $0)", 3}, {"str.x", 4}, {"(add (indices $0) one)", 7}},
         {"aggregate_default", "select", "equals_to"},
         20},
        letters());
    // Ranks of the tokens.
    const std::string rank = "(add (selector_width (select (tokens $0) (tokens $0) less_than)) "
                             "(selector_width (selector_and (select (tokens $0) (tokens $0) "
                             "equals_to) (select (indices $0) (indices $0) less_than))))";
    const std::string sorted =
        "(aggregate (select " + rank + " (indices $0) equals_to) (tokens $0))";
    check_found({sorted.c_str(),
                 {{"(tokens $0)", 3}, {"(indices $0)", 3}, {rank, 30}},
                 {"aggregate", "select", "equals_to"},
                 39},
                letters());
    // Two selectors together; several keys that have the same number.
    const std::string both = "(aggregate (selector_and " + up_to_here +
                             " (select (tokens $0) (tokens $0) equals_to)) (tokens $0))";
    check_found(
        {both.c_str(),
         {{"(tokens $0)", 3}, {"(select (tokens $0) (tokens $0) equals_to)", 8}, {up_to_here, 9}},
         {"aggregate", "selector_and"},
         22},
        numbers());
}

TEST_CASE("A select with a filter, and of numbers that follow each other, is looked for") {
    // The next place of the same token: the same token, and one more of them before it.
    const std::string same = "(select (tokens $0) (tokens $0) equals_to)";
    const std::string earlier =
        "(selector_width (selector_and " + same + " (select (indices $0) (indices $0) less_than)))";
    const std::string next = "(aggregate_default (selector_and " + same + " (select " + earlier +
                             " (add " + earlier + " one) equals_to)) (indices $0) -1)";
    const std::vector<std::pair<std::string, double>> parts = {
        {"one", 2}, {"(indices $0)", 3}, {"-1", 4}, {same, 8}, {earlier, 20}};
    check_found({next.c_str(),
                 parts,
                 {"aggregate_default", "selector_and", "select", "equals_to", "add"},
                 62},
                letters());
    CHECK_FALSE(is_found(next.c_str(), {"one", "(indices $0)", "-1", same, earlier},
                         {"aggregate_default", "selector_and", "select", "equals_to"}));
}

TEST_CASE("Candidates are taken by turns of their outermost primitives, the cheapest first") {
    CandidateQueue queue;
    CHECK_FALSE(queue.take());
    const auto add = [&](std::uint32_t production, double nats) {
        queue.add({.expression = call({.production = production, .cost = 0}, {part(1)}),
                   .cost = bound_of(nats)});
    };
    for (const double nats : {3., 1., 2.}) {
        add(7, nats);
    }
    add(9, 30);
    add(2, 40);
    std::vector<double> taken;
    while (const std::optional<Candidate> next = queue.take()) {
        taken.push_back(nats(next->cost));
    }
    CHECK_THAT(taken, Catch::Matchers::Approx(std::vector<double>{40, 1, 30, 2, 3}));
    for (std::size_t i = 0; i <= CandidateQueue::most_of_a_head; ++i) {
        add(7, 1000 - static_cast<double>(i)); // the first one is the most expensive
    }
    std::size_t kept = 0;
    while (const std::optional<Candidate> next = queue.take()) {
        CHECK(nats(next->cost) < 999.5);
        ++kept;
    }
    CHECK(kept == CandidateQueue::most_of_a_head);
}

TEST_CASE("A selector of several strings is no source") {
    CHECK_FALSE(
        is_found("(tokens $0)", {"(concat (tokens $0) (tokens $0))", up_to_here}, {"aggregate"}));
}

TEST_CASE("Comparisons are found in whichever way the language can write them") {
    const std::vector<std::pair<std::string, double>> parts = {{"(indices $0)", 3},
                                                               {"(sub (length $0) two)", 8}};
    for (const char* name : {"eq", "ne", "lt", "le", "gt", "ge"}) {
        const std::string program =
            "(" + std::string(name) + " (indices $0) (sub (length $0) two))";
        check_found({program.c_str(), parts, {name}, 12}, letters());
    }
    check_found({"(ge (indices $0) (sub (length $0) two))", parts, {"lt", "not"}, 13}, letters());
    check_found({"(ge (indices $0) (sub (length $0) two))", parts, {"le"}, 12}, letters());
    check_found({"(lt (tokens $0) str.b)", {{"(tokens $0)", 3}, {"str.b", 4}}, {"lt"}, 8},
                letters());
    check_found({"(eq (eq (tokens $0) str.a) (eq (indices $0) zero))",
                 {{is_a, 6}, {is_first, 7}},
                 {"eq"},
                 14},
                letters());
}

TEST_CASE("Strings that a program makes have no order that a candidate could rest on") {
    // Which codes the joined strings have depends on which came first.
    for (const char* program : {"(lt (tokens $0) str.b)", "(ge (tokens $0) str.b)"}) {
        ToldParts told(letters(), program);
        told.tell("(concat str.b (tokens $0))", 3);
        told.tell("(concat (tokens $0) str.a)", 4);
        told.tell("(concat str.a (tokens $0))", 5);
        told.tell("(concat str.b str.a)", 6);
        told.best({"lt", "le", "gt", "ge", "not"});
        CHECK(told.wrong() == 0);
    }
    check_found({"(eq (concat (tokens $0) str.a) (concat str.a (tokens $0)))",
                 {{"(concat (tokens $0) str.a)", 3}, {"(concat str.a (tokens $0))", 4}},
                 {"eq"},
                 8},
                letters());
}

TEST_CASE("Conjunctions and disjunctions are found, also with negations and of several parts") {
    const std::string both = "(and (not " + is_a + ") (not " + is_first + "))";
    check_found({both.c_str(), {{is_a, 6}, {is_first, 7}}, {"and", "not"}, 16}, letters());
    const std::string either = "(or " + is_a + " " + is_first + ")";
    check_found({either.c_str(), {{is_a, 6}, {is_first, 7}}, {"or"}, 14}, letters());
    const std::string three =
        "(or (or " + is_a + " " + is_b + ") (and " + is_c + " " + is_first + "))";
    check_found({three.c_str(),
                 {{is_a, 6}, {is_b, 6}, {"(and " + is_c + " " + is_first + ")", 13}},
                 {"or"},
                 27},
                letters());
    const std::string selector = "(selector_and " + up_to_here +
                                 " (selector_not (select (tokens $0) (tokens $0) equals_to)))";
    check_found({selector.c_str(),
                 {{"(select (tokens $0) (tokens $0) equals_to)", 8}, {up_to_here, 9}},
                 {"selector_and", "selector_not"},
                 19},
                letters());
}

TEST_CASE("Values that are right in places are put together by conditions") {
    const std::string two = "(if " + is_a + " (indices $0) (length $0))";
    check_found({two.c_str(), {{"(indices $0)", 3}, {"(length $0)", 3}, {is_a, 6}}, {"if"}, 13},
                letters());
    const std::string three = "(if " + is_a + " str.x (if " + is_b + " str.y (tokens $0)))";
    check_found({three.c_str(),
                 {{"(tokens $0)", 3}, {"str.x", 4}, {"str.y", 4}, {is_a, 6}, {is_b, 6}},
                 {"if"},
                 25},
                letters());
    // The condition is a goal of its own.
    const std::string opposed = "(if (or " + is_a + " " + is_c + ") one zero)";
    check_found(
        {opposed.c_str(), {{"zero", 3}, {"one", 3}, {is_a, 6}, {is_c, 6}}, {"if", "or"}, 20},
        letters());
}

TEST_CASE("That something holds at a selected position is found from what holds") {
    const std::vector<std::string> heads = {"gt", "aggregate", "indicator"};
    for (const std::string& selector :
         {up_to_here, from_here, std::string("(select one one equals_to)"),
          std::string("(select (indices $0) (indices $0) less_than)")}) {
        const std::string any = "(gt (aggregate " + selector + " (indicator " + is_c + ")) zero)";
        check_found({any.c_str(), {{"zero", 3}, {is_c, 6}, {selector, 8}}, heads, 20}, letters());
        // Whichever comes last.
        check_found({any.c_str(), {{"zero", 3}, {selector, 6}, {is_c, 8}}, heads, 20}, letters());
    }
    const std::string all =
        "(not (gt (aggregate " + up_to_here + " (indicator " + is_c + ")) zero))";
    check_found({all.c_str(),
                 {{"zero", 3}, {is_c, 6}, {up_to_here, 8}},
                 {"gt", "aggregate", "indicator", "not"},
                 21},
                letters());
    // Something else holds.
    const std::string any = "(gt (aggregate " + up_to_here + " (indicator " + is_c + ")) zero)";
    CHECK_FALSE(is_found(any.c_str(), {"zero", is_b, up_to_here}, heads));
    CHECK_FALSE(is_found(any.c_str(), {is_c, up_to_here}, heads));
}

TEST_CASE("A list of conditions may begin with one that is found backwards") {
    const std::string seen = "(gt (aggregate " + up_to_here + " (indicator " + is_c + ")) zero)";
    const std::string list = "(if " + seen + " str.x (if " + is_a + " str.y str.z))";
    check_found({list.c_str(),
                 {{"zero", 3},
                  {"str.x", 4},
                  {"str.y", 4},
                  {"str.z", 4},
                  {is_a, 6},
                  {is_c, 6},
                  {up_to_here, 8}},
                 {"if", "gt", "aggregate", "indicator"},
                 40},
                letters());
}

TEST_CASE("Strings are taken apart") {
    check_found({"(concat (tokens $0) (concat str.x (tokens $0)))",
                 {{"(tokens $0)", 3}, {"(concat str.x (tokens $0))", 9}},
                 {"concat"},
                 13},
                letters());
    CHECK_FALSE(is_found("(tokens $0)", {"str.a"}, {"concat"}));
}

TEST_CASE("A bound and a horizon keep dearer candidates away") {
    const std::vector<rasp::Input> inputs = letters();
    rasp::Batch batch(inputs);
    const std::vector<NamedHead> heads = {{"add", {.production = 0, .cost = bound_of(2)}}};
    std::vector<double> first;
    std::vector<double> wanted;
    for (std::size_t i = 0; i < batch.positions(); ++i) {
        first.push_back(static_cast<double>(i * i));
        wanted.push_back(2.0 * first.back());
    }
    const PartValues output{.kind = PartKind::number, .numbers = wanted};
    const PartValues part{.kind = PartKind::number, .numbers = first};
    BackwardSearch search(batch, heads, output, {});
    search.tell(0, bound_of(5), part);
    search.work(1'000'000, bound_of(5));
    CHECK(search.take_candidates().empty());
    search.work(1'000'000, bound_of(20));
    CHECK(search.take_candidates().size() == 1);
    BackwardSearch bounded(batch, heads, output, {});
    bounded.set_bound(bound_of(12));
    bounded.tell(0, bound_of(5), part);
    bounded.work(1'000'000, bound_of(20));
    CHECK(bounded.take_candidates().empty());
}

} // namespace rasp_stitch::enumerator::backwards

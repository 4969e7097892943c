// Comparisons, logic and conditions, each way by itself.

#include "tests/enumerator/backwards/backward_steps.hpp"
#include "tests/enumerator/backwards/told_parts.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

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

} // namespace rasp_stitch::enumerator::backwards

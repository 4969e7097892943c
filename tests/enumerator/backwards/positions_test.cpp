// Positions, keys and selectors that give the tokens wanted, each way by itself.

#include "tests/enumerator/backwards/backward_steps.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

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

TEST_CASE("A selector of several strings is no source") {
    CHECK_FALSE(
        is_found("(tokens $0)", {"(concat (tokens $0) (tokens $0))", up_to_here}, {"aggregate"}));
}

TEST_CASE("The value where a key is greatest is looked for by the key") {
    const std::string count = "(selector_width (select (tokens $0) (tokens $0) equals_to))";
    const std::vector<std::string> heads = {"aggregate",   "select",       "selector_width",
                                            "selector_or", "selector_and", "greater_than",
                                            "equals_to",   "less_than"};
    // Of tokens that are as frequent, the first one is wanted.
    const std::string rank = "(selector_width (selector_or (select " + count + " " + count +
                             " greater_than) (selector_and (select " + count + " " + count +
                             " equals_to) (select (indices $0) (indices $0) less_than))))";
    const std::string most_frequent =
        "(aggregate (select " + rank + " zero equals_to) (tokens $0))";
    check_found({most_frequent.c_str(),
                 {{"(tokens $0)", 3}, {"(indices $0)", 3}, {"zero", 3}, {count, 10}},
                 heads,
                 64},
                letters());
    // The token at the end: just one position is the last.
    const std::string last = "(aggregate (select (selector_width (select (indices $0) (indices $0) "
                             "greater_than)) zero equals_to) (tokens $0))";
    check_found({last.c_str(),
                 {{"(tokens $0)", 3}, {"(indices $0)", 3}, {"zero", 3}},
                 {"aggregate", "select", "selector_width", "equals_to", "greater_than"},
                 18},
                letters());
}

} // namespace rasp_stitch::enumerator::backwards

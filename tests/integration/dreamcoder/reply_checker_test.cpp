// Tests the checker of replies on forged replies.

#include "tests/integration/dreamcoder/reply_checker.hpp"

#include "support/json/json_input.hpp"
#include "tests/integration/dreamcoder/messages.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder_judge;

namespace {

struct Forgery {
    std::string what;
    std::function<void(Json& reply)> make;
};

Json& first_program(Json& reply) {
    return reply["frontiers"][0]["programs"][0];
}

// Everything that makes DreamCoder stop, or that it silently misreads.
const std::vector<Forgery> forgeries = {
    {"no lambda at the root", [](Json& r) { first_program(r)["program"] = "map"; }},
    {"not eta-long",
     [](Json& r) { first_program(r)["program"] = "(lambda (map #(lambda (+ $0 1)) $0))"; }},
    {"a redex",
     [](Json& r) {
         first_program(r)["program"] = "(lambda (map (lambda ((lambda (+ $0 1)) $0)) $0))";
     }},
    {"ill-typed",
     [](Json& r) { first_program(r)["program"] = "(lambda (map (lambda (+ $0 1)) 1))"; }},
    {"no production",
     [](Json& r) {
         first_program(r)["program"] = "(lambda (map (lambda (#(lambda (+ 1 $0)) $0)) $0))";
     }},
    {"another word for lambda",
     [](Json& r) { first_program(r)["program"] = "(lam (map (lambda (+ $0 1)) $0))"; }},
    {"another meaning",
     [](Json& r) { first_program(r)["program"] = "(lambda (map (lambda (+ $0 0)) $0))"; }},
    {"another log likelihood", [](Json& r) { first_program(r)["logLikelihood"] = -1.0; }},
    {"no weight", [](Json& r) { r["DSL"]["productions"][1].erase("logProbability"); }},
    {"a weight that is null", [](Json& r) { r["DSL"]["logVariable"] = nullptr; }},
    {"another weight", [](Json& r) { r["DSL"]["productions"][3]["logProbability"] = -0.5; }},
    {"a production less", [](Json& r) { r["DSL"]["productions"].erase(5); }},
    {"productions in another order",
     [](Json& r) { std::swap(r["DSL"]["productions"][4], r["DSL"]["productions"][5]); }},
    {"a production twice",
     [](Json& r) {
         Json& all = r["DSL"]["productions"];
         all.insert(all.begin(), all.front());
     }},
    {"an abstraction that is open",
     [](Json& r) { r["DSL"]["productions"][0]["expression"] = "#(lambda (+ $0 $1))"; }},
    {"frontiers in another order",
     [](Json& r) { std::swap(r["frontiers"][0], r["frontiers"][1]); }},
    {"a frontier less", [](Json& r) { r["frontiers"].erase(3); }},
    {"a frontier more", [](Json& r) { r["frontiers"].push_back(r["frontiers"][0]); }},
    {"a program less", [](Json& r) { r["frontiers"][2]["programs"].erase(0); }},
    {"no programs", [](Json& r) { r["frontiers"][2]["programs"].clear(); }},
    {"a score that was made up", [](Json& r) { r["scores"]["after"] = 0.0; }},
};

} // namespace

TEST_CASE("The checker finds a fault in every forged reply") {
    const Json request = sample("compression-1.request.json");
    const Json types = sample_types("list-types.json");
    const Json reply = answer(request, types);
    REQUIRE(reply_faults(request, reply, types).empty());
    for (const Forgery& forgery : forgeries) {
        CAPTURE(forgery.what);
        Json forged = reply;
        forgery.make(forged);
        CHECK_FALSE(reply_faults(request, forged, types).empty());
    }
}

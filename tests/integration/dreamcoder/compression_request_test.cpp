// Tests malformed requests, and where types come from.

#include "integration/dreamcoder/compression_request.hpp"

#include "integration/dreamcoder/list_domain.hpp"
#include "lambda/types/type_json.hpp"
#include "lambda/types/type_text.hpp"
#include "support/json/json_cursor.hpp"
#include "tests/integration/dreamcoder/messages.hpp"
#include "tests/integration/dreamcoder/reply_checker.hpp"
#include "tests/support/message_of.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder;
using namespace rasp_stitch::dreamcoder_judge;

namespace {

std::string complaint(const Json& request, const std::optional<PrimitiveTypes>& given = {}) {
    return message_of([&] { read_compression_request(JsonCursor(request), given); });
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

Json list_request() {
    return sample("compression-1.request.json");
}

Json type(const std::string& text) {
    lambda::TypeStore types;
    return lambda::type_json(types, lambda::parse_type(types, text));
}

// Returns a request with two tasks of RASP.
Json rasp_request() {
    Json request = {
        {"DSL", {{"logVariable", 0.0}, {"productions", Json::array()}}},
        {"frontiers", Json::array()},
        {"pseudoCounts", 0.1},
        {"aic", 0.1},
        {"structurePenalty", 0.1},
    };
    for (const std::string name :
         {"indices", "select", "aggregate", "tokens", "equals_to", "one"}) {
        request["DSL"]["productions"].push_back({{"expression", name}, {"logProbability", 0.0}});
    }
    for (const std::string of : {"(tokens $0)", "(indices $0)"}) {
        const std::string program =
            "(lambda (aggregate (select (indices $0) (indices $0) equals_to) " + of + "))";
        request["frontiers"].push_back(
            {{"request",
              type(of == "(tokens $0)" ? "input(num) -> seq(num)" : "input(str) -> seq(num)")},
             {"programs", {{{"program", program}, {"logLikelihood", 0.0}}}}});
    }
    return request;
}

struct Spoilt {
    std::function<void(Json& request)> spoil;
    std::string complaint; // part of it
};

const std::vector<Spoilt> spoilt = {
    {[](Json& r) { r = Json::array(); }, "found an empty array"},
    {[](Json& r) { r = 7; }, "found the number 7"},
    {[](Json& r) { r.erase("DSL"); }, "\"DSL\" is missing"},
    {[](Json& r) { r.erase("frontiers"); }, "\"frontiers\" is missing"},
    {[](Json& r) { r["frontiers"] = 7; }, "at /frontiers: found the number 7"},
    {[](Json& r) { r["frontiers"][1].erase("request"); }, "at /frontiers/1: "},
    {[](Json& r) { r["frontiers"][1]["programs"][2].erase("program"); },
     "at /frontiers/1/programs/2: "},
    {[](Json& r) { r["frontiers"][1]["programs"][2]["logLikelihood"] = "much"; },
     "at /frontiers/1/programs/2/logLikelihood: "},
    {[](Json& r) { r["frontiers"][1]["programs"][2]["logLikelihood"] = "Infinity"; },
     "a log likelihood of infinity"},
    {[](Json& r) { r["frontiers"][1]["programs"][2]["program"] = "(lambda (map $0"; },
     "at /frontiers/1/programs/2/program: "},
    {[](Json& r) { r["frontiers"][1]["programs"][2]["program"] = "(lambda (length $0))"; },
     "at /frontiers/1/programs/2/program: length cannot stand here"},
    {[](Json& r) { r["frontiers"][1]["programs"][2]["program"] = "map"; },
     "no lambda where a function is requested"},
    {[](Json& r) { r["DSL"]["productions"].push_back(r["DSL"]["productions"][0]); },
     "map is a production twice"},
    {[](Json& r) { r["DSL"]["productions"][0]["logProbability"] = "NaN"; },
     "at /DSL/productions/0/logProbability: "},
    {[](Json& r) { r["DSL"]["productions"].clear(); }, "a grammar without productions"},
    {[](Json& r) { r["topK"] = 0; }, "at /topK: "},
    {[](Json& r) { r["arity"] = -1; }, "at /arity: "},
    {[](Json& r) { r["arity"] = "two"; }, "at /arity: "},
    {[](Json& r) { r["pseudoCounts"] = -1; }, "at /pseudoCounts: "},
    {[](Json& r) { r["aic"] = "NaN"; }, "at /aic: "},
    {[](Json& r) { r["structurePenalty"] = "Infinity"; }, "at /structurePenalty: "},
    {[](Json& r) { r["types"] = Json::array(); }, "at /types: "},
    {[](Json& r) {
         r["types"] = {{"map", 7}};
     },
     "at /types/map: "},
    {[](Json& r) {
         r["types"] = {{"map", type("(t0 -> t1) -> list(t0) -> list(t1)")}};
     },
     "the production \"index\" has no type in \"types\""},
};

} // namespace

TEST_CASE("A malformed request is rejected with the place of the error") {
    for (const Spoilt& one : spoilt) {
        Json request = list_request();
        one.spoil(request);
        CAPTURE(request.dump(), one.complaint);
        const std::string found = complaint(request);
        CAPTURE(found);
        CHECK(holds(found, one.complaint));
    }
}

TEST_CASE("Unknown members are ignored, and settings are optional") {
    Json request = list_request();
    request["nonsense"] = {1, 2, 3};
    request["frontiers"][0]["nonsense"] = nullptr;
    for (const std::string name :
         {"arity", "topK", "pseudoCounts", "aic", "structurePenalty", "iterations", "topI"}) {
        request.erase(name);
    }
    const CompressionRequest read = read_compression_request(JsonCursor(request), std::nullopt);
    CHECK(read.settings.score.top_k == 2);
    CHECK(read.settings.score.pseudo_counts == 30);
    CHECK(read.settings.score.aic == 1);
    CHECK(read.frontiers.size() == request["frontiers"].size());
}

TEST_CASE("The list domain and RASP need no types") {
    const Json reply = answer(list_request(), nullptr);
    CHECK(reply == answer(list_request(), sample_types("list-types.json")));
    CHECK(complaint(rasp_request()).empty());
    CHECK(answer(rasp_request(), nullptr)["DSL"]["productions"].size() == 7);
}

TEST_CASE("What has nothing to do with types is told without a word about them") {
    Json request = list_request();
    request["CPUs"] = 0;
    const std::string found = complaint(request);
    CAPTURE(found);
    CHECK(holds(found, "at /CPUs: found the number 0"));
    CHECK_FALSE(holds(found, "types"));
}

TEST_CASE("A language with RASP's names and other types is not taken for RASP") {
    const std::string found = complaint(sample("compression-rasp.request.json"));
    CHECK(holds(found, "at /DSL/productions/"));
    CHECK(holds(found, "the type of the production \"selector-width\" is not known"));
    CHECK(holds(found, "as \"types\" in the request: {\"NAME\": TYPE, ...}"));
    // If all names are known, the programs decide.
    Json request = rasp_request();
    request["frontiers"][0]["request"] = type("seq(num) -> seq(num)");
    const std::string typed = complaint(request);
    CHECK(holds(typed, "at /frontiers/0/programs/0/program: "));
    CHECK(holds(typed, "with the types of RASP, as the request has none"));
}

TEST_CASE("Types can be given as a list, but those of the request take precedence") {
    const Json list = sample("toy-types.json");
    const Json request = sample("compression-rasp.request.json");
    const PrimitiveTypes given = types_list(JsonCursor(list));
    CHECK(complaint(request, given).empty());
    Json with_types = request;
    with_types["types"] = {{"indices", type("int")}};
    CHECK(holds(complaint(with_types, given), "\"types\""));
    const Json none = Json::array();
    CHECK(holds(complaint(request, types_list(JsonCursor(none))),
                "the production \"indices\" has no type in the list of types"));
}

TEST_CASE("The list domain has the types that DreamCoder has") {
    for (const Json& row : sample("list-types.json")) {
        lambda::TypeStore types;
        const auto found = list_domain_type(types, row["name"].get<std::string>());
        CAPTURE(row["name"]);
        REQUIRE(found);
        CHECK(lambda::type_json(types, *found) == row["type"]);
    }
    lambda::TypeStore types;
    CHECK_FALSE(list_domain_type(types, "select"));
}

TEST_CASE("Empty frontiers keep their places, and if all are empty nothing changes") {
    Json request = list_request();
    const Json types = sample_types("list-types.json");
    request["frontiers"][0]["programs"] = Json::array();
    request["frontiers"][5]["programs"] = Json::array();
    const Json reply = answer(request, types);
    CHECK(reply_faults(request, reply, types) == std::vector<std::string>{});
    for (Json& frontier : request["frontiers"]) {
        frontier["programs"] = Json::array();
    }
    CHECK(answer(request, types)["DSL"] == request["DSL"]);
    request["frontiers"] = Json::array();
    CHECK(answer(request, types)["DSL"] == request["DSL"]);
}

TEST_CASE("Non-finite weights and log likelihoods are written as Python writes them") {
    Json request = list_request();
    const Json types = sample_types("list-types.json");
    request["DSL"]["productions"][0]["logProbability"] = "-Infinity"; // map
    request["pseudoCounts"] = 0;                                      // so that it stays impossible
    request["frontiers"][0]["programs"][0]["logLikelihood"] = "-Infinity";
    request["frontiers"][0]["programs"][1]["logLikelihood"] = "NaN";
    const std::string text = answer_text(request, types);
    CHECK(holds(text, "\"logLikelihood\": -Infinity"));
    CHECK(holds(text, "\"logLikelihood\": NaN"));
    CHECK(holds(text, "\"before\": -Infinity"));
    CHECK(reply_faults(request, parse_json(text, NonFinite::text), types) ==
          std::vector<std::string>{});
}

TEST_CASE("Ten thousand programs are answered") {
    Json request = list_request();
    const Json types = sample_types("list-types.json");
    const Json frontiers = request["frontiers"];
    std::size_t programs = 0;
    for (std::size_t i = 0; programs < 10'000; ++i) {
        request["frontiers"].push_back(frontiers[i % frontiers.size()]);
        programs += frontiers[i % frontiers.size()]["programs"].size();
    }
    request["iterations"] = 1;
    const Json reply = answer(request, types); // which compares what every program unfolds to
    CHECK(reply["DSL"]["productions"].size() == request["DSL"]["productions"].size() + 1);
    CHECK(reply["frontiers"].size() == request["frontiers"].size());
    CHECK(reply["scores"]["after"] > reply["scores"]["before"]);
}

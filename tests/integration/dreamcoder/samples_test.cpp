// Tests requests that DreamCoder sent to its own compressor, with the replies of that.

#include "support/json/json_input.hpp"
#include "tests/integration/abstraction/plain_scorer.hpp"
#include "tests/integration/dreamcoder/messages.hpp"
#include "tests/integration/dreamcoder/reply_checker.hpp"

#include <catch2/catch.hpp>

#include <stop_token>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder_judge;

namespace {

struct Sample {
    std::string name;
    std::string types;
};

const std::vector<Sample> answered = {{"compression-1", "list-types.json"},
                                      {"compression-2-nogain", "list-types.json"},
                                      {"compression-list-bootstrap", "list-types.json"},
                                      {"compression-rasp", "toy-types.json"}};
const std::vector<std::string> unanswered = {
    "compression-scale-8-14-30", "compression-scale-15-25-30", "compression-scale-26-40-30"};

// Returns the request with settings under which more is learnt from few tasks.
Json eager(Json request) {
    request["pseudoCounts"] = 1.0;
    request["aic"] = 0.5;
    request["structurePenalty"] = 0.3;
    return request;
}

std::size_t new_productions(const Json& request, const Json& reply) {
    return reply["DSL"]["productions"].size() - request["DSL"]["productions"].size();
}

} // namespace

TEST_CASE("Every reply to a captured request is valid") {
    for (const Sample& one : answered) {
        CAPTURE(one.name);
        const Json request = sample(one.name + ".request.json");
        const Json types = sample_types(one.types);
        CHECK(reply_faults(request, answer(request, types), types) == std::vector<std::string>{});
        CHECK(reply_faults(eager(request), answer(eager(request), types), types) ==
              std::vector<std::string>{});
    }
}

TEST_CASE("No reply of DreamCoder's own compressor has a greater score than ours") {
    for (const Sample& one : answered) {
        CAPTURE(one.name);
        const Json request = sample(one.name + ".request.json");
        const Json types = sample_types(one.types);
        PlainScorer scorer(types);
        const Json reply = answer(request, types);
        const double theirs = scorer.score(request, sample(one.name + ".response.json"));
        CHECK(scorer.score(request, reply) >= theirs - 1e-9);
        CHECK(reply["complete"] == true);
    }
}

TEST_CASE(
    "The score is above that of DreamCoder's own compressor where it looks into abstractions") {
    // It finds pieces of the bodies of what it learnt before, of which one use is left.
    struct Case {
        int arity;
        double theirs;
    };
    for (const Case& one : {Case{2, -132.4601}, Case{1, -134.2313}}) {
        CAPTURE(one.arity);
        Json request = sample("compression-scientific-eager.request.json");
        request["arity"] = one.arity;
        const Json types = request.at("types");
        const Json reply = answer(request, types);
        CHECK(reply["scores"]["after"] > one.theirs + 1);
        CHECK(reply_faults(request, reply, types) == std::vector<std::string>{});
        request.erase("types"); // they are those of a domain whose table is shipped
        CHECK(answer(request, nullptr) == reply);
    }
}

TEST_CASE("A function that is applied twice is taken out of its place") {
    Json request = sample("compression-1.request.json");
    const Json list = request["frontiers"][0]["request"];
    request["frontiers"] = Json::array();
    for (const std::string text : {"(lambda (cdr (cdr (cdr (cdr (cdr (cdr $0)))))))",
                                   "(lambda (map (lambda (+ (+ (+ (+ $0 1) 1) 1) 1)) $0))",
                                   "(lambda (map (lambda (* (* (* (* $0 $0) $0) $0) $0)) $0))",
                                   "(lambda (cons 0 (cons 0 (cons 0 (cons 0 $0)))))"}) {
        request["frontiers"].push_back(
            {{"request", list},
             {"task", text},
             {"programs", Json::array({{{"program", text}, {"logLikelihood", 0.0}}})}});
    }
    request["arity"] = 3;
    request["pseudoCounts"] = 0.1;
    request["aic"] = 0.0;
    request["structurePenalty"] = 0.05;
    const Json types = sample_types("list-types.json");
    const Json reply = answer(request, types);
    CHECK(reply_faults(request, reply, types) == std::vector<std::string>{});
    CHECK(reply["DSL"].dump().find("($1 ($1 ") != std::string::npos);
}

TEST_CASE("The successor function is found where DreamCoder's own compressor finds it") {
    const Json types = sample_types("list-types.json");
    const Json reply = answer(sample("compression-1.request.json"), types);
    CHECK(reply["DSL"]["productions"][0]["expression"] == "#(lambda (+ $0 1))");
    CHECK(reply["frontiers"][0]["programs"][0]["program"] ==
          "(lambda (map (lambda (#(lambda (+ $0 1)) $0)) $0))");
}

TEST_CASE("Requests that DreamCoder's own compressor does not finish are answered at arity 3") {
    const Json types = sample_types("toy-types.json");
    for (const std::string& name : unanswered) {
        CAPTURE(name);
        Json request = sample(name + ".request.json");
        request["arity"] = 3;
        const Json reply = answer(request, types);
        CHECK(reply["complete"] == true);
        CHECK(reply_faults(request, reply, types) == std::vector<std::string>{});
    }
    Json request = eager(sample(unanswered[1] + ".request.json"));
    request["arity"] = 3;
    const Json reply = answer(request, types);
    CHECK(new_productions(request, reply) > 5);
    CHECK(reply_faults(request, reply, types) == std::vector<std::string>{});
}

TEST_CASE("What is learnt does not depend on the number of threads") {
    const Json request = eager(sample("compression-scale-15-25-30.request.json"));
    const Json types = sample_types("toy-types.json");
    CHECK(answer_text(request, types, {.threads = 1}) ==
          answer_text(request, types, {.threads = 3}));
}

TEST_CASE("Arity, iterations, topI and a large aic are honoured") {
    const Json types = sample_types("toy-types.json");
    Json request = eager(sample("compression-scale-15-25-30.request.json"));
    request["iterations"] = 2;
    CHECK(new_productions(request, answer(request, types)) == 2);
    request["iterations"] = 0;
    CHECK(new_productions(request, answer(request, types)) == 0);
    request["iterations"] = 99;
    request["arity"] = 0;
    const Json reply = answer(request, types);
    request["arity"] = 1;
    CHECK(answer(request, types)["scores"]["after"] > reply["scores"]["after"]);
    request["topI"] = 1;
    CHECK(answer(request, types)["scores"]["after"] < reply["scores"]["after"]);
    for (const Json& aic : {Json(501), Json("Infinity")}) {
        request["aic"] = aic;
        const Json unchanged = answer(request, types);
        CHECK(unchanged["DSL"] == request["DSL"]);
        CHECK(unchanged["frontiers"] == request["frontiers"]);
    }
}

TEST_CASE("No weight becomes infinite without pseudo counts, or with weights that overflow") {
    Json request = sample("compression-scientific-eager.request.json");
    request["pseudoCounts"] = 0;
    const Json types = request.at("types");
    const auto has_finite_weights = [](const Json& reply) {
        for (const Json& production : reply["DSL"]["productions"]) {
            if (!production["logProbability"].is_number()) {
                return false;
            }
        }
        return reply["DSL"]["logVariable"].is_number();
    };
    CHECK(has_finite_weights(answer(request, types)));
    for (Json& production : request["DSL"]["productions"]) {
        production["logProbability"] = production["expression"] == "fold" ? -1e308 : 1e308;
    }
    const Json reply = answer(request, types);
    CHECK(has_finite_weights(reply));
    CHECK(new_productions(request, reply) > 0);
}

TEST_CASE("After a stop, the reply has the abstractions found so far, and says so") {
    const Json types = sample_types("toy-types.json");
    const Json request = eager(sample("compression-scale-15-25-30.request.json"));
    std::stop_source source;
    std::size_t found = 0;
    const Json reply = answer(request, types,
                              {.threads = 1,
                               .stop = source.get_token(),
                               .progress = [&](const abstraction::LearntAbstraction&) {
                                   if (++found == 2) {
                                       source.request_stop();
                                   }
                               }});
    CHECK(reply["complete"] == false);
    CHECK(new_productions(request, reply) == 2);
    CHECK(reply_faults(request, reply, types) == std::vector<std::string>{});
}

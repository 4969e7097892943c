// Tests replies to requests with random languages and random programs of them.

#include "enumerator/grammar/grammar_json.hpp"
#include "integration/abstraction/learn_library.hpp"
#include "integration/dreamcoder/compression_request.hpp"
#include "lambda/types/type_json.hpp"
#include "support/json/json_cursor.hpp"
#include "tests/enumerator/judge/plain_enumerator.hpp"
#include "tests/enumerator/judge/random_grammar.hpp"
#include "tests/integration/dreamcoder/messages.hpp"
#include "tests/integration/dreamcoder/reply_checker.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::dreamcoder_judge;

namespace {

class RandomRequests {
public:
    explicit RandomRequests(std::uint32_t seed) : language_(seed), random_(seed) {}

    // Returns nullopt if the grammar is contextual.
    std::optional<Json> request() {
        const enumerator::AnyGrammar any = language_.grammar(types_);
        const auto* grammar = std::get_if<enumerator::Grammar>(&any);
        if (grammar == nullptr) {
            return std::nullopt;
        }
        Json request = settings();
        request["DSL"] = parse_json(enumerator::grammar_text(types_, *grammar), NonFinite::text);
        request["types"] = Json::object();
        for (const enumerator::Production& production : grammar->productions) {
            if (!production.expression.starts_with('#')) {
                request["types"][production.expression] =
                    lambda::type_json(types_, production.type);
            }
        }
        request["frontiers"] = Json::array();
        const enumerator::GrammarView view(types_, *grammar);
        for (std::uint32_t tasks = 2 + below(4); tasks > 0; --tasks) {
            request["frontiers"].push_back(frontier(view));
        }
        return request;
    }

private:
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(random_() % bound);
    }

    Json settings() {
        constexpr double pseudo_counts[] = {0, 0.5, 1, 30};
        constexpr double aics[] = {-1, 0, 0.2, 1};
        constexpr double penalties[] = {0, 0.1, 1};
        return {{"arity", below(4)},
                {"topK", 1 + below(4)},
                {"pseudoCounts", pseudo_counts[below(4)]},
                {"aic", aics[below(4)]},
                {"structurePenalty", penalties[below(3)]},
                {"iterations", 99}};
    }

    Json frontier(const enumerator::GrammarView& view) {
        const lambda::TypeId request = language_.request(types_);
        enumerator::PlainEnumerator enumerator(types_, view);
        const std::vector<enumerator::PlainProgram> programs =
            enumerator.programs(request, 4 + below(5));
        Json made = {{"request", lambda::type_json(types_, request)},
                     {"task", "task " + std::to_string(below(100))},
                     {"programs", Json::array()}};
        for (std::uint32_t i = below(6); i > 0 && !programs.empty(); --i) {
            const std::size_t last = programs.size() - 1; // so that the largest can be drawn
            const std::size_t index =
                below(2) == 0
                    ? below(static_cast<std::uint32_t>(last + 1))
                    : last -
                          below(std::min<std::uint32_t>(static_cast<std::uint32_t>(last) + 1, 20));
            made["programs"].push_back(
                {{"program", programs[index].text}, {"logLikelihood", log_likelihood()}});
        }
        return made;
    }

    Json log_likelihood() {
        switch (below(10)) {
        case 0:
            return "-Infinity";
        case 1:
            return "NaN";
        default:
            return -0.25 * below(5);
        }
    }

    lambda::TypeStore types_;
    enumerator::RandomLanguage language_;
    std::mt19937 random_;
};

} // namespace

TEST_CASE("Replies to random requests are valid and have the score of the plain scorer") {
    std::size_t answered = 0;
    std::size_t learnt = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        const std::optional<Json> request = RandomRequests(seed).request();
        if (!request) {
            continue;
        }
        const Json reply = answer(*request, nullptr);
        CHECK(reply_faults(*request, reply, request->at("types")) == std::vector<std::string>{});
        ++answered;
        learnt += reply["DSL"]["productions"].size() > (*request)["DSL"]["productions"].size();
    }
    CHECK(answered > 45);
    CHECK(learnt > 8);
}

TEST_CASE(
    "Functions that repeat, and other libraries beside the greedy one, never lower the score") {
    const auto score_of = [](const Json& request, const auto& change) {
        const JsonCursor json(request);
        dreamcoder::CompressionRequest read =
            dreamcoder::read_compression_request(json, std::nullopt);
        change(read.settings);
        return abstraction::learn_library(read.language, read.frontiers, read.settings).score_after;
    };
    using Settings = abstraction::AbstractionSettings;
    std::size_t compared = 0;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        const std::optional<Json> request = RandomRequests(seed).request();
        if (!request) {
            continue;
        }
        ++compared;
        const double others = score_of(*request, [](Settings&) {});
        const double greedy =
            score_of(*request, [](Settings& settings) { settings.side_by_side = 1; });
        CHECK(others >= greedy);
        const auto one = [&](bool takes_repeated) {
            return score_of(*request, [&](Settings& settings) {
                settings.iterations = 1;
                settings.side_by_side = 1;
                settings.takes_repeated = takes_repeated;
            });
        };
        CHECK(one(true) >= one(false));
    }
    CHECK(compared > 12);
}

TEST_CASE("A function that is no prefix is taken out where programs apply it twice") {
    // By matching and by ordinary steps, -64.7827 is reached, and greedily -60.5858.
    const Json request = sample("compression-twice.request.json");
    const Json reply = answer(request, sample_types("list-types.json"));
    CHECK(reply_faults(request, reply, sample_types("list-types.json")) ==
          std::vector<std::string>{});
    CHECK(reply["scores"]["after"].get<double>() == Approx(-56.4362).margin(1e-4));
    const Json& productions = reply["DSL"]["productions"];
    CHECK(std::any_of(productions.begin(), productions.end(), [](const Json& production) {
        return production["expression"] == "#(lambda (lambda ($0 ($0 $1))))";
    }));
}

#include "tests/integration/dreamcoder/reply_checker.hpp"

#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/term_store.hpp"
#include "support/json/json_input.hpp"
#include "tests/integration/abstraction/plain_scorer.hpp"

#include <cmath>
#include <exception>
#include <set>

namespace rasp_stitch::dreamcoder_judge {

namespace {

using lambda::TermId;
using lambda::TermStore;

class Checker {
public:
    Checker(const Json& request, const Json& reply, const Json& types)
        : request_(request), reply_(reply), scorer_(types) {}

    std::vector<std::string> run() {
        try {
            check_weights();
            check_productions();
            check_frontiers();
            scorer_.check_programs(reply_);
            check_scores();
        } catch (const std::exception& error) {
            faults_.push_back(error.what());
        }
        return faults_;
    }

private:
    void expect(bool holds, std::string fault) {
        if (!holds) {
            faults_.push_back(std::move(fault));
        }
    }

    static bool is_weight(const Json& json) { return json.is_number() || json == "-Infinity"; }

    void check_weights() {
        expect(is_weight(reply_.at("DSL").at("logVariable")), "logVariable is no number");
        for (const Json& production : reply_.at("DSL").at("productions")) {
            expect(is_weight(production.at("logProbability")), "a logProbability is no number");
        }
    }

    void check_productions() {
        const Json& before = request_.at("DSL").at("productions");
        const Json& after = reply_.at("DSL").at("productions");
        std::set<std::string> seen;
        for (const Json& production : after) {
            const PlainTermPointer term =
                parse_plain(production.at("expression").get_ref<const std::string&>());
            expect(seen.insert(print_plain(*term)).second, "a production stands there twice");
            scorer_.infer(*term);
        }
        if (after.size() < before.size()) {
            faults_.push_back("a production is missing");
            return;
        }
        const std::size_t added = after.size() - before.size();
        for (std::size_t i = 0; i < added; ++i) {
            expect(after[i]["expression"].get<std::string>().starts_with("#"),
                   "a new production is no abstraction");
        }
        for (std::size_t i = 0; i < before.size(); ++i) {
            expect(after[added + i]["expression"] == before[i]["expression"],
                   "the old productions do not follow in order");
        }
    }

    void check_frontiers() {
        const Json& before = request_.at("frontiers");
        const Json& after = reply_.at("frontiers");
        if (before.size() != after.size()) {
            faults_.push_back("another number of frontiers");
            return;
        }
        for (std::size_t f = 0; f < before.size(); ++f) {
            expect(before[f]["request"] == after[f]["request"], "a frontier has another request");
            const Json& old = before[f]["programs"];
            const Json& now = after[f]["programs"];
            if (old.size() != now.size()) {
                faults_.push_back("a frontier has another number of programs");
                continue;
            }
            for (std::size_t p = 0; p < old.size(); ++p) {
                expect(old[p]["logLikelihood"] == now[p]["logLikelihood"],
                       "a log likelihood has changed");
                TermStore store;
                expect(unfolded(store, old[p]["program"]) == unfolded(store, now[p]["program"]),
                       "a program means something else: " + now[p]["program"].get<std::string>());
            }
        }
    }

    // A program without a normal form has no type, and is refused elsewhere.
    static TermId unfolded(TermStore& store, const Json& text) {
        const TermId term =
            lambda::parse(store, text.get_ref<const std::string&>(),
                          {.abstraction = [](TermStore&, TermId body) { return body; }});
        return lambda::normal_form(store, term).value();
    }

    static double number(const Json& json) {
        return json.is_number() ? json.get<double>() : -1e300;
    }

    void check_scores() {
        const double before = number(reply_.at("scores").at("before"));
        const double after = number(reply_.at("scores").at("after"));
        expect(after >= before, "the score has fallen");
        if (request_.value("aic", 1.0) > 500) {
            expect(reply_["DSL"] == request_["DSL"], "something was learnt that must not be");
            return;
        }
        expect(is_near(before, scorer_.score(request_, request_)), "the score before is another");
        expect(is_near(after, scorer_.score(request_, reply_)), "the score after is another");
        check_fit();
    }

    void check_fit() {
        const auto fitted = scorer_.fitted(request_, reply_);
        const bool has_programs = fitted.size() > 0 && has_possible_programs();
        const Json& dsl = has_programs ? reply_["DSL"] : request_["DSL"];
        for (const Json& production : reply_["DSL"]["productions"]) {
            const auto name =
                print_plain(*parse_plain(production["expression"].get_ref<const std::string&>()));
            const double weight = has_programs ? std::max(fitted.at(name), least_weight) : 0;
            expect(!has_programs || is_near(number(production["logProbability"]), weight),
                   "the weight of " + name + " was not fitted");
        }
        expect(has_programs
                   ? is_near(number(dsl["logVariable"]), std::max(fitted.at(""), least_weight))
                   : reply_["DSL"] == request_["DSL"],
               "the weight of variables was not fitted");
    }

    bool has_possible_programs() const {
        for (const Json& frontier : request_["frontiers"]) {
            for (const Json& program : frontier["programs"]) {
                if (program["logLikelihood"].is_number()) {
                    return true;
                }
            }
        }
        return false;
    }

    static constexpr double least_weight = -1000; // instead of -infinity

    static bool is_near(double a, double b) {
        constexpr double tolerance = 1e-8;
        const double least = -1e299;
        return (a < least && b < least) ||
               std::abs(a - b) <= tolerance * std::max(1.0, std::abs(a));
    }

    const Json& request_;
    const Json& reply_;
    PlainScorer scorer_;
    std::vector<std::string> faults_;
};

} // namespace

std::vector<std::string> reply_faults(const Json& request, const Json& reply, const Json& types) {
    return Checker(request, reply, types).run();
}

} // namespace rasp_stitch::dreamcoder_judge

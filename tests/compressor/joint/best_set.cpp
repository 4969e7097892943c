#include "tests/compressor/joint/best_set.hpp"

#include "lambda/terms/inlining.hpp"
#include "lambda/terms/parse.hpp"
#include "tests/compressor/judge/brute_force.hpp"
#include "tests/compressor/judge/judge.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace rasp_stitch::judge {

namespace {

class BestSet {
public:
    BestSet(const compressor::Corpus& corpus, const compressor::Settings& settings)
        : store_(corpus.store), judged_(judge_settings(settings, corpus)),
          programs_(judged_programs(corpus)) {}

    std::int64_t gain(std::size_t most) { return gain_from(programs_, judged_, most); }

private:
    std::int64_t gain_from(const std::vector<JudgedProgram>& programs, const JudgeSettings& judged,
                           std::size_t most) {
        if (most == 0) {
            return 0;
        }
        BruteForce judge(store_, programs, judged);
        if (most == 1) {
            const std::optional<Winner> winner = judge.winner();
            return winner ? winner->utility : 0;
        }
        std::int64_t best = 0;
        const TermId name = store_.primitive("fn_" + std::to_string(most));
        for (const Winner& first : judge.ranking(std::numeric_limits<std::size_t>::max())) {
            std::vector<std::uint32_t> order(first.arity);
            std::iota(order.begin(), order.end(), 0U);
            do {
                const lambda::Abstraction taken{.name = name,
                                                .arity = first.arity,
                                                .body = lambda::parse(store_,
                                                                      renumbered(first.body, order),
                                                                      {.metavariables = true})};
                const Variant variant = renumbered(first.variant, order);
                std::vector<JudgedProgram> after = programs;
                const std::vector<TermId> roots =
                    judge.rewritten(taken.body, taken.arity, name, variant);
                for (std::size_t i = 0; i < after.size(); ++i) {
                    after[i].root = roots[i];
                }
                best = std::max(
                    best, first.utility +
                              gain_from(after, knowing(judged, judge, taken, variant), most - 1));
            } while (std::next_permutation(order.begin(), order.end()));
        }
        return best;
    }

    // Returns the settings after an abstraction was found: what they say of primitives, they say of
    // it.
    JudgeSettings knowing(JudgeSettings judged, BruteForce& judge, const lambda::Abstraction& found,
                          const Variant& variant) const {
        const std::string name = store_.name(found.name);
        if (judged.has_fixed_arity) {
            judged.fixed_arity[name] = found.arity;
        }
        if (!judged.types.empty()) {
            judged.types[name] = judge.type_of(found.body, found.arity).value();
        }
        if (judged.automaton) {
            judged.automaton->known.push_back(
                {.abstraction = found,
                 .states = {variant.states.begin() + 1, variant.states.end()}});
        }
        return judged;
    }

    static Variant renumbered(Variant variant, const std::vector<std::uint32_t>& order) {
        const Variant old = variant;
        for (std::size_t i = 0; i < order.size(); ++i) {
            variant.symbols.at(order[i]) = old.symbols.at(i);
            if (!old.states.empty()) {
                variant.states.at(order[i] + 1) = old.states.at(i + 1);
            }
        }
        return variant;
    }

    // Returns a body of at most ten metavariables with other numbers for them.
    static std::string renumbered(std::string body, const std::vector<std::uint32_t>& order) {
        for (std::size_t i = 0; i + 1 < body.size(); ++i) {
            if (body[i] == '#') {
                const auto index = static_cast<std::size_t>(body[i + 1] - '0');
                body[i + 1] = static_cast<char>('0' + order.at(index));
            }
        }
        return body;
    }

    TermStore store_;
    JudgeSettings judged_;
    std::vector<JudgedProgram> programs_;
};

} // namespace

std::int64_t best_gain(const compressor::Corpus& corpus, const compressor::Settings& settings,
                       std::size_t most) {
    return BestSet(corpus, settings).gain(most);
}

} // namespace rasp_stitch::judge

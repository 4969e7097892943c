#include "tests/compressor/joint/best_set.hpp"

#include "lambda/terms/parse.hpp"
#include "tests/compressor/judge/brute_force.hpp"

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
        : store_(corpus.store) {
        judged_.max_arity = settings.max_arity;
        judged_.allow_single_task = settings.allow_single_task;
        for (const compressor::Program& program : corpus.programs) {
            programs_.push_back({program.root, program.task, program.weight});
        }
    }

    std::int64_t gain(std::size_t most) { return gain_from(programs_, most); }

private:
    std::int64_t gain_from(const std::vector<JudgedProgram>& programs, std::size_t most) {
        if (most == 0) {
            return 0;
        }
        BruteForce judge(store_, programs, judged_);
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
                const TermId body =
                    lambda::parse(store_, renumbered(first.body, order), {.metavariables = true});
                std::vector<JudgedProgram> after = programs;
                const std::vector<TermId> roots = judge.rewritten(body, first.arity, name);
                for (std::size_t i = 0; i < after.size(); ++i) {
                    after[i].root = roots[i];
                }
                best = std::max(best, first.utility + gain_from(after, most - 1));
            } while (std::next_permutation(order.begin(), order.end()));
        }
        return best;
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

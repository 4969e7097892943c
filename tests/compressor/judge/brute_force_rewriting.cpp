// What programs cost, what an abstraction saves in them, and the programs rewritten with it.

#include "tests/compressor/judge/brute_force.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace rasp_stitch::judge {

using lambda::TermKind;

std::int64_t BruteForce::cost(TermId term) {
    const auto known = cost_.find(term);
    if (known != cost_.end()) {
        return known->second;
    }
    const std::int64_t cost = plain_cost(store_, term, settings_.costs);
    cost_.emplace(term, cost);
    return cost;
}

std::int64_t BruteForce::corpus_cost() const {
    std::vector<TermId> roots;
    for (const JudgedProgram& program : programs_) {
        roots.push_back(program.root);
    }
    return corpus_cost(roots);
}

std::int64_t BruteForce::corpus_cost(const std::vector<TermId>& roots) const {
    std::map<std::uint32_t, std::int64_t> cheapest;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        const std::int64_t cost =
            programs_[i].weight * plain_cost(store_, roots[i], settings_.costs);
        const auto [task, is_first] = cheapest.emplace(programs_[i].task, cost);
        task->second = std::min(task->second, cost);
    }
    std::int64_t sum = 0;
    for (const auto& [task, cost] : cheapest) {
        sum += cost;
    }
    return sum;
}

// Returns U(term), the most that uses of the abstraction can save in the term.
std::int64_t BruteForce::saved(TermId body, std::uint32_t arity, TermId term, Applied applied,
                               Known& known) {
    const std::pair key(term, allows_use(term, applied));
    if (const auto it = known.find(key); it != known.end()) {
        return it->second;
    }
    std::int64_t best = 0;
    if (store_.is(TermKind::application, term)) {
        best = saved(body, arity, store_.function(term), applied + 1, known) +
               saved(body, arity, store_.argument(term), 0, known);
    } else if (store_.is(TermKind::lambda, term)) {
        best = saved(body, arity, store_.body(term), 0, known);
    }
    if (const auto arguments = match(body, arity, term); arguments && key.second) {
        const std::vector<Applied> applied_arguments = applied_in(body, arity);
        std::int64_t by_use = cost(term) - settings_.costs.primitive;
        for (std::uint32_t i = 0; i < arity; ++i) {
            const Passed argument = passed((*arguments)[i], applied_arguments[i]);
            by_use -= settings_.costs.application + cost(put_around(argument, argument.inside));
            by_use += saved(body, arity, argument.inside, argument.applied, known);
        }
        best = std::max(best, by_use);
    }
    known.emplace(key, best);
    return best;
}

std::int64_t BruteForce::saved_in_corpus(TermId body, std::uint32_t arity) {
    Known known;
    std::map<std::uint32_t, std::int64_t> before;
    std::map<std::uint32_t, std::int64_t> after;
    for (const auto& [root, task, weight] : programs_) {
        const std::int64_t full = weight * cost(root);
        const std::int64_t less = full - weight * saved(body, arity, root, 0, known);
        before.emplace(task, full);
        after.emplace(task, less);
        before.at(task) = std::min(before.at(task), full);
        after.at(task) = std::min(after.at(task), less);
    }
    std::int64_t sum = 0;
    for (const auto& [task, cost_before] : before) {
        sum += cost_before - after.at(task);
    }
    return sum;
}

TermId BruteForce::cheapest(TermId body, std::uint32_t arity, TermId name, TermId term,
                            Applied applied) {
    TermId best = term;
    if (store_.is(TermKind::application, term)) {
        const TermId function = cheapest(body, arity, name, store_.function(term), applied + 1);
        const TermId argument = cheapest(body, arity, name, store_.argument(term), 0);
        best = store_.application(function, argument);
    } else if (store_.is(TermKind::lambda, term)) {
        best = store_.lambda(cheapest(body, arity, name, store_.body(term), 0), store_.tag(term));
    }
    const auto arguments = match(body, arity, term);
    if (!arguments || !allows_use(term, applied)) {
        return best;
    }
    const std::vector<Applied> applied_arguments = applied_in(body, arity);
    TermId use = name;
    for (std::uint32_t i = 0; i < arity; ++i) {
        const Passed argument = passed((*arguments)[i], applied_arguments[i]);
        const TermId inside = cheapest(body, arity, name, argument.inside, argument.applied);
        use = store_.application(use, put_around(argument, inside));
    }
    return plain_cost(store_, use, settings_.costs) < plain_cost(store_, best, settings_.costs)
               ? use
               : best;
}

std::vector<TermId> BruteForce::rewritten(TermId body, std::uint32_t arity, TermId name,
                                          const Variant& variant) {
    variant_ = variant;
    std::vector<TermId> roots;
    for (const JudgedProgram& program : programs_) {
        roots.push_back(cheapest(body, arity, name, program.root, 0));
    }
    return roots;
}

} // namespace rasp_stitch::judge

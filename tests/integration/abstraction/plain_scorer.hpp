#pragma once

// Computes DreamCoder's score as plainly as possible, as the judge of the abstraction phase.
// Written from the description of the messages alone: types and programs are trees, substitutions
// are maps that are copied, and nothing is cached.
//
//     PlainScorer scorer(types);                       // {"+": TYPE, ...} as JSON
//     scorer.score(request, request)                   // of the library received
//     scorer.score(request, reply)                     // of the library that came back
//     scorer.fitted(request, reply)["+"]               // the weight that the reply must have
//
// Throws std::runtime_error for a program that DreamCoder would refuse: one that is not eta-long
// for its request, has another type, or uses an unknown production.

#include "support/json/json_input.hpp"
#include "tests/integration/abstraction/plain_terms.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::dreamcoder_judge {

struct PlainType {
    int variable = -1; // or a constructor
    std::string name = {};
    std::vector<PlainType> arguments = {};

    bool operator==(const PlainType&) const = default;
    bool is_arrow() const { return variable < 0 && name == "->"; }
};

class PlainScorer {
public:
    explicit PlainScorer(const Json& types);

    // Returns the score of the message's library on the programs that count in the request. Fitting
    // starts from the request's weights for the request's own library, otherwise from uniform ones.
    double score(const Json& request, const Json& message);

    // Returns the weights fitted to all programs of the message, after one step for those that
    // count. The weight of variables is under "".
    std::map<std::string, double> fitted(const Json& request, const Json& message);

    // Returns the type of a closed expression.
    PlainType infer(const PlainTerm& term);

    // Throws unless every program of the message belongs to its grammar.
    void check_programs(const Json& message);

private:
    using Substitution = std::map<int, PlainType>;
    using Weights = std::map<std::string, double>;
    struct Counts {
        std::map<std::string, double> uses; // "" is any variable
        std::map<std::set<std::string>, double> sets;
        double constant = 0;
    };
    struct Entry {
        Counts counts;
        double log_likelihood = 0;
    };
    struct Library {
        std::vector<std::pair<std::string, PlainType>> productions;
        std::optional<PlainType> continuation;
        Weights given;
    };

    static PlainType plain(const Json& json);
    static PlainType resolved(const PlainType& type, const Substitution& known);
    static bool unify(const PlainType& a, const PlainType& b, Substitution& known);
    PlainType fresh(const PlainType& type);
    PlainType type_of(const PlainTerm& term);
    PlainType infer(const PlainTerm& term, const std::vector<PlainType>& scope,
                    Substitution& known);
    Library library_of(const Json& message);
    void walk(const Library& library, PlainType request, PlainTermPointer term,
              std::vector<PlainType> scope, Substitution& known, Counts& counts);
    Counts counts_of(const Library& library, const Json& request, const Json& program);
    std::vector<std::vector<Entry>> entries(const Library& library, const Json& message,
                                            const std::vector<std::vector<std::size_t>>& chosen);
    std::vector<std::vector<std::size_t>> counting(const Json& request);
    static double log_prior(const Counts& counts, const Weights& weights);
    static Weights step(const std::vector<std::vector<Entry>>& frontiers, const Weights& weights,
                        double pseudo_counts);
    std::pair<double, Weights> scored(const Json& request, const Json& message);

    std::map<std::string, PlainType> primitives_;
    std::map<std::string, PlainType> abstractions_; // by text
    int next_variable_ = 0;
};

} // namespace rasp_stitch::dreamcoder_judge

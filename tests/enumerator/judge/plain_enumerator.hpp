#pragma once

// The judge of the enumerator: enumerates programs as plainly as possible. Types are trees,
// substitutions are maps that are copied for every choice, and each hole tries every production
// anew.

#include "enumerator/grammar/grammar.hpp"
#include "lambda/types/type_store.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

struct PlainType {
    int variable = -1; // or a constructor
    std::string name = {};
    std::vector<PlainType> arguments = {};

    bool operator==(const PlainType&) const = default;
    bool is_arrow() const { return variable < 0 && name == "->"; }
};

struct PlainProgram {
    // By table and production. All variables together count as one more production.
    using Counts = std::map<std::pair<std::uint32_t, std::size_t>, double>;

    std::string text;
    double log_prior = 0;
    Counts uses;
    Counts opportunities;
};

class PlainEnumerator {
public:
    PlainEnumerator(const lambda::TypeStore& types, const GrammarView& view);

    // Returns all programs with -log prior < upper, or some of them if that would take too long.
    std::vector<PlainProgram> programs(lambda::TypeId request, double upper);
    bool gave_up() const { return gave_up_; }

private:
    using Substitution = std::map<int, PlainType>;
    using Scope = std::vector<PlainType>; // the innermost first
    struct Partial {
        Substitution known;
        PlainProgram program;
    };
    using Then = std::function<void(const Partial&)>;
    struct Option {
        std::size_t production = 0; // or the number of productions for a variable
        std::uint32_t variable = 0;
        double weight = 0;
        std::vector<PlainType> arguments;
        Substitution known;
    };

    PlainType plain(const lambda::TypeStore& types, lambda::TypeId type) const;
    PlainType fresh(const PlainType& type, std::map<int, int>& names);
    std::vector<Option> options_of(const PlainType& request, const Scope& scope,
                                   const Weights& weights, const Substitution& known);
    void fill(const PlainType& request, const Scope& scope, std::uint32_t table,
              const Partial& partial, const Then& then);
    void fill_arguments(const Option& option, std::size_t argument, const Scope& scope,
                        const Partial& partial, const Then& then);

    const GrammarView& view_;
    std::vector<PlainType> productions_;
    std::map<std::uint32_t, PlainType> continuations_; // by table
    const lambda::TypeStore& types_;
    double upper_ = 0;
    int next_variable_ = 1000;
    int depth_ = 0;
    std::uint64_t steps_ = 0;
    bool gave_up_ = false;
};

} // namespace rasp_stitch::enumerator

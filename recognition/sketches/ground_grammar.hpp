#pragma once

// Door of recognition/sketches.
//
// The grammar of a language without type variables: what partial programs (recognition/sketches/
// sketch.hpp) are made of. Each production stands once for each way to choose its type variables
// among numbers, truth values and strings, as `select` does for numbers and for strings.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// enumerator::Language language = enumerator::rasp_language("tokens,indices,add,one");
// const lambda::TypeId request = lambda::parse_type(language.types, "input(str) -> seq(num)");
// const GroundGrammar grammar(language, request);
// const auto choices = grammar.choices(grammar.root_table(), grammar.result());
// CHECK(choices.size() == 3); // indices, add and one: there are no numbers among the tokens
// CHECK(choices[0].cost == Approx(std::log(3)));
// ```
//
// The cost of a choice is -log of its probability among all that can stand in a place of this type,
// in nats, as enumerator/grammar defines it. Where the grammar would not know the type yet, which is
// decided by a part further right, this is less than there: a lower bound of the description length.
// Productions that take functions are left out, since no hole of a function is learnt.

#include "enumerator/grammar/language.hpp"
#include "recognition/sketches/place_type.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

struct GroundProduction {
    std::uint32_t production = 0; // in the grammar of the language
    std::string expression;       // of the production
    PlaceType result;
    std::vector<PlaceType> arguments;
    bool is_commutative = false;
};

// A production, or a variable by its de Bruijn index.
struct GroundChoice {
    bool is_variable = false;
    std::uint32_t number = 0;
    double cost = 0; // nats
};

class GroundGrammar {
public:
    // The request is the type of a program: from an input, and an atom perhaps. Throws InputError
    // if it has type variables.
    GroundGrammar(const enumerator::Language& language, lambda::TypeId request);

    std::span<const GroundProduction> productions() const { return productions_; }

    PlaceType result() const { return result_; }
    std::size_t lambdas() const { return variables_.size(); }
    PlaceType variable(std::size_t index) const { return variables_[index]; } // by de Bruijn index

    static constexpr std::uint32_t root_table() { return 0; }
    // The table of weights for an argument of a ground production.
    std::uint32_t argument_table(std::uint32_t production, std::size_t argument) const {
        return argument_tables_[production][argument];
    }

    // Returns what can stand in a place of this type, in the order of productions and then
    // variables, without what is impossible.
    std::span<const GroundChoice> choices(std::uint32_t table, PlaceType type) const;

    // Returns the cost of the cheapest choice, and infinity if there is none.
    double least_cost(std::uint32_t table, PlaceType type) const;

private:
    void add_instances(const enumerator::Language& language, std::uint32_t number);
    std::size_t slot(std::uint32_t table, PlaceType type) const;

    std::vector<GroundProduction> productions_;
    std::vector<std::vector<std::uint32_t>> argument_tables_; // by ground production
    PlaceType result_;
    std::vector<PlaceType> variables_;
    std::vector<std::vector<GroundChoice>> choices_; // by table and type
};

} // namespace rasp_stitch::recognition
